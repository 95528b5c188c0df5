/** The card of a customer who keeps the passphrase: its confirmation code is etched, in lines, with small letters. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CARD, checkLayout, CODE_CARD, layoutName, type Layout, type Zone } from '../../../core/etch/card.ts';
import { ADVANCE, CAP, GLYPH_WIDTH, SYMBOLS } from '../../../core/etch/font.ts';
import { previewJob } from '../../../core/etch/preview.ts';
import { askPositions, checkReadback } from '../../../core/etch/readback.ts';
import { codeGlyph, DEPTH, SMALL_LETTERS } from '../../../core/etch/small-letters.ts';
import { letter } from '../../../core/etch/strokes.ts';
import { LAYERS } from '../../../core/etch/formats/svg.ts';
import { must } from '../../../core/base/result.ts';
import { apart, dotsOf } from '../../fakes/drawn.ts';
import { drawOne } from '../../fakes/jobs.ts';
import { parseSerial } from '../../../core/card/serial.ts';
import { platformRandom } from '../../fakes/streams.ts';
import { returnUnit } from '../../fakes/transfers.ts';
import { bytes } from './passphrases.ts';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const serial = must(parseSerial('TF-2026-000123'));
const code = bytes(returnUnit(1).confirmation);
const linesOf = (symbol: string) => codeGlyph(symbol.charCodeAt(0)) ?? [];

describe('the letters', () => {
  test('are those of base58, each with a drawing', () => {
    expect([...BASE58].filter((symbol) => linesOf(symbol).length === 0)).toEqual([]);
    expect(SMALL_LETTERS.join('')).toBe('abcdefghijkmnopqrstuvwxyz');
    expect(SYMBOLS).not.toContain('a');
  });

  test.each(SMALL_LETTERS)('%s stays in its box', (symbol) => {
    const all = linesOf(symbol).flat();
    const xs = all.filter((_, i) => i % 2 === 0);
    const ys = all.filter((_, i) => i % 2 === 1);
    expect([Math.min(...xs) >= 0, Math.max(...xs) <= GLYPH_WIDTH]).toEqual([true, true]);
    expect([Math.min(...ys) >= 0, Math.max(...ys) <= CAP + DEPTH]).toEqual([true, true]);
  });

  test('no two come close: on the card, half as far again apart as the mark is wide', () => {
    const enough = ((CODE_CARD.beam * 1.5) / CODE_CARD.zones.passphrase.cap) * CAP;
    const drawn = [...BASE58].map((symbol) => [symbol, dotsOf(linesOf(symbol))] as const);
    const close = drawn.flatMap(([a, first], i) =>
      drawn.slice(i + 1).flatMap(([b, second]) => {
        const far = apart(first, second);
        return far < enough ? [`${a}${b} ${far.toFixed(2)}`] : [];
      }),
    );
    expect(close).toEqual([]);
  });
});

const withZone = (change: Partial<Zone>): Layout => ({
  ...CODE_CARD,
  zones: { ...CODE_CARD.zones, passphrase: { ...CODE_CARD.zones.passphrase, ...change } },
});
const why = (layout: Layout): string => {
  const checked = checkLayout(layout);
  return checked.ok ? 'accepted' : checked.error.message;
};

describe('the layout', () => {
  test('passes its own check, under a name of its own', () => {
    expect(checkLayout(CODE_CARD).ok).toBe(true);
    expect(layoutName(CODE_CARD)).not.toBe(layoutName(CARD));
  });

  test.each<[string, Layout, string]>([
    [
      'lines too long',
      withZone({ lines: { symbols: 27, pitch: 4.9 } }),
      'do not fit the zone of the confirmation code',
    ],
    ['one line too many', withZone({ lines: { symbols: 24, pitch: 4.9 } }), 'do not fit'],
    ['lines that touch', withZone({ lines: { symbols: 25, pitch: 4.4 } }), 'do not fit'],
    ['no room below the line', withZone({ height: 13 }), 'do not fit'],
    ['a strip beside it', { ...CODE_CARD, strip: CARD.strip }, 'does not cover the confirmation code'],
  ])('%s: refused', (_, layout, reason) => {
    expect(why(layout)).toContain(reason);
  });

  test('every confirmation code stands in its zone, 25 symbols a line, each a step from the last', () => {
    const { x, y, width, height, cap } = CODE_CARD.zones.passphrase;
    const texts = fc.array(fc.constantFrom(...BASE58), { minLength: 75, maxLength: 75 });
    fc.assert(
      fc.property(texts, (symbols) => {
        const { glyphs } = must(letter(CODE_CARD, 'passphrase', bytes(symbols.join(''))));
        const points = glyphs.flat().flatMap((stroke) => [...stroke].map((value) => value / 1000));
        const [xs, ys] = [points.filter((_, i) => i % 2 === 0), points.filter((_, i) => i % 2 === 1)];
        const half = CODE_CARD.beam / 2;
        expect(Math.min(...xs) - half).toBeGreaterThanOrEqual(x - 1e-9);
        expect(Math.max(...xs) + half).toBeLessThanOrEqual(x + width);
        expect(Math.min(...ys) - half).toBeGreaterThanOrEqual(y - 1e-9);
        expect(Math.max(...ys) + half).toBeLessThanOrEqual(y + height);
      }),
      { numRuns: 50 },
    );
    const { glyphs } = must(letter(CODE_CARD, 'passphrase', bytes('H'.repeat(75))));
    const corner = (index: number) => [...(glyphs[index]?.[0]?.slice(0, 2) ?? [])];
    const step = (ADVANCE * cap * 1000) / CAP;
    expect(corner(1)).toEqual([(corner(0)[0] ?? 0) + step, corner(0)[1]]);
    expect(corner(25)).toEqual([corner(0)[0], (corner(0)[1] ?? 0) + 4900]);
    expect(corner(50)).toEqual([corner(0)[0], (corner(0)[1] ?? 0) + 9800]);
  });

  test('small letters are nothing that a passphrase, a serial or the other card may have', () => {
    expect(letter(CARD, 'passphrase', bytes('abc'))).toMatchObject({ error: { kind: 'no-glyph' } });
    expect(letter(CODE_CARD, 'serial', bytes('abc'))).toMatchObject({ error: { kind: 'no-glyph' } });
  });
});

describe('the job', () => {
  const text = (file: Uint8Array) => Buffer.from(file).toString('ascii');

  test('says what it is, in a layer and a colour of its own', () => {
    const job = text(must(drawOne(CODE_CARD, 'training', serial, code, 'svg')));
    expect([...job.matchAll(/<g id="([\w-]+)">/g)].map(([, id]) => id)).toEqual([
      'serial',
      'confirmation-code',
      'watermark',
    ]);
    expect(job).toContain(LAYERS['confirmation code']);
    expect(job).not.toContain(LAYERS.passphrase);
    expect(new Set(Object.values(LAYERS)).size).toBe(Object.keys(LAYERS).length);
  });

  test('of all codes has one size', () => {
    const sizes = [1, 2, 3].map(
      (n) => must(drawOne(CODE_CARD, 'production', serial, bytes(returnUnit(n).confirmation), 'svg')).length,
    );
    expect(new Set(sizes).size).toBe(1);
  });

  test('is previewed as what it is, one bar a symbol', () => {
    const preview = must(previewJob(CODE_CARD, 'production', serial));
    expect(preview).toMatchObject({ etched: 'confirmation code', layout: 'card-86x54-code/1' });
    const mask = preview.shapes.find(({ layer }) => layer === 'mask')?.path ?? '';
    expect(mask.match(/Z/g)).toHaveLength(75);
    expect(must(previewJob(CARD, 'production', serial)).etched).toBe('passphrase');
  });
});

describe('reading back', () => {
  const at = (position: number): string => String.fromCharCode(code[position - 1] ?? 0);

  test('takes small letters and capitals for what they are', () => {
    const small = [...code].findIndex((byte) => byte >= 0x61) + 1;
    expect(checkReadback(code, [small], at(small)).ok).toBe(true);
    expect(checkReadback(code, [small], at(small).toUpperCase()).ok).toBe(false);
    const capital = [...code].findIndex((byte) => byte >= 0x41 && byte <= 0x5a) + 1;
    expect(checkReadback(code, [capital], at(capital).toLowerCase()).ok).toBe(false);
  });

  test('asks for places anywhere in it', () => {
    const asked = new Set(Array.from({ length: 200 }, () => askPositions(code, platformRandom)).flat());
    expect(Math.min(...asked)).toBeLessThan(8);
    expect(Math.max(...asked)).toBeGreaterThan(68);
    expect(Math.max(...asked)).toBeLessThanOrEqual(75);
  });
});
