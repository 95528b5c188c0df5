import { expect, test } from 'vitest';
import { codeView } from '../../../core/sticker/code-view.ts';
import { makeMatrix } from '../../../core/sticker/matrix.ts';
import { makeQr, QUIET, type CodeGrid } from '../../../core/sticker/qr.ts';

/** What the path covers, module by module. */
function inked({ side, path }: { side: number; path: string }): CodeGrid {
  const grid = Array.from({ length: side }, () => Array.from({ length: side }, () => false));
  for (const [, x, y, long] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let i = 0; i < Number(long); i++) (grid[Number(y)] ?? [])[Number(x) + i] = true;
  return grid;
}

test.each([
  ['a QR code', makeQr('TF-004711', 'M')],
  ['a Data Matrix', makeMatrix('TF-004711')],
])('%s is drawn module by module, its quiet zone empty', (_, grid) => {
  const drawn = inked(codeView(grid));
  expect(drawn.slice(QUIET, -QUIET).map((row) => row.slice(QUIET, -QUIET))).toEqual(grid);
  expect(drawn.flat().filter(Boolean).length).toBe(grid.flat().filter(Boolean).length);
});
