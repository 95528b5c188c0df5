/** Codes on pages. */
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { codeView } from '../../core/sticker/code-view.ts';
import { LEAST_MODULE } from '../../core/sticker/layer.ts';
import { makeQr, QUIET, readGrid, type CodeGrid } from '../../core/sticker/qr.ts';

const fail = failIn('papers');

/** A code as SVG, its quiet zone included; dark modules in black. @param side millimetres */
export function codeDrawing(grid: CodeGrid, side: number): string {
  const modules = grid.length + 2 * QUIET;
  const boxes = grid.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  );
  return `<svg viewBox="0 0 ${modules} ${modules}" shape-rendering="crispEdges" style="width:${side}mm;height:${side}mm"><path d="${boxes.join('')}"/></svg>`;
}

/** Millimetres a module has at the least: sharp on the coarsest printer that pages are sent to, one of 300 dots an inch. */
export const LEAST_PAGE_MODULE = (LEAST_MODULE * 25.4) / 300;

/** The least side of a serial's code on a page, quiet zone included; millimetres. */
export const leastSide = (text: string): number => (serialGrid(text).length + 2 * QUIET) * LEAST_PAGE_MODULE;

const serialGrid = (text: string): CodeGrid => makeQr(text, 'Q');

/**
 * The code of a serial as it goes onto a page: drawn in lines, not in dots, and read back before anything is printed.
 *
 * @param side millimetres, quiet zone included
 * @param read what a reader makes of it
 */
export function serialCode(
  text: string,
  side: number,
  read: (grid: CodeGrid) => string | null = readGrid,
): Result<string, 'code-not-read' | 'page-too-small'> {
  const grid = serialGrid(text);
  const least = leastSide(text);
  if (side < least) {
    const sentence = `A code of ${side.toFixed(1)} mm does not print sharp. It needs ${least.toFixed(1)} mm.`;
    return fail('page-too-small', sentence, { side: side.toFixed(1), least: least.toFixed(1) });
  }
  if (read(grid) !== text) {
    return fail('code-not-read', 'A code of the page did not read back as what it must say. Nothing was written.');
  }
  const { side: modules, path } = codeView(grid);
  return ok(
    `<svg viewBox="0 0 ${modules} ${modules}" shape-rendering="crispEdges" style="display:block;margin:auto;width:${side.toFixed(3)}mm;height:${side.toFixed(3)}mm"><path d="${path}"/></svg>`,
  );
}
