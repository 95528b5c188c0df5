import { describe, expect, it } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { badgeText, makeBadge } from '../../../core/scan/badge.ts';
import { badgeLabel } from '../../../core/sticker/badge.ts';
import { commandsOf, PRINTER_LANGUAGES } from '../../../core/sticker/languages/languages.ts';
import type { LabelSize } from '../../../core/sticker/parts.ts';
import { readLabel } from '../../../core/sticker/picture.ts';
import { steadyRandom } from '../../fakes/streams.ts';

const STOCKS: readonly LabelSize[] = [
  { width: 50, height: 25, dpmm: 8 },
  { width: 50, height: 25, dpmm: 12 },
  { width: 60, height: 40, dpmm: 8 },
  { width: 50, height: 25, dpmm: 24 },
];
const badge = makeBadge(steadyRandom('a badge'));
const facts = (name: string) => ({
  ...{ code: badgeText(badge), name, id: badge.id, station: 'HEL-1-BENCH-01', training: true },
});

describe('the label of a badge', () => {
  for (const language of PRINTER_LANGUAGES)
    for (const name of ['Li Wei', 'Maria Fernanda de la Concepcion Rodriguez-Villanueva', '李伟'])
      it.each(STOCKS)(`of ${name} reads as the badge, in ${language} on $width x $height mm at $dpmm dots`, (size) => {
        const { parts } = must(badgeLabel(facts(name), size, language));
        const commands = commandsOf({ size, parts }, language);
        expect(readLabel(commands, language, size.dpmm)).toEqual([badgeText(badge)]);
        const [width, height] = [size.width * size.dpmm, size.height * size.dpmm];
        for (const { box } of parts) {
          expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(width);
          expect(box.y + box.height).toBeLessThanOrEqual(height);
        }
      });

  it('says a name in Latin letters, and leaves a frame for any other', () => {
    const kinds = (name: string) => must(badgeLabel(facts(name), STOCKS[0] as LabelSize, 'zpl')).parts;
    expect(kinds('Li Wei')).toContainEqual(expect.objectContaining({ kind: 'text', text: 'Li Wei' }));
    expect(kinds('李伟').filter(({ kind }) => kind === 'frame')).toHaveLength(1);
  });

  it('is refused where its code has no room, with the stock that has', () => {
    const small = badgeLabel(facts('Li Wei'), { width: 20, height: 15, dpmm: 8 }, 'zpl');
    expect(small).toMatchObject({ ok: false, error: { kind: 'code-too-small' } });
    expect(small.ok ? '' : small.error.message).toContain('50 x 25 mm');
  });
});
