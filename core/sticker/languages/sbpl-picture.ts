/** The ink of a label in SBPL. Source: SATO, *SBPL Programming Reference*. */
import { drawFrame, fill, type Bitmap } from '../bitmap.ts';
import { resize, type Canvas } from '../canvas.ts';
import { MATRIX_QUIET } from '../matrix.ts';
import { QUIET } from '../qr.ts';

const SIZE = /^A1(\d{4})(\d{4})$/;
const PLACE = /^([HV])(\d{1,4})$/;
const LINE = /^FW(\d\d)H(\d{4})$/;
const BOX = /^FW(\d\d)(\d\d)V(\d{4})H(\d{4})$/;
const GRAPHIC = /^GH(\d{3})(\d{3})([0-9A-F]+)$/;

/** A job is what stands between STX and ETX; a command goes from one ESC to the next. */
export function drawSbpl(sbpl: string, canvas: Canvas): void {
  const [, job = ''] = /^\x02([^\x02\x03]*)\x03$/.exec(sbpl) ?? [];
  let [x, y] = [0, 0];
  for (const command of job.split('\x1b')) {
    const [, high, wide] = SIZE.exec(command) ?? [];
    if (wide !== undefined) resize(canvas, Number(wide), Number(high));
    const [, axis, at] = PLACE.exec(command) ?? [];
    if (axis === 'H') x = Number(at) - 1;
    if (axis === 'V') y = Number(at) - 1;
    const [, thick, long] = LINE.exec(command) ?? [];
    if (long !== undefined) fill(canvas.bitmap, { x, y, width: Number(long), height: Number(thick) });
    const [, border, side, tall, across] = BOX.exec(command) ?? [];
    if (across !== undefined && border === side) {
      drawFrame(canvas.bitmap, { x, y, width: Number(across), height: Number(tall) }, Number(border));
    }
    const [, blocks, rows, digits] = GRAPHIC.exec(command) ?? [];
    if (digits !== undefined) drawGraphic(canvas, x, y, Number(blocks), Number(rows), digits);
  }
}

/** A graphic that has not as many digits as it announces is not printed, as on a printer that waits for the rest. */
function drawGraphic(canvas: Canvas, x: number, y: number, blocks: number, down: number, digits: string): void {
  const [width, height] = [blocks * 8, down * 8];
  if (digits.length !== (width / 4) * height) return;
  const ink = (column: number, row: number): boolean => {
    const digit = Number.parseInt(digits[row * (width / 4) + (column >> 2)] ?? '0', 16);
    return (digit & (8 >> (column & 3))) !== 0;
  };
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) if (ink(column, row)) dot(canvas.bitmap, x + column, y + row);
  }
  const code = codeIn(ink, width, height);
  if (code === null) return;
  const { side, quiet } = code;
  canvas.codes.push({ x: x - quiet, y: y - quiet, width: side + 2 * quiet, height: side + 2 * quiet });
}

function dot({ width, height, dots }: Bitmap, x: number, y: number): void {
  if (x < width && y < height) dots[y * width + x] = 1;
}

/**
 * Whether a graphic is a code, by its first row and column: those of a QR code begin with a finder pattern, seven dark
 * modules and a light one, and its first row ends with one (ISO/IEC 18004, 6.3.3); a Data Matrix is dark all down its
 * left and along its foot, and dark and light in turn along its top (ISO/IEC 16022, 7.1).
 */
function codeIn(
  ink: (column: number, row: number) => boolean,
  width: number,
  height: number,
): { readonly side: number; readonly quiet: number } | null {
  const run = (most: number, dark: (at: number) => boolean): number => {
    let at = 0;
    while (at < most && dark(at)) at++;
    return at;
  };
  const [lead, down] = [run(width, (at) => ink(at, 0)), run(height, (at) => ink(0, at))];
  const end = (row: number): number => width - run(width, (at) => !ink(width - 1 - at, row));
  const side = Math.max(end(0), end(Math.max(0, down - 1)));
  const module = lead / 7;
  if (lead > 0 && lead === down && Number.isInteger(module) && side >= 21 * module)
    return { side, quiet: QUIET * module };
  const inTurn = (at: number): boolean => ink(at, 0) === (Math.floor(at / lead) % 2 === 0);
  if (lead > 0 && down === side && side >= 10 * lead && run(side, inTurn) === side)
    return { side, quiet: MATRIX_QUIET * lead };
  return null;
}
