/** The ink of a label in ZPL. Source: Zebra, *ZPL II Programming Guide*. */
import { drawFrame, type Bitmap } from '../bitmap.ts';
import { drawText } from '../dot-font.ts';
import { widthOf } from '../lettering.ts';
import { resize, type Canvas } from '../canvas.ts';
import { MATRIX_QUIET } from '../matrix.ts';
import { QUIET } from '../qr.ts';

const SIZE = /\^PW(\d+)\^LL(\d+)/;
const FIELD = /\^FO(\d+),(\d+)(.*?)\^FS/gs;
const BOX = /^\^GB(\d+),(\d+),(\d+),B,0$/;
const GRAPHIC = /^\^GFA,(\d+),\d+,(\d+),([0-9A-Fa-zG-Y:]+)$/;
const TEXT = /^\^A0([NB]),(\d+),(\d+)(?:\^FB(\d+),1,0,C,0)?(\^FR)?\^FH_\^FD(.*)$/s;

export function drawZpl(zpl: string, canvas: Canvas): void {
  const [, wide, long] = SIZE.exec(zpl) ?? [];
  resize(canvas, Number(wide), Number(long));
  for (const [, x, y, field = ''] of zpl.matchAll(FIELD)) {
    const at = { x: Number(x), y: Number(y) };
    const box = BOX.exec(field);
    if (box !== null) {
      const size = { width: Number(box[1]), height: Number(box[2]) };
      drawFrame(canvas.bitmap, { ...at, ...size }, Number(box[3]));
    }
    const graphic = GRAPHIC.exec(field);
    if (graphic !== null) drawGraphic(canvas, at, Number(graphic[1]), Number(graphic[2]), graphic[3] ?? '');
    const text = TEXT.exec(field);
    if (text !== null) drawField(canvas, at, text);
  }
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function drawField(
  { bitmap }: Canvas,
  { x, y }: Place,
  [, font, tall, wide, block, white, data = '']: RegExpExecArray,
): void {
  const text = data.replace(/_([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  const height = Number(tall);
  const whole = Math.round(widthOf(text, Number(wide)));
  const along = block === undefined ? whole : Number(block);
  const length = Math.min(along, whole);
  const before = Math.round((along - length) / 2);
  const box =
    font === 'B' ? { x, y: y + before, width: height, height: length } : { x: x + before, y, width: length, height };
  drawText(bitmap, box, text, font === 'B', white === undefined ? 1 : 0);
}

/**
 * A bitmap that has not as many rows as it announces is not printed, as on a printer that waits for the rest. Every code
 * begins with ink; drawings have none in their first row.
 */
function drawGraphic(canvas: Canvas, { x, y }: Place, bytes: number, perRow: number, data: string): void {
  const rows = unpack(data, 2 * perRow);
  const quiet = quietOf(rows[0] ?? '', rows.length);
  const side = rows.length + 2 * quiet;
  if (/[^0]/.test(rows[0] ?? '')) canvas.codes.push({ x: x - quiet, y: y - quiet, width: side, height: side });
  if (rows.length * perRow !== bytes) return;
  for (const [i, row] of rows.entries()) drawRow(canvas.bitmap, x, y + i, row);
}

function drawRow({ width, height, dots }: Bitmap, left: number, y: number, row: string): void {
  if (y >= height) return;
  for (let at = 0; at < 4 * row.length && left + at < width; at++) {
    if (inkAt(row, at)) dots[y * width + left + at] = 1;
  }
}

const inkAt = (row: string, at: number): boolean => (Number.parseInt(row[at >> 2] ?? '0', 16) & (8 >> (at & 3))) !== 0;

/**
 * Dots of a code's quiet zone, by its first row: a QR code's begins and ends with a finder pattern, seven dark modules
 * (ISO/IEC 18004, 6.3.3); a Data Matrix's is dark and light in turn, and of an even number, so that it ends light
 * (ISO/IEC 16022, 7.1). How many light modules follow the first dark ones tells nothing: in a QR code they are data.
 */
function quietOf(row: string, side: number): number {
  const dark = leadingInk(row);
  const matrix = dark > 0 && !inkAt(row, side - 1);
  return matrix ? MATRIX_QUIET * dark : QUIET * Math.max(1, Math.round(dark / 7));
}

function leadingInk(row: string): number {
  let at = 0;
  while (inkAt(row, at)) at++;
  return at;
}

/** Rows of hexadecimal digits: runs spelt out, a colon is the row before once more. */
function unpack(data: string, width: number): readonly string[] {
  const rows: string[] = [];
  let row = '';
  let times = 0;
  for (const letter of data) {
    if (letter === ':') rows.push(rows.at(-1) ?? '');
    else if (letter >= 'g' && letter <= 'z') times += 20 * (letter.charCodeAt(0) - 0x66);
    else if (letter >= 'G' && letter <= 'Y') times += letter.charCodeAt(0) - 0x46;
    else {
      row += letter.repeat(Math.max(1, times));
      times = 0;
      if (row.length < width) continue;
      rows.push(row);
      row = '';
    }
  }
  return rows;
}
