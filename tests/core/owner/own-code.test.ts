import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { decrypt } from '../../../core/bip38/decrypt.ts';
import { generate } from '../../../core/bip38/generate.ts';
import { parseIntermediateCode } from '../../../core/bip38/layout.ts';
import { passphraseFromText } from '../../../core/bip38/passphrase.ts';
import { drawOwnPassphrase, makeOwnCode } from '../../../core/owner/own-code.ts';
import { cheapDerivation, realDerivation } from '../../fakes/derivation.ts';
import { platformRandom } from '../../fakes/streams.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));
const cheap = { derivation: cheapDerivation(), random: platformRandom };
const make = (text: string, again = text) => makeOwnCode(bytesOf(text), bytesOf(again), cheap);
/** A generator that has stuck: all its bytes are the same. */
const stuck = { bytes: (length: number) => new Uint8Array(length).fill(7) };

const GOOD = '7Q2K-M9XV-4HTR-D0WB-3NYE';

describe('a code of one’s own', () => {
  it('has a card made that its passphrase opens, and no other', async () => {
    const derivation = realDerivation();
    const { code } = must(await makeOwnCode(bytesOf(GOOD), bytesOf(GOOD), { derivation, random: platformRandom }));
    const card = await generate(must(parseIntermediateCode(code)), true, platformRandom, derivation);
    const opened = must(await decrypt(card.key, must(passphraseFromText(GOOD)), derivation));
    expect(opened.address).toBe(card.address);
    const other = await decrypt(card.key, must(passphraseFromText(`${GOOD.slice(0, -1)}F`)), derivation);
    expect(other).toMatchObject({ ok: false });
  });

  it('is another one each time, and is drawn as a code', async () => {
    const [one, two] = [must(await make(GOOD)), must(await make(GOOD))];
    expect(one.code).not.toBe(two.code);
    expect(one.picture.length).toBeGreaterThan(20);
  });

  it('wipes what was typed, whatever comes of it', async () => {
    for (const [text, other] of [
      [GOOD, GOOD],
      [GOOD, 'something else'],
      ['short', 'short'],
    ] as const) {
      const typed = bytesOf(text);
      const again = bytesOf(other);
      await makeOwnCode(typed, again, cheap);
      expect([...typed, ...again].every((byte) => byte === 0)).toBe(true);
    }
  });

  it.each([
    ['', '', 'weak-passphrase'],
    ['hunter2', 'hunter2', 'weak-passphrase'],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'weak-passphrase'],
    ['123456789012345678901234', '123456789012345678901234', 'weak-passphrase'],
    [GOOD, GOOD.toLowerCase(), 'typed-differently'],
    [` ${GOOD}`, ` ${GOOD}`, 'unwritable'],
    [`${GOOD} `, `${GOOD} `, 'unwritable'],
    [`${GOOD}\u200b`, `${GOOD}\u200b`, 'unwritable'],
  ])('is not made of %j and %j: %s', async (text, again, kind) => {
    expect(await make(text, again)).toMatchObject({ ok: false, error: { area: 'check', kind } });
  });

  it('counts what its symbols could hold at most', async () => {
    expect(must(await make(GOOD)).bits).toBeCloseTo(24 * Math.log2(69));
    expect(must(await make('测试密语一二三四五六七八九十')).bits).toBe(14 * 12);
    expect(must(await make('correct horse battery staple')).bits).toBeGreaterThan(100);
  });

  it('is not made with a generator that has stuck', async () => {
    const broken = { kind: 'generator-broken' };
    expect(await makeOwnCode(bytesOf(GOOD), bytesOf(GOOD), { ...cheap, random: stuck })).toMatchObject({
      error: broken,
    });
    expect(drawOwnPassphrase(null, stuck)).toMatchObject({ error: broken });
  });
});

describe('a passphrase that is drawn for its owner', () => {
  it('has the form and the 100 bits of a card’s, with or without dice', () => {
    fc.assert(
      fc.property(fc.option(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 60, maxLength: 80 })), (rolls) => {
        const dice = rolls === null ? null : bytesOf(rolls.join(''));
        const drawn = drawOwnPassphrase(dice, platformRandom);
        // Fair dice stick now and then; then they are refused.
        if (!drawn.ok) expect(drawn.error.kind).toBe('stuck-dice');
        else expect(drawn.value).toEqual({ bits: 100, text: expect.stringMatching(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/) });
        expect(dice?.every((byte) => byte === 0) ?? true).toBe(true);
      }),
    );
  });

  it.each([
    ['123', 'too-few-rolls'],
    ['7', 'not-dice'],
  ])('is not drawn with the rolls %s', (rolls, kind) => {
    expect(drawOwnPassphrase(bytesOf(rolls), platformRandom)).toMatchObject({ ok: false, error: { kind } });
  });
});
