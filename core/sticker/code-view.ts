/** A code as a window draws it. */
import { QUIET, type CodeGrid } from './qr.ts';

/** A code as SVG path data, a module a unit; `side` includes the quiet zone. */
export interface CodeView {
  readonly side: number;
  readonly path: string;
}

/** Dark modules in a row are one box. */
export function codeView(grid: CodeGrid): CodeView {
  const boxes = grid.flatMap((row, y) =>
    runs(row).map(([x, long]) => `M${x + QUIET} ${y + QUIET}h${long}v1h-${long}z`),
  );
  return { side: grid.length + 2 * QUIET, path: boxes.join('') };
}

/** Where dark modules begin in a row, and how many follow each other. */
function runs(row: readonly boolean[]): readonly (readonly [start: number, long: number])[] {
  const starts = row.flatMap((dark, x) => (dark && row[x - 1] !== true ? [x] : []));
  return starts.map((start) => {
    const end = row.indexOf(false, start);
    return [start, (end === -1 ? row.length : end) - start];
  });
}
