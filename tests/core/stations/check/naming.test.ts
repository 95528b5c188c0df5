import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameText } from '../../../../core/stations/check/naming.ts';
import { vectors } from '../../bip38/vectors.ts';
import pasted from '../../../vectors/pasted-texts.json' with { type: 'json' };

const EPK = '6PgNBNNzDkKdhkT6uJntUXwwzQV8Rr2tZcbkDcuC9DZRsS6AtHts4Ypo1j';
const CODE = 'cfrm38V8aXBn7JWA1ESmFMUn6erxeBGZGAxJPY4e36S9QWkzZKtaVqLNMgnifETYw7BPwWC9aPD';
const INTERMEDIATE = 'passphrasepxFy57B9v8HtUsszJYKReoNDV6VHjUSGt8EVJmux9n1J3Ltf1gRxyDGXqnf9qm';
const WIF = 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn';
const HEX = 'cbf4b9f70470856bb4f40f80b87edb90865997ffee6df315ab166d713af433a5';
const PASSPHRASE = '7Q2K-M9XV-4HTR-D0WB-3NYE';
const PUBLIC = '0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798';
const XPRV =
  'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi';
const WORDS = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about';

describe('naming', () => {
  it.each([
    ['an EPK', EPK, { kind: 'epk', facts: { ecMultiplied: true, compressed: false, lot: 263183, sequence: 1 } }],
    [
      'a confirmation code',
      CODE,
      { kind: 'confirmation-code', facts: { compressed: false, lot: 263183, sequence: 1 } },
    ],
    ['an intermediate code', INTERMEDIATE, { kind: 'intermediate-code', facts: { lot: null } }],
    ['a WIF', WIF, { kind: 'wif' }],
    ['a key in hex', HEX, { kind: 'private-key' }],
    ['a passphrase', PASSPHRASE, { kind: 'passphrase' }],
    ['recovery words', WORDS, { kind: 'recovery-words' }],
    ['recovery words over lines', WORDS.replaceAll(' ', '\n'), { kind: 'recovery-words' }],
    ['an extended key', XPRV, { kind: 'extended-key' }],
    ['a public key', PUBLIC, { kind: 'public-key' }],
    ['a serial', ' TF-000123', { kind: 'serial', serial: 'TF-000123', repairs: ['space'] }],
    [
      'an address of several coins',
      'DFpN6QqFfUm3gKNaxN6tNcab1FArL9cZLE',
      { kind: 'address', address: 'DFpN6QqFfUm3gKNaxN6tNcab1FArL9cZLE', coins: ['DOGE', 'DGB'] },
    ],
    ['half an EPK', EPK.slice(0, 40), { kind: 'none', resembles: 'epk', length: 40, whole: 58 }],
    [
      'a damaged confirmation code',
      CODE.slice(1).replace('frm', 'cfrm').replace('aX', 'aY'),
      { resembles: 'confirmation-code', length: 75, whole: 75 },
    ],
    [
      'a damaged intermediate code',
      INTERMEDIATE.slice(0, -1),
      { resembles: 'intermediate-code', length: 71, whole: 72 },
    ],
    ['a damaged WIF', WIF.replace('w', 'x'), { kind: 'none', resembles: 'secret', whole: null }],
    ['a passphrase short of a symbol', PASSPHRASE.slice(1), { kind: 'none', resembles: 'secret', serial: null }],
    ['the word passphrase', 'passphrase', { kind: 'none', resembles: null }],
    ['nothing', '', { kind: 'none', resembles: null, length: 0 }],
    ['greetings', 'Hello, world', { kind: 'none', resembles: null }],
  ])('%s', (_, text, named) => {
    expect(nameText(text)).toMatchObject(named);
  });

  it('repeats nothing of a secret, whatever happened to it', () => {
    const secrets = [EPK, WIF, HEX, PASSPHRASE, XPRV, WORDS, ...vectors.map(({ encrypted }) => encrypted)];
    const dirt = fc.string({ unit: fc.constantFrom(' ', '\n', '\u200b', '"', '='), maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...secrets), fc.nat(60), fc.nat(3), dirt, dirt, (secret, at, gone, before, after) => {
        const damaged = secret.slice(0, at) + secret.slice(at + gone);
        // Address hash and owner entropy are hex of what an EPK says in clear; of the text itself nothing may stand there.
        const answer = JSON.stringify(nameText(before + damaged + after));
        for (let start = 0; start + 8 <= damaged.length; start++) {
          expect(answer).not.toContain(damaged.slice(start, start + 8));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('fault 46: what people paste', () => {
  it.each(pasted.cases)('$why', ({ text, expect: { kind, hint, offers } }) => {
    const named = nameText(text);
    if (kind !== undefined) expect(named.kind).toBe(kind);
    if (hint !== undefined) expect(named.hint).toBe(hint);
    if (offers !== undefined) expect(named.offers).toHaveLength(offers);
  });
});

describe('fault 46: what stands around a good text', () => {
  const epk = '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg';
  const address = '1Jq6MksXQVWzrznvZzxkV6oY57oWXD9TXB';

  it.each([
    ['a name without a colon', `EPK ${epk}`, 'epk', 'label'],
    ['a name in the line before', `Encrypted private key\n${epk}`, 'epk', 'label'],
    ['an equals sign', `Address = ${address}`, 'address', 'label'],
    ['a name in Chinese, with the colon of English', `比特币:${address}`, 'address', 'label'],
    ['the page of an explorer', `https://mempool.space/address/${address}`, 'address', 'link'],
    ['a page with a query', `https://example.com/btc?addr=${address}&lang=en#top`, 'address', 'link'],
    [
      'full width',
      epk.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
      'epk',
      'full-width',
    ],
    ['S/N', 'S/N: TF-000123', 'serial', 'label'],
    ['SN', 'SN TF-000123', 'serial', 'label'],
    ['No.', 'No. TF-000123', 'serial', 'label'],
  ])('%s', (_, text, kind, repair) => {
    const named = nameText(text);
    expect([named.kind, named.repairs]).toEqual([kind, [repair]]);
  });

  it.each([
    ['two addresses', `https://example.com/${address}/1LrA85iiKZCCbv6jnvpJjtBkpJrQQBMLQf`],
    ['an address and a key', `https://example.com/?a=${address}&k=${epk}`],
    ['two codes', `${epk} ${epk}`],
    ['words', 'No card is here'],
  ])('nothing is taken of %s', (_, text) => {
    expect(nameText(text).kind).toBe('none');
  });
});

it.each([EPK, CODE, INTERMEDIATE].flatMap((text) => [text.toUpperCase(), text.toLowerCase()]))(
  'fault 43: of a code in one case it is said that case matters (%s)',
  (text) => expect(nameText(text)).toMatchObject({ kind: 'none', hint: 'one-case' }),
);

describe('fault 45: one symbol wrong, missing or too many', () => {
  const EPK = '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg';
  const CODE = 'cfrm38V5UPS5Aik2Z91tWbgNUTDmL4uKyUF4CX7wATVikgxRfg9tjCT7Mdon16uVeWCJqjnFGts';

  it.each([EPK, CODE])('is offered, and nothing is taken by itself', (text) => {
    for (const at of [8, 30, text.length - 2]) {
      const right = text.charAt(at);
      const wrong = right === 'a' ? 'b' : 'a';
      const damaged = nameText(text.slice(0, at) + wrong + text.slice(at + 1));
      expect(damaged.kind).toBe('none');
      expect(damaged.offers).toEqual([{ change: 'wrong', at: at + 1, was: wrong, symbol: right }]);
      expect(nameText(text.slice(0, at) + text.slice(at + 1)).offers).toMatchObject([
        { change: 'missing', symbol: right },
      ]);
      expect(nameText(text.slice(0, at) + wrong + text.slice(at)).offers).toMatchObject([
        { change: 'extra', was: wrong },
      ]);
    }
  });

  it('and a symbol that Base58 has not', () => {
    const at = EPK.indexOf('o');
    expect(nameText(`${EPK.slice(0, at)}0${EPK.slice(at + 1)}`).offers).toEqual([
      { change: 'wrong', at: at + 1, was: '0', symbol: 'o' },
    ]);
  });

  it('and nothing for two, nor any more of an EPK than the symbol', () => {
    expect(nameText(EPK.replace('WUb', 'WXX')).offers).toEqual([]);
    expect(JSON.stringify(nameText(EPK.replace('Nzm', 'Nxm')))).not.toContain(EPK.slice(10, 20));
  });
});
