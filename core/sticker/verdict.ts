/**
 * The label that says what became of a card: 50 x 25 mm, one word readable from afar, the serial, and where the
 * journal says why. No secret is on it, and none can be: nothing here takes one.
 *
 * PASS is a framed word and FAIL a black bar, so that they differ in mass and not in letters alone.
 */
import type { RecordRef } from '../journal/event.ts';
import { never } from '../base/result.ts';
import type { Serial } from '../card/serial.ts';
import { CAP_HEIGHT, cutToFit, halve, heightToFit, wrap } from './lettering.ts';
import type { Box } from './parts.ts';
import { boxField, qrField, qrModules, textField, zplLabel, type ZplLabel } from './languages/zpl.ts';

export interface VerdictFacts {
  readonly serial: Serial;
  readonly outcome: 'PASS' | 'FAIL';
  /** One short sentence for a FAIL; it is cut where it does not fit in two lines. */
  readonly reason: string | null;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly station: string;
  readonly reference: RecordRef;
  readonly training: boolean;
}

/** Font 0 of a printer knows Latin letters only; so do these words. */
export interface LabelWords {
  readonly PASS: string;
  readonly FAIL: string;
  readonly training: string;
}

export const LABEL_WORDS: LabelWords = { PASS: 'PASS', FAIL: 'FAIL', training: 'TRAINING ONLY' };

/** Millimetres. */
export const VERDICT_SIZE = { width: 50, height: 25 } as const;

export type LabelPart =
  | {
      readonly kind: 'text';
      readonly box: Box;
      readonly text: string;
      /** Of the font, in dots. */
      readonly height: number;
      /** Reads from bottom to top. */
      readonly turned: boolean;
      /** White, on the bar before it. */
      readonly white: boolean;
      readonly centred: boolean;
    }
  /** A frame, or a bar where the border fills it. The text after it stands inside. */
  | { readonly kind: 'frame'; readonly box: Box; readonly border: number }
  /** The box holds the quiet zone of four modules as well. */
  | { readonly kind: 'code'; readonly box: Box; readonly data: string; readonly module: number };

const QUIET = 4;

/** `TF1 <serial> <PASS|FAIL> <record> <first 8 of its hash>`: what the QR code says. */
export function verdictCode({ serial, outcome, reference }: VerdictFacts): string {
  return `TF1 ${serial} ${outcome} ${reference.seq} ${shortHash(reference)}`;
}

/** The label in ZPL, for a printer of 8, 12 or 24 dots per millimetre. */
export function verdictLabel(facts: VerdictFacts, dpmm: number, words: LabelWords = LABEL_WORDS): ZplLabel {
  return zplLabel({ ...VERDICT_SIZE, dpmm }, layOutVerdict(facts, dpmm, words).map(field));
}

/** Where everything stands. Parts do not touch, but for text on its own frame; none leaves the label. */
export function layOutVerdict(
  facts: VerdictFacts,
  dpmm: number,
  words: LabelWords = LABEL_WORDS,
): readonly LabelPart[] {
  const dots = (millimetres: number) => Math.round(millimetres * dpmm);
  const width = dots(VERDICT_SIZE.width);
  const height = dots(VERDICT_SIZE.height);
  const code = square(verdictCode(facts), dpmm, width, dots(2));
  // A module of white stays between the quiet zone and its neighbour.
  const left = facts.training ? dots(5.6) : dots(2);
  const column = code.box.x - code.module - left;
  const reason = facts.reason === null ? [] : wrap(facts.reason, column, dots(2), 3);
  // What the reason does not need makes the verdict larger.
  const below = reason.length === 0 ? 16.3 : 15.7 - 2.2 * reason.length;

  const strip: Box = { x: dots(1), y: dots(1), width: dots(3.4), height: height - dots(2) };
  const verdict: Box = { x: left, y: dots(2), width: column, height: dots(below - 2) };
  const border = facts.outcome === 'FAIL' ? verdict.height : dots(0.5);
  return [
    ...(facts.training ? banner(words.training, strip, strip.width) : []),
    ...banner(words[facts.outcome], verdict, border),
    ...reason.map((text, i) =>
      line(text, { x: left, y: dots(below + 0.8 + 2.2 * i), width: column, height: dots(2) }, dots(2)),
    ),
    ...serialLines(facts.serial, { x: left, y: dots(17.4), width: column, height: dots(3.4) }, dots(1.8)),
    line(details(facts), { x: left, y: dots(21.8), width: width - dots(2) - left, height: dots(2.1) }, dots(1.6)),
    code,
  ];
}

const shortHash = ({ hash }: RecordRef): string => hash.slice(0, 8);

/** UTC to the minute; the record has the rest. The reference stands before the station, whose name may be cut. */
function details({ at, station, reference }: VerdictFacts): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)}Z #${reference.seq} ${shortHash(reference)} ${station}`;
}

/** The QR code in the upper right corner, its first module at `top`. */
function square(data: string, dpmm: number, right: number, top: number) {
  // Half a millimetre a module reads well from a hand scanner; four dots are the least that prints sharp, and ten the
  // most that every printer knows.
  const module = Math.min(10, Math.max(4, Math.round(dpmm / 2)));
  const side = (qrModules(data.length) + 2 * QUIET) * module;
  const box: Box = { x: right - side, y: Math.max(0, top - QUIET * module), width: side, height: side };
  return { kind: 'code', box, data, module } as const satisfies LabelPart;
}

/** A word in the middle of a frame, as large as the frame allows; along the longer side of it. */
function banner(word: string, box: Box, border: number): readonly LabelPart[] {
  const turned = box.height > box.width;
  const [along, across] = turned ? [box.height, box.width] : [box.width, box.height];
  const height = heightToFit(word, along * 0.9, Math.floor((across * 0.68) / CAP_HEIGHT));
  const capitals = Math.ceil(CAP_HEIGHT * height);
  const above = Math.round((across - capitals) / 2);
  const inner: Box = turned
    ? { x: box.x + above, y: box.y, width: capitals, height: box.height }
    : { x: box.x, y: box.y + above, width: box.width, height: capitals };
  const white = border >= Math.min(box.width, box.height);
  return [
    { kind: 'frame', box, border },
    { kind: 'text', box: inner, text: word, height, turned, white, centred: true },
  ];
}

/** The serial in one line, or in two where one would be lower than `least`: it is never cut. */
function serialLines(serial: Serial, box: Box, least: number): readonly LabelPart[] {
  if (heightToFit(serial, box.width, box.height) >= least) return [line(serial, box, least)];
  const height = Math.floor(box.height / 2);
  return halve(serial).map((half, i) => line(half, { ...box, y: box.y + i * height, height }, 1));
}

/** One line of text, as high as the box and its width allow; cut where it would be lower than `least`. */
function line(text: string, box: Box, least: number): LabelPart {
  const height = Math.max(heightToFit(text, box.width, box.height), least);
  const cut = cutToFit(text, box.width, height);
  const middle = box.y + Math.round((box.height - height) / 2);
  return {
    kind: 'text',
    box: { ...box, y: middle, height },
    text: cut,
    height,
    turned: false,
    white: false,
    centred: false,
  };
}

function field(part: LabelPart): string {
  const { box } = part;
  switch (part.kind) {
    case 'frame':
      return boxField(box, box.width, box.height, Math.min(part.border, box.width, box.height));
    case 'text':
      return textField(box, part.text, {
        ...part,
        ...(part.centred ? { centredIn: part.turned ? box.height : box.width } : {}),
      });
    case 'code':
      return qrField({ x: box.x + QUIET * part.module, y: box.y + QUIET * part.module }, part.data, part.module);
    default:
      return never(part);
  }
}
