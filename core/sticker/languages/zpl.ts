/**
 * ZPL II, as much of it as a sticker needs. Source: Zebra, *ZPL II Programming Guide*.
 *
 * Everything sent is printable ASCII without a binary field, so that XON/XOFF flow control cannot stumble over it, and
 * nothing is ever stored in the printer (`^DF`, `~DG`), whose memory outlives the job.
 */
import type { LabelSize } from '../parts.ts';
import type { Commands } from './language.ts';

/** Where something stands, in dots from the top left corner of the label. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/**
 * One label, printed once: `^PQ1,0,1,N`. `^JZN` keeps the printer from printing it a second time by itself after a
 * paper-out or head-open, which it does otherwise; it is in every label because a power cycle sets it back.
 */
export function zplLabel(size: LabelSize, fields: readonly string[]): Commands {
  const dots = (millimetres: number) => Math.round(millimetres * size.dpmm);
  return [
    '^XA^CI28^JZN^LH0,0^LT0^PON',
    `^PW${dots(size.width)}^LL${dots(size.height)}`,
    ...fields,
    '^PQ1,0,1,N^XZ',
  ].join('\r\n') as Commands;
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

export interface FontSize {
  /** Of the font, in dots. */
  readonly height: number;
  /** As the height where it is not said. */
  readonly width?: number;
  /** Reads from bottom to top. */
  readonly turned?: boolean;
  /** On a filled box. */
  readonly white?: boolean;
  /** Centred in so many dots along the line; without it the text begins at its place. */
  readonly centredIn?: number;
}

/** One line of text in the scalable font 0. */
export function textField(at: Position, text: string, lettering: FontSize): string {
  const { height, width = height, turned = false, white = false, centredIn } = lettering;
  const block = centredIn === undefined ? '' : `^FB${centredIn},1,0,C,0`;
  const font = `^A0${turned ? 'B' : 'N'},${height},${width}`;
  return `^FO${at.x},${at.y}${font}${block}${white ? '^FR' : ''}^FH_^FD${fieldData(text)}^FS`;
}

/** A box with a border of `border` dots; filled when the border is as thick as the box. */
export const boxField = (at: Position, width: number, height: number, border: number): string =>
  `^FO${at.x},${at.y}^GB${width},${height},${border},B,0^FS`;
