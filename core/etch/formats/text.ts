/**
 * Jobs without strokes, for a laser that draws texts in a font of its own: LightBurn merges a CSV, EzCad's variable text
 * takes a file line by line. Nothing of what will be marked can be compared beforehand, so every card is read back.
 *
 * They are not filled up: texts of a batch are of one length, and so are its jobs.
 */
import type { LayerName } from '../pens.ts';
import { asPicture } from './axes.ts';
import type { Drawing, DrawnCard } from './layer.ts';
import { Sheet, type Padding } from './sheet.ts';

const PAD: Padding = { block: 1, fill: (room) => (room === 0 ? '' : null) };

/** What a program for tables would take for a formula, at the beginning of a cell. */
const FORMULA: readonly number[] = [...'=+-@\t\r'].map((character) => character.charCodeAt(0));
const QUOTE = 0x22;

type Text = NonNullable<DrawnCard['texts']>[number];

/** The texts of a card, in the order of its layers. */
const textsOf = ({ texts }: DrawnCard): readonly Text[] => {
  if (texts === undefined) throw new TypeError('"texts" expected of every card of a text format');
  return texts;
};

/** Whether a text may stand in a cell: it begins no formula, and does not end its own quotes. */
export const isCell = (text: Uint8Array): boolean =>
  !FORMULA.includes(text[0] ?? 0) && text.every((byte) => byte >= 0x20 && byte < 0x7f && byte !== QUOTE);

/** RFC 4180: a head of layer names, a row a card, every cell in quotes. */
function writeCsv({ cards }: Drawing): Uint8Array {
  const file = new Sheet(PAD, 0);
  const [first] = cards;
  const head: readonly LayerName[] = first === undefined ? [] : textsOf(first).map(({ layer }) => layer);
  file.text(`${head.map((layer) => `"${layer}"`).join(',')}\r\n`);
  for (const card of cards) {
    for (const [column, { text }] of textsOf(card).entries()) {
      if (!isCell(text)) throw new RangeError('a text that no cell may hold');
      file.text(column === 0 ? '"' : ',"');
      file.bytes(text);
      file.text('"');
    }
    file.text('\r\n');
  }
  return file.close('');
}

/** A line a text, card by card: in EzCad, an element reads every second line, or every third in training. */
function writeTxt({ cards }: Drawing): Uint8Array {
  const file = new Sheet(PAD, 0);
  for (const card of cards)
    for (const { text } of textsOf(card)) {
      file.bytes(text);
      file.text('\r\n');
    }
  return file.close('');
}

export const CSV = { extension: 'csv', pad: PAD, axes: asPicture, text: true, write: writeCsv } as const;
export const TXT = { extension: 'txt', pad: PAD, axes: asPicture, text: true, write: writeTxt } as const;
