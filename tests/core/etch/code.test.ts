import { describe, expect, test } from 'vitest';
import { CARD, checkLayout, CODE_CARD, inside, type Layout } from '../../../core/etch/card.ts';
import { letterCode, metalText, withCode } from '../../../core/etch/code.ts';
import { FORMATS } from '../../../core/etch/formats/formats.ts';
import { previewJob } from '../../../core/etch/preview.ts';
import type { Stroke } from '../../../core/etch/strokes.ts';
import { must } from '../../../core/base/result.ts';
import { drawOne } from '../../fakes/jobs.ts';
import { parseSerial, type Serial } from '../../../core/card/serial.ts';
import { readGrid } from '../../../core/sticker/qr.ts';
import { bytes } from './passphrases.ts';

const coded = withCode(CARD);
const place = coded.code as NonNullable<Layout['code']>;
const serialOf = (text: string): Serial => must(parseSerial(text));
const SERIALS = ['TF-0001', 'TF-2026-000123', '8'.repeat(24), 'ABCDEFGHJKMNPQRSTVWXYZ-9'].map(serialOf);
const strokesOf = (serial: Serial): readonly Stroke[] => must(letterCode(coded, place, serial)).glyphs.flat();

/** Whether the beam leaves a mark at a point: within half a beam of a stroke. Micrometres. */
const burnt = (strokes: readonly Stroke[], x: number, y: number): boolean =>
  strokes.some(([ax = 0, ay = 0, bx = 0]) => {
    const away = Math.max(ax - x, x - bx, 0);
    return Math.hypot(away, ay - y) <= (coded.beam * 1000) / 2;
  });

/** What a reader makes of it, who looks into the middle of every module of a code of so many. */
function looked(strokes: readonly Stroke[], modules: number): string | null {
  const half = (coded.beam * 1000) / 2;
  const [left, right] = [
    Math.min(...strokes.map(([x = 0]) => x)) - half,
    Math.max(...strokes.map(([, , x = 0]) => x)) + half,
  ];
  const top = Math.min(...strokes.map(([, y = 0]) => y)) - half;
  const step = (right - left) / modules;
  const middle = (from: number, at: number): number => from + (at + 0.5) * step;
  const each = Array.from({ length: modules }, (_, at) => at);
  return readGrid(each.map((y) => each.map((x) => burnt(strokes, middle(left, x), middle(top, y)))));
}

/** The square codes that ISO/IEC 16022 has, as far as one of ours may be large. */
const SIDES = [10, 12, 14, 16, 18, 20, 22, 24, 26];

describe('the serial as a code on the metal', () => {
  test.each(SERIALS)('%s is read from what the beam leaves', (serial) => {
    const read = SIDES.map((modules) => looked(strokesOf(serial), modules)).filter((text) => text !== null);
    expect(read).toEqual([`TF2 ${serial}`]);
    expect(metalText(serial)).toBe(`TF2 ${serial}`);
  });

  test.each(SERIALS)('%s: every mark inside its place', (serial) => {
    const half = coded.beam / 2;
    for (const [ax = 0, ay = 0, bx = 0, by = 0] of strokesOf(serial)) {
      expect(bx).toBeGreaterThanOrEqual(ax);
      const mark = { x: ax / 1000 - half, y: ay / 1000 - half, width: (bx - ax) / 1000 + 2 * half, height: 2 * half };
      expect(by).toBe(ay);
      expect(inside(mark, place)).toBe(true);
    }
  });

  test('has a place on either card that is clear of everything else', () => {
    expect(must(checkLayout(coded)).name).toBe('card-86x54-coded');
    expect(checkLayout(withCode(CODE_CARD)).ok).toBe(true);
    for (const [x, y] of [
      [1, 15],
      [50, 22],
      [55, 10],
      [6, 33],
    ] as const)
      expect(checkLayout({ ...coded, code: { ...place, x, y } })).toMatchObject({ error: { kind: 'bad-layout' } });
  });

  test('is refused where a module would be smaller than the beam', () => {
    const small = { ...place, width: 4, height: 4 };
    expect(letterCode(coded, small, serialOf('TF-0001'))).toMatchObject({ error: { kind: 'does-not-fit' } });
  });

  test.each(['svg', 'dxf'] as const)(
    'is in the job as %s, on a layer of its own, and the job has one size',
    (format) => {
      const job = (layout: Layout, serial: Serial, text = '7Q2K-M9XV-4HTR-D0WB-3NYE') =>
        must(drawOne(layout, 'production', serial, bytes(text), format));
      const [plain, marked] = [CARD, coded].map((layout) => Buffer.from(job(layout, serialOf('TF-0001'))).toString());
      expect(marked).toMatch(/id="code"|CODE/);
      expect(plain).not.toMatch(/id="code"|\bCODE\b/);
      for (const serial of SERIALS)
        for (const text of ['8888-8888-8888-8888-8888', '1111-1111-1111-1111-1111'])
          expect(job(coded, serial, text)).toHaveLength(FORMATS[format].pad.block);
    },
  );

  test('is drawn in the preview, with its place', () => {
    const { shapes } = must(previewJob(coded, 'production', serialOf('TF-0001')));
    expect(shapes.filter(({ layer }) => layer === 'code')).toEqual([{ layer: 'code', path: 'M6 15H14V23H6Z' }]);
    const { shapes: plain } = must(previewJob(CARD, 'production', serialOf('TF-0001')));
    expect(plain.some(({ layer }) => layer === 'code')).toBe(false);
  });
});
