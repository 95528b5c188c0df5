import { describe, expect, it } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { badgeText, makeBadge } from '../../../core/scan/badge.ts';
import { badgeLabel } from '../../../core/sticker/badge.ts';
import { commandsOf, PRINTER_LANGUAGES, type PrinterLanguage } from '../../../core/sticker/languages/languages.ts';
import type { Box, LabelPart, LabelSize } from '../../../core/sticker/parts.ts';
import { pictureOf, readLabel } from '../../../core/sticker/picture.ts';
import { steadyRandom } from '../../fakes/streams.ts';
import { noto } from '../../fakes/typeface.ts';

const SMALLEST: LabelSize = { width: 50, height: 25, dpmm: 8 };
const STOCKS: readonly LabelSize[] = [
  SMALLEST,
  { width: 50, height: 25, dpmm: 12 },
  { width: 60, height: 40, dpmm: 8 },
  { width: 50, height: 25, dpmm: 24 },
];
const badge = makeBadge(steadyRandom('a badge'));
const facts = (name: string, station = 'HEL-1-BENCH-01') => ({
  ...{ code: badgeText(badge), name, id: badge.id, station, training: true },
});
const partsOf = (name: string, size = SMALLEST, language: PrinterLanguage = 'zpl', station?: string) =>
  must(badgeLabel(facts(name, station), size, language, noto)).parts;

const HAN = Array.from('李伟张娜王芳刘洋陈静杨磊赵敏黄强周杰吴倩徐丽孙涛马超朱婷胡军郭靖何平高峰林');
/** Names of 1 to 40 signs, and of two scripts in one line. */
const NAMES = [
  'Li Wei',
  'Maria Fernanda de la Concepcion Rodriguez-Villanueva',
  '李伟',
  ...[1, 3, 7, 15, 27, 40].map((count) => HAN.slice(0, count).join('')),
  '迪丽热巴·迪力木拉提',
  '李伟 (Wei Li)',
  'José Núñez 李',
  'やまだ タロウ',
  'Zoë-Éléonore-Anaïs Müller-Öztürk de Saint-Exupéry'.slice(0, 24),
];

/** Dots of ink in a box of what this printer would print. */
function inkIn(parts: readonly LabelPart[], size: LabelSize, language: PrinterLanguage, { x, y, width, height }: Box) {
  const { bitmap } = pictureOf(commandsOf({ size, parts }, language), language, size.dpmm);
  let ink = 0;
  for (let row = y; row < y + height; row++) {
    for (let dot = x; dot < x + width; dot++) ink += bitmap.dots[row * bitmap.width + dot] as number;
  }
  return ink;
}

const touching = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('the label of a badge', () => {
  for (const language of PRINTER_LANGUAGES)
    for (const name of NAMES)
      it.each(STOCKS)(`of ${name} reads as the badge, in ${language} on $width x $height mm at $dpmm dots`, (size) => {
        const parts = partsOf(name, size, language);
        const commands = commandsOf({ size, parts }, language);
        expect(readLabel(commands, language, size.dpmm)).toEqual([badgeText(badge)]);
        const [width, height] = [size.width * size.dpmm, size.height * size.dpmm];
        for (const { box } of parts) {
          expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(width);
          expect(box.y + box.height).toBeLessThanOrEqual(height);
        }
        const [drawing] = parts.filter((part) => part.kind === 'drawing');
        for (const { kind, box } of parts) {
          if (drawing !== undefined && kind !== 'drawing') expect(touching(drawing.box, box)).toBe(false);
        }
      });

  it.each(PRINTER_LANGUAGES)(
    'has a name that the printer has no letters for as ink, dot for dot, in %s',
    (language) => {
      for (const name of NAMES.slice(2)) {
        const parts = partsOf(name, SMALLEST, language);
        const [drawing] = parts.filter((part) => part.kind === 'drawing');
        expect(parts.some(({ kind }) => kind === 'frame')).toBe(false);
        const ink = drawing?.dots.reduce((sum, dot) => sum + dot, 0) ?? 0;
        expect(ink).toBeGreaterThan(20);
        expect(inkIn(parts, SMALLEST, language, drawing?.box as Box)).toBe(ink);
        // Printed once more it is the same: nobody has wiped it.
        expect(inkIn(parts, SMALLEST, language, drawing?.box as Box)).toBe(ink);
      }
    },
  );

  it('says a name in the letters of the printer where it has them', () => {
    expect(partsOf('Li Wei')).toContainEqual(expect.objectContaining({ kind: 'text', text: 'Li Wei' }));
    expect(partsOf('Li Wei').some(({ kind }) => kind === 'drawing')).toBe(false);
  });

  it('leaves a frame for a name that nobody has letters for, whole or in part', () => {
    for (const name of ['김민준', 'محمد', '李伟 김']) {
      expect(partsOf(name).map(({ kind }) => kind)).toEqual(['frame', 'text', 'text', 'text', 'code']);
    }
    const without = must(badgeLabel(facts('李伟'), SMALLEST, 'zpl', null)).parts;
    expect(without.filter(({ kind }) => kind === 'frame')).toHaveLength(1);
  });

  it('names a station in its own script, or not at all', () => {
    const kinds = (station: string) => partsOf('Li Wei', SMALLEST, 'zpl', station).map(({ kind }) => kind);
    expect(kinds('BENCH-01')).toEqual(['text', 'text', 'text', 'text', 'code']);
    expect(kinds('深圳-2')).toEqual(['text', 'text', 'drawing', 'text', 'code']);
    expect(kinds('서울')).toEqual(['text', 'text', 'text', 'code']);
  });

  it('is refused where its code has no room, with the stock that has', () => {
    const small = badgeLabel(facts('李伟'), { width: 20, height: 15, dpmm: 8 }, 'zpl', noto);
    expect(small).toMatchObject({ ok: false, error: { kind: 'code-too-small' } });
    expect(small.ok ? '' : small.error.message).toContain('50 x 25 mm');
  });
});
