import { expect, it } from 'vitest';
import { badgeText, makeBadge } from '../../../core/scan/badge.ts';
import { readDots } from '../../../core/sticker/qr.ts';
import { badgePage } from '../../../electron/papers/badge.ts';
import { LANGUAGES, wordsOf } from '../../../resources/words/languages.ts';
import { steadyRandom } from '../../fakes/streams.ts';

const badge = makeBadge(steadyRandom('a badge'));
const code = badgeText(badge);

/** What a reader makes of the drawing in a page. */
function readDrawing(page: string): string | null {
  const [, side = '0'] = /viewBox="0 0 (\d+) /.exec(page) ?? [];
  const [, path = ''] = /<path d="([^"]+)"/.exec(page) ?? [];
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));
  const dots = 3;
  return readDots(dots * Number(side), dots * Number(side), (x, y) =>
    dark.has(`${Math.floor(x / dots)} ${Math.floor(y / dots)}`),
  );
}

it.each(Object.entries(LANGUAGES))('reads as the badge, and says what to do with it, in %s', (_, words) => {
  const page = badgePage(words, { code, name: '李 <Wei>', id: badge.id, station: 'HEL-1-BENCH-01', mode: 'training' });
  expect(readDrawing(page)).toBe(code);
  // The code is drawn, never written.
  expect(page).not.toContain(code.slice(4, 20));
  expect(page).toContain('李 &lt;Wei&gt;');
  expect(page).toContain(words.papers.training);
  for (const line of words.papers.badge.how) expect(page).toContain(line);
});

it('sets a long name smaller, so that what stands below it stays on the card', () => {
  const sizeOf = (name: string): number => {
    const face = { code, name, id: badge.id, station: 'HEL-1-BENCH-01', mode: 'production' } as const;
    return Number(/font-size:(\d+)pt/.exec(badgePage(wordsOf('en'), face))?.[1]);
  };
  expect(['Li Wei', '李伟', 'Anna-Maria Virtanen'].map(sizeOf)).toEqual([16, 16, 16]);
  for (const [longest, width] of [
    ['李'.repeat(60), 1],
    ['Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewis', 0.62],
  ] as const) {
    const em = (sizeOf(longest) * 25.4) / 72;
    expect(sizeOf(longest)).toBeGreaterThanOrEqual(7);
    expect(Math.ceil(60 / Math.floor(37.6 / (em * width))) * em * 1.15).toBeLessThan(25);
  }
});
