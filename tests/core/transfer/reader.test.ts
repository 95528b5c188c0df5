import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { must, type Result } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import { createTransferReader } from '../../../core/transfer/reader.ts';
import { openName, TRANSFER_KINDS, TRANSFERS, type TransferKind } from '../../../core/transfer/kinds.ts';
import { MANIFEST_LINE } from '../../../core/transfer/manifest.ts';
import type { UncheckedTransfer } from '../../../core/transfer/transfer.ts';
import type { TransferFailure } from '../../../core/transfer/trouble.ts';
import { bytesOf, goodReturns, goodUnits, HEADING, serialOf, textOf } from '../../fakes/transfers.ts';

const UNITS = goodUnits(3);
const GOOD = Object.fromEntries(TRANSFER_KINDS.map((kind) => [kind, textOf<TransferKind>(kind, UNITS[kind])]));
const good = (kind: TransferKind): string => GOOD[kind] ?? '';

function read<K extends TransferKind>(
  kind: K,
  input: string | Uint8Array,
  piece = Infinity,
): Result<UncheckedTransfer<K>, TransferFailure> {
  const bytes = typeof input === 'string' ? bytesOf(input) : input;
  const reader = createTransferReader(kind, 'stick.jsonl');
  for (let at = 0; at < bytes.length; at += piece) {
    const pushed = reader.push(bytes.subarray(at, at + piece));
    if (!pushed.ok) return pushed;
  }
  return reader.end();
}

/** Everything a transfer says, secrets included, for comparing. */
const say = (transfer: UncheckedTransfer): string =>
  JSON.stringify(transfer) +
  (transfer as UncheckedTransfer<'vault' | 'handover'>).units
    .map((unit) =>
      TRANSFERS[transfer.kind].secret === null ? '' : unit.passphrase.use((b) => Buffer.from(b).toString()),
    )
    .join();

const lines = (kind: TransferKind): string[] => good(kind).split('\n').slice(0, -1);
const join = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
const edited = (kind: TransferKind, row: number, edit: (line: string) => string): string =>
  join(lines(kind).map((line, i) => (i === row - 1 ? edit(line) : line)));
const refusal = (kind: TransferKind, input: string | Uint8Array) => {
  const result = read(kind, input);
  return result.ok ? null : result.error;
};

describe.each(TRANSFER_KINDS)('a good %s', (kind) => {
  test('gives its units, in order, whatever the pieces it comes in', () => {
    const whole = must(read(kind, good(kind)));
    expect(whole.manifest).toMatchObject({ ...HEADING, kind, count: 3, version: 2 });
    expect(whole.units.map(openName)).toEqual(goodUnits(3)[kind].map(openName));
    expect(new Set(whole.units.map(openName)).size).toBe(3);
    for (const piece of [1, 7, 64]) expect(say(must(read(kind, good(kind), piece)))).toBe(say(whole));
  });

  test('any byte changed, added or taken away is refused, or says something else of the same form', () => {
    const bytes = bytesOf(good(kind));
    const original = say(must(read(kind, bytes)));
    const edits = fc.record({
      at: fc.nat(bytes.length - 1),
      remove: fc.constantFrom(0, 1),
      insert: fc.uint8Array({ maxLength: 2 }),
    });
    fc.assert(
      fc.property(edits, ({ at, remove, insert }) => {
        const changed = Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
        const result = read(kind, changed);
        expect(!result.ok || say(result.value) !== original || changed.equals(bytes)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('cut at any byte it is refused as cut short, and nothing comes out', () => {
    const text = good(kind);
    for (let end = 0; end < text.length; end += 1 + (end % 11)) {
      expect(refusal(kind, text.slice(0, end))).toMatchObject({ kind: 'truncated' });
    }
  });

  test('more units than announced, and anything after the last, are refused', () => {
    const extra = lines(kind)[1] ?? '';
    for (const more of [`${extra}\n`, '{}\n', 'x\n']) {
      expect(refusal(kind, good(kind) + more)).toMatchObject({ kind: 'surplus', facts: { line: 5 } });
    }
    expect(refusal(kind, `${good(kind)}x`)).toMatchObject({ kind: 'truncated', facts: { line: 5 } });
  });

  test('a unit twice is refused with both rows', () => {
    const text = join([...lines(kind).slice(0, 3), lines(kind)[1] ?? '']);
    expect(refusal(kind, text)).toMatchObject({ kind: 'duplicate', facts: { line: 4 } });
    expect(refusal(kind, text)?.message).toContain(
      `line 4: it has the same ${TRANSFERS[kind].unique[0]?.what ?? ''} as line 2.`,
    );
  });

  test('each other kind in its place is named', () => {
    for (const other of TRANSFER_KINDS.filter((each) => each !== kind)) {
      const error = refusal(kind, good(other));
      expect(error).toMatchObject({ kind: 'wrong-kind', facts: { line: 1 } });
      expect(error?.message).toMatch(new RegExp(`this is an? ${other} file from .*, and an? ${kind} file`));
    }
  });
});

describe('bytes that are no transfer', () => {
  const vault = good('vault');
  test.each([
    ['nothing', '', 'truncated', 'the file is empty'],
    ['a byte order mark', `\xef\xbb\xbf${vault}`, 'not-text', 'byte order mark'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${vault}`, 'utf16le'), 'not-text', 'UTF-16'],
    ['UTF-16 without one', Buffer.from(vault, 'utf16le'), 'not-text', 'UTF-16'],
    ['CRLF', vault.replaceAll('\n', '\r\n'), 'not-text', 'Windows line ends'],
    ['a NUL', vault.replace('TRAIN', '\0').replace('CARD', 'CAR\0'), 'not-text', 'control characters'],
    ['an umlaut in UTF-8', vault.replace('Origin A', 'Origin \xc3\x84'), 'not-text', 'outside ASCII'],
    ['a zip', 'PK\x03\x04\x14\0', 'not-text', 'control characters'],
    ['a PNG', '\x89PNG\r\n\x1a\n', 'not-text', ''],
    ['an age file', 'age-encryption.org/v1\n-> X25519 abc\n', 'not-a-transfer', 'sealed with age'],
    ['a signature', 'untrusted comment: signature\n', 'not-a-transfer', 'minisign signature'],
    ['some JSON', '{"hello":1}\n', 'not-a-transfer', 'not a transfer'],
    ['a table', 'serial,passphrase\n', 'not-a-transfer', 'not a transfer'],
    ['a JSON number', '1\n', 'not-a-transfer', 'not a transfer'],
    ['empty lines', '\n\n\n', 'bad-line', 'it is empty'],
    ['a blank line between', vault.replace('\n', '\n\n'), 'bad-line', 'it is empty'],
    ['one endless line', 'x'.repeat(MANIFEST_LINE + 1), 'bad-line', `longer than ${MANIFEST_LINE}`],
    ['deep nesting', `${'['.repeat(1000)}\n`, 'not-a-transfer', ''],
    ['an older format', vault.replace('"version":2', '"version":1'), 'wrong-version', 'another version'],
  ])('%s', (_, input, kind, says) => {
    const error = refusal('vault', typeof input === 'string' ? input : new Uint8Array(input));
    expect(error).toMatchObject({ kind });
    expect(error?.message).toContain(says);
    expect(error?.message).toMatch(/^stick\.jsonl, line \d: .+\. [A-Z].+\.$/);
  });

  test('reading stops at the size a kind may have, and the first refusal is final', () => {
    const reader = createTransferReader('vault', 'stick.jsonl');
    // The size is looked at before the bytes are, or this would be refused for its content.
    const pushed = reader.push(new Uint8Array((32 << 20) + 1));
    expect(pushed).toMatchObject({ ok: false, error: { kind: 'too-large' } });
    expect(reader.push(bytesOf(good('vault')))).toBe(pushed);
    expect(reader.end()).toBe(pushed);
  });
});

describe('a manifest', () => {
  test.each([
    ['count 0', /"count":3/, '"count":0', 'bad-line', '"count"'],
    ['too large a count', /"count":3/, '"count":100001', 'bad-line', '"count"'],
    ['a count that is text', /"count":3/, '"count":"3"', 'bad-line', '"count"'],
    ['a count smaller than the units', /"count":3/, '"count":2', 'surplus', 'after the 2 units'],
    ['a count larger than the units', /"count":3/, '"count":4', 'truncated', '3 of the 4 units'],
    ['no batch', /"batch":"BATCH-7",/, '', 'bad-line', 'lacks its "batch"'],
    ['a batch that is a path', /BATCH-7/, '../BATCH', 'bad-line', '"batch"'],
    ['an unknown kind', /"kind":"vault"/, '"kind":"loot"', 'bad-line', '"kind"'],
    ['a field too many', /"version":2/, '"version":2,"wish":1', 'bad-line', 'fields'],
    ['a field twice', /"version":2/, '"version":2,"version":2', 'bad-line', 'RFC 8785'],
    ['white space', /"version":2/, '"version": 2', 'bad-line', 'RFC 8785'],
    ['another order', /^\{("batch":"BATCH-7"),("count":3)/, '{$2,$1', 'bad-line', 'RFC 8785'],
    ['a number written otherwise', /"count":3/, '"count":3e0', 'bad-line', 'RFC 8785'],
    ['an escape', /BATCH-7/, '\\u0042ATCH-7', 'bad-line', 'RFC 8785'],
    ['a second transfer that follows none', /"sequence":1/, '"sequence":2', 'bad-line', 'contradicts'],
    ['a first that follows one', /"previous":"0/, '"previous":"1', 'bad-line', 'contradicts'],
    ['a passphrase for a name', /Origin A/, '7Q2K-M9XV-4HTR-D0WB-3NYE', 'secret-in-transfer', 'passphrase'],
  ])('with %s is refused', (_, from, to, kind, says) => {
    const error = refusal(
      'vault',
      edited('vault', 1, (line) => line.replace(from, to)),
    );
    expect(error).toMatchObject({ kind });
    expect(error?.message).toContain(says);
  });
});

describe('a unit', () => {
  const EPK = '6PnTWkhYPUN5hkBJUHfYzZh6ziKBcJuubeiXB57d3u3Vj2EU66oqyAsT8V';
  const WIF = 'L1aW4aubDFB7yfras2S1mN3bqg9nwySY8nkoLmJebSLD5BWv3ENZ';
  const PASSPHRASE = '7Q2K-M9XV-4HTR-D0WB-3NYE';

  test.each<[string, TransferKind, RegExp, string]>([
    ['an EPK for an address', 'return', /"BTC":"\w+"/, `"BTC":"${EPK}"`],
    ['an EPK beside', 'return', /\{/, `{"key":"${EPK}",`],
    ['an EPK for a passphrase', 'vault', /"passphrase":"[^"]+"/, `"passphrase":"${EPK}"`],
    ['an EPK beside', 'vault', /\{/, `{"epk":"${EPK}",`],
    ['an EPK for an address', 'proof', /"address":"\w+"/, `"address":"${EPK}"`],
    ['an EPK for a code', 'order', /"code":"\w+"/, `"code":"${EPK}"`],
    ['a private key', 'return', /"BTC":"\w+"/, `"BTC":"${WIF}"`],
    ['a private key in hex', 'return', /"BTC":"\w+"/, `"BTC":"${'1f'.repeat(32)}"`],
    ['a private key in hex', 'vault', /\{/, `{"d":"0x${'1F'.repeat(32)}",`],
    ['an extended private key', 'return', /\{/, `{"x":"xprv${'9'.repeat(107)}",`],
    ['a passphrase beside', 'return', /\{/, `{"passphrase":"${PASSPHRASE}",`],
    ['a passphrase for a serial', 'return', /CARD-0001/, PASSPHRASE],
    ['a passphrase for a sticker', 'return', /STK-1/, PASSPHRASE],
    ['a passphrase for a serial', 'order', /CARD-0001/, PASSPHRASE],
    ['a passphrase beside', 'proof', /\{/, `{"passphrase":"${PASSPHRASE}",`],
  ])('with %s in a %s is refused as a secret, which is not repeated', (_, kind, from, to) => {
    const text = edited(kind, 2, (line) => line.replace(from, to));
    const error = refusal(kind, text);
    expect(error).toMatchObject({ kind: 'secret-in-transfer', facts: { line: 2 } });
    const secrets = [EPK, WIF, PASSPHRASE, '1f1f', '1F1F', '9999'];
    expect(secrets.filter((secret) => JSON.stringify(error).includes(secret))).toEqual([]);
  });

  test.each<[string, TransferKind, RegExp, string, string]>([
    ['a missing field', 'return', /"sticker":"STK-1"/, '"sticked":"STK-1"', 'lacks its "sticker"'],
    ['a lower-case serial', 'return', /CARD-0001/, 'card-0001', '"serial"'],
    ['an unknown coin', 'return', /"BTC":/, '"BTX":', '"addresses"'],
    ['no address', 'return', /"addresses":\{[^}]*\}/, '"addresses":{}', '"addresses"'],
    ['addresses in a list', 'return', /"addresses":\{[^}]*\}/, '"addresses":[]', '"addresses"'],
    ['__proto__ among its addresses', 'return', /"BTC":/, '"__proto__":"1111111111111111","BTC":', ''],
    ['an uncompressed key', 'return', /"publicKey":"0./, '"publicKey":"04', '"publicKey"'],
    ['a code that is too short', 'order', /(passphrase\w+)\w"/, '$1"', '"code"'],
    ['a list for an object', 'proof', /.*/, '[]', 'lacks its'],
    ['half an object', 'proof', /\}$/, '', 'fields'],
    ['a passphrase in lower case', 'vault', /"passphrase":"[^"]+"/, '"passphrase":"7q2k-m9xv-4htr-d0wb-3nye"', ''],
    ['a weak passphrase', 'vault', /"passphrase":"[^"]+"/, '"passphrase":"AAAA-BBBB"', 'not a passphrase of a card'],
    ['a passphrase for a serial', 'vault', /CARD-0001/, PASSPHRASE, 'not a passphrase of a card'],
    ['a field more', 'vault', /\}$/, ',"x":1}', 'not a passphrase of a card'],
    ['white space', 'vault', /,/, ', ', 'not a passphrase of a card'],
  ])('with %s is refused in a %s', (_, kind, from, to, says) => {
    const error = refusal(
      kind,
      edited(kind, 2, (line) => line.replace(from, to)),
    );
    expect(error).toMatchObject({ kind: 'bad-line', facts: { file: 'stick.jsonl', line: 2 } });
    expect(error?.message).toContain(says);
  });

  test('longer than its kind may be is refused before it is looked at', () => {
    const error = refusal(
      'vault',
      edited('vault', 2, (line) => line + ' '.repeat(300)),
    );
    expect(error).toMatchObject({ kind: 'bad-line', facts: { line: 2 } });
    expect(error?.message).toContain('it is longer than 256 characters');
  });

  test('nesting as deep as a line is long is refused, not followed', () => {
    const deep = `${'['.repeat(4000)}${']'.repeat(4000)}`;
    expect(
      refusal(
        'return',
        edited('return', 3, () => deep),
      ),
    ).toMatchObject({
      kind: 'bad-line',
      facts: { line: 3 },
    });
    expect(
      refusal(
        'return',
        edited('return', 3, () => '{"addresses":'.repeat(600)),
      ),
    ).toMatchObject({ kind: 'bad-line' });
  });

  test.each<[string, TransferKind, string, RegExp]>([
    ['confirmation code', 'return', 'confirmation', /"confirmation":"\w+"/],
    ['public key', 'return', 'publicKey', /"publicKey":"\w+"/],
    ['sticker', 'return', 'sticker', /"sticker":"[\w-]+"/],
    ['intermediate code', 'order', 'code', /"code":"\w+"/],
    ['address', 'proof', 'address', /"address":"\w+"/],
    ['confirmation code', 'proof', 'confirmation', /"confirmation":"\w+"/],
  ])('with the %s of another is refused in a %s', (name, kind, _, field) => {
    const taken = (lines(kind)[1] ?? '').match(field)?.[0] ?? '';
    const error = refusal(
      kind,
      edited(kind, 4, (line) => line.replace(field, taken)),
    );
    expect(error).toMatchObject({ kind: 'duplicate', facts: { line: 4 } });
    expect(error?.message).toContain(`line 4: it has the same ${name} as line 2`);
  });

  test('with the negated key of another is refused', () => {
    const flip = (key: string): string => key.replace(/^0[23]/, (sign) => (sign === '02' ? '03' : '02'));
    const key = goodReturns(1)[0]?.publicKey ?? '';
    const text = edited('return', 3, (line) => line.replace(/"publicKey":"\w+"/, `"publicKey":"${flip(key)}"`));
    expect(refusal('return', text)?.message).toContain('it has the same public key as line 2');
  });

  test('with the passphrase of another is refused with both rows', () => {
    const field = /"passphrase":"[^"]+"/;
    const taken = (lines('vault')[1] ?? '').match(field)?.[0] ?? '';
    const error = refusal(
      'vault',
      edited('vault', 4, (line) => line.replace(field, taken)),
    );
    expect(error).toMatchObject({ kind: 'duplicate', facts: { line: 4 } });
    expect(error?.message).toContain('line 4: it has the same passphrase as line 2');
  });
});

describe('digest', () => {
  test('is the SHA-256 of the file', () => {
    for (const kind of ['order', 'return', 'proof'] as const) {
      expect(must(read(kind, good(kind))).digest).toBe(createHash('sha256').update(good(kind)).digest('hex'));
    }
  });

  test('of a vault knows nothing of its passphrases', () => {
    const other = edited('vault', 2, (line) => line.replace(/"passphrase":"./, '"passphrase":"Z'));
    expect(other).not.toBe(good('vault'));
    expect(must(read('vault', other)).digest).toBe(must(read('vault', good('vault'))).digest);
    const renamed = edited('vault', 2, (line) => line.replace('CARD-0001', 'CARD-0009'));
    expect(must(read('vault', renamed)).digest).not.toBe(must(read('vault', good('vault'))).digest);
  });
});

describe('secrets', () => {
  test('are wiped when the reader goes without having given them', () => {
    const wipe = vi.spyOn(Secret.prototype, 'wipe');
    const reader = createTransferReader('vault', 'stick.jsonl');
    must(reader.push(bytesOf(good('vault'))));
    reader[Symbol.dispose]();
    expect(wipe).toHaveBeenCalledTimes(3);
    expect(reader.end()).toMatchObject({ ok: false });
    wipe.mockRestore();
  });

  test('stay with whoever got them', () => {
    const reader = createTransferReader('vault', 'stick.jsonl');
    must(reader.push(bytesOf(good('vault'))));
    const { units } = must(reader.end());
    reader[Symbol.dispose]();
    expect(units.map((unit) => unit.passphrase.wiped)).toEqual([false, false, false]);
  });
});

describe('a withdrawn unit in a return', () => {
  const withdrawn = { serial: serialOf(2), withdrawn: true } as const;
  const [first, , third] = goodReturns(3);
  const mixed = textOf('return', [
    ...(first === undefined ? [] : [first]),
    withdrawn,
    ...(third === undefined ? [] : [third]),
  ]);

  test('is a line of its own, and counted', () => {
    expect(mixed.split('\n')[2]).toBe('{"serial":"CARD-0002","withdrawn":true}');
    const { units, manifest } = must(read('return', mixed));
    expect([manifest.count, units[1]]).toEqual([3, withdrawn]);
  });

  test.each([
    ['"withdrawn":true', '"withdrawn":false'],
    ['"withdrawn":true', '"withdrawn":1'],
    ['{"serial"', '{"reason":"spoilt","serial"'],
    ['{"serial"', '{"publicKey":"02' + 'ab'.repeat(32) + '","serial"'],
  ])('is not written otherwise: %s as %s', (good_, bad) => {
    const text = mixed.replace(`{"serial":"CARD-0002","withdrawn":true}`, (line) => line.replace(good_, bad));
    expect(refusal('return', text)).toMatchObject({ kind: 'bad-line', facts: { line: 3 } });
  });

  test('has its serial once', () => {
    const text = mixed.replace('CARD-0003', 'CARD-0002');
    expect(refusal('return', text)).toMatchObject({ kind: 'duplicate', facts: { line: 4 } });
  });

  test.each(['order', 'supplied', 'proof'] as const)('is nothing that a %s can say', (kind) => {
    const text = edited(kind, 3, () => '{"serial":"CARD-0002","withdrawn":true}');
    expect(refusal(kind, text)).toMatchObject({ kind: 'bad-line', facts: { line: 3 } });
  });
});
