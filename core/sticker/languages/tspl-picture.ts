/** The ink of a label in TSPL2. Source: TSC, *TSPL/TSPL2 Programming Language*. */
import { drawFrame, drawGrid, fill, invert } from '../bitmap.ts';
import { resize, type Canvas } from '../canvas.ts';
import { drawText } from '../dot-font.ts';
import { pointOf, widthOf } from '../lettering.ts';
import { MATRIX_QUIET } from '../matrix.ts';
import type { Box } from '../parts.ts';
import { makeQr, QUIET, type QrLevel } from '../qr.ts';

const SIZE = /^SIZE ([\d.]+) mm,([\d.]+) mm$/;
const BAR = /^BAR (\d+),(\d+),(\d+),(\d+)$/;
const BOX = /^BOX (\d+),(\d+),(\d+),(\d+),(\d+)$/;
const REVERSE = /^REVERSE (\d+),(\d+),(\d+),(\d+)$/;
const CODE = /^QRCODE (\d+),(\d+),([LMQH]),(\d+),A,0,M2,S([0-7]),"(.*)"$/;
const TEXT = /^TEXT (\d+),(\d+),"0",(0|270),(\d+),(\d+),([12]),"(.*)"$/;

/** Modules a printer can draw, in dots ("QRCODE", cell width). */
export const LARGEST_CELL = 10;

export function drawTspl(tspl: string, dpmm: number, canvas: Canvas): void {
  let bars: Box[] = [];
  for (const line of tspl.split('\r\n')) {
    const size = SIZE.exec(line);
    if (size !== null) resize(canvas, Number(size[1]) * dpmm, Number(size[2]) * dpmm);
    const bar = BAR.exec(line);
    if (bar !== null) {
      const box = boxOf(bar);
      fill(canvas.bitmap, box);
      if (bars[0]?.height !== box.height) bars = noteMatrix(canvas, bars);
      bars.push(box);
    } else bars = noteMatrix(canvas, bars);
    const reversed = REVERSE.exec(line);
    if (reversed !== null) invert(canvas.bitmap, boxOf(reversed));
    const frame = BOX.exec(line);
    if (frame !== null) {
      const [x, y, right, bottom, border] = frame.slice(1).map(Number) as [number, number, number, number, number];
      drawFrame(canvas.bitmap, { x, y, width: right - x, height: bottom - y }, border);
    }
    const code = CODE.exec(line);
    if (code !== null) drawCode(canvas, code);
    const text = TEXT.exec(line);
    if (text !== null) drawLine(canvas, text, dpmm);
  }
}

/** A Data Matrix is as many bars as no sticker has otherwise in a row, of one height. */
const LEAST_BARS = 40;
const LEAST_HEIGHT = 3;

/** Of one height are those of drawn letters too, here and there; but they do not stand in columns and rows as wide. */
const inModules = (bars: readonly Box[], { x, y }: Pick<Box, 'x' | 'y'>, module: number): boolean =>
  bars.every((bar) => [bar.x - x, bar.y - y, bar.width].every((dots) => dots % module === 0));

/** Where the bars were a Data Matrix, it is one of the codes. Gives the empty row that comes next. */
function noteMatrix({ codes }: Canvas, bars: readonly Box[]): Box[] {
  const module = bars[0]?.height ?? 0;
  if (bars.length < LEAST_BARS || module < LEAST_HEIGHT) return [];
  const [left, top] = [Math.min(...bars.map(({ x }) => x)), Math.min(...bars.map(({ y }) => y))];
  if (!inModules(bars, { x: left, y: top }, module)) return [];
  const quiet = MATRIX_QUIET * module;
  const width = Math.max(...bars.map((bar) => bar.x + bar.width)) - left + 2 * quiet;
  const height = Math.max(...bars.map((bar) => bar.y + bar.height)) - top + 2 * quiet;
  codes.push({ x: left - quiet, y: top - quiet, width, height });
  return [];
}

function boxOf(found: RegExpExecArray): Box {
  const [x, y, width, height] = found.slice(1).map(Number) as [number, number, number, number];
  return { x, y, width, height };
}

function drawCode({ bitmap, codes }: Canvas, [, left, top, level, cell, mask, data = '']: RegExpExecArray): void {
  const module = Number(cell);
  if (module > LARGEST_CELL) return;
  const [x, y, quiet] = [Number(left), Number(top), QUIET * module];
  const grid = makeQr(plain(data), level as QrLevel, Number(mask));
  const side = grid.length * module + 2 * quiet;
  codes.push({ x: x - quiet, y: y - quiet, width: side, height: side });
  drawGrid(bitmap, { x, y }, grid, module);
}

/** About its place or from it on; turned by 270 degrees clockwise a line runs up, beside its place. */
function drawLine(
  { bitmap }: Canvas,
  [, left, top, turn, wide, tall, align, data = '']: RegExpExecArray,
  dpmm: number,
): void {
  const [x, y, text] = [Number(left), Number(top), plain(data)];
  const across = Math.round(Number(tall) * pointOf(dpmm));
  const along = Math.round(widthOf(text, Number(wide) * pointOf(dpmm)));
  const half = align === '2' ? Math.round(along / 2) : 0;
  const box =
    turn === '0'
      ? { x: x - half, y, width: along, height: across }
      : { x, y: align === '2' ? y - half : y - along, width: across, height: along };
  drawText(bitmap, box, text, turn !== '0');
}

const plain = (data: string): string => data.replaceAll('\\["]', '"');
