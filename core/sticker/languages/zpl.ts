/**
 * ZPL II, as much of it as a sticker needs. Source: Zebra, *ZPL II Programming Guide*.
 *
 * Everything sent is printable ASCII without a binary field, so that XON/XOFF flow control cannot stumble over it, and
 * nothing is ever stored in the printer (`^DF`, `~DG`), whose memory outlives the job.
 */

/** One whole label, `^XA` to `^XZ`. Made only by {@link zplLabel}. */
export type ZplLabel = string & { readonly __brand: 'ZplLabel' };

export interface LabelSize {
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
  /** Dots per millimetre: 8 (203 dpi), 12 (300 dpi) or 24 (600 dpi). */
  readonly dpmm: number;
}

/** Where something stands, in dots from the top left corner of the label. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * One label, printed once: `^PQ1,0,1,N`. `^JZN` keeps the printer from printing it a second time by itself after a
 * paper-out or head-open, which it does otherwise; it is in every label because a power cycle sets it back.
 */
export function zplLabel(size: LabelSize, fields: readonly string[]): ZplLabel {
  const dots = (millimetres: number) => Math.round(millimetres * size.dpmm);
  return [
    '^XA^CI28^JZN^LH0,0^LT0^PON',
    `^PW${dots(size.width)}^LL${dots(size.height)}`,
    ...fields,
    '^PQ1,0,1,N^XZ',
  ].join('\r\n') as ZplLabel;
}

/**
 * Field data for `^FH_`: the command characters `^` and `~`, the escape itself and everything that is not printable
 * ASCII become `_XX`, in UTF-8 as `^CI28` says. An unescaped `^` would end the field in silence.
 */
export function fieldData(text: string): string {
  return Array.from(text, (character) =>
    /^[ -~]$/.test(character) && !'^~_'.includes(character) ? character : utf8Escape(character),
  ).join('');
}

function utf8Escape(character: string): string {
  // A lone surrogate has no UTF-8.
  const whole = /^[\uD800-\uDFFF]$/.test(character) ? '?' : character;
  if (whole.charCodeAt(0) < 0x80) return `_${whole.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  return encodeURIComponent(whole).replaceAll('%', '_');
}

export interface Lettering {
  /** Of the font, in dots. */
  readonly height: number;
  /** Reads from bottom to top. */
  readonly turned?: boolean;
  /** On a filled box. */
  readonly white?: boolean;
  /** Centred in so many dots along the line; without it the text begins at its place. */
  readonly centredIn?: number;
}

/** One line of text in the scalable font 0. */
export function textField(at: Place, text: string, lettering: Lettering): string {
  const { height, turned = false, white = false, centredIn } = lettering;
  const block = centredIn === undefined ? '' : `^FB${centredIn},1,0,C,0`;
  const font = `^A0${turned ? 'B' : 'N'},${height},${height}`;
  return `^FO${at.x},${at.y}${font}${block}${white ? '^FR' : ''}^FH_^FD${fieldData(text)}^FS`;
}

/** A box with a border of `border` dots; filled when the border is as thick as the box. */
export const boxField = (at: Place, width: number, height: number, border: number): string =>
  `^FO${at.x},${at.y}^GB${width},${height},${border},B,0^FS`;

/** Zebra's firmware prints a `^FO` QR code this many dots lower than asked (the default bar height of `^BY`). */
const QR_DROP = 10;

/**
 * A QR code of model 2, error correction M, with its top left module at `at`.
 *
 * The `MA,` is part of the command (level M, automatic mode): without it the printer takes the first three characters
 * of the data for it and loses them.
 */
export function qrField(at: Place, data: string, module: number): string {
  if (at.y < QR_DROP) throw new RangeError(`"y" expected at least ${QR_DROP}, got ${at.y}`);
  return `^FO${at.x},${at.y - QR_DROP}^BQN,2,${module}^FH_^FDMA,${fieldData(data)}^FS`;
}

/** Byte capacity of versions 1 to 6 at error correction M (ISO/IEC 18004, table 7). */
const CAPACITY = [14, 26, 42, 62, 84, 106];

/** Modules along one side of the QR code for so many bytes; the printer may find a denser mode and a smaller one. */
export function qrModules(bytes: number): number {
  const index = CAPACITY.findIndex((capacity) => bytes <= capacity);
  if (index === -1) throw new RangeError(`"bytes" expected at most ${CAPACITY.at(-1)}, got ${bytes}`);
  return 21 + 4 * index;
}
