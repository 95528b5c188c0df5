import { QUIET, type CodeGrid } from '../../core/sticker/qr.ts';

/** A code as SVG, its quiet zone included; dark modules in black. @param side millimetres */
export function codeDrawing(grid: CodeGrid, side: number): string {
  const modules = grid.length + 2 * QUIET;
  const boxes = grid.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  );
  return `<svg viewBox="0 0 ${modules} ${modules}" shape-rendering="crispEdges" style="width:${side}mm;height:${side}mm"><path d="${boxes.join('')}"/></svg>`;
}
