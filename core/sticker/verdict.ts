/**
 * The label that says what became of a card: one word readable from afar, the serial, and where the
 * journal says why. No secret is on it, and none can be: nothing here takes one.
 *
 * PASS is a framed word and FAIL a black bar, so that they differ in mass and not in letters alone.
 */
import { failIn, ok, type Result } from '../base/result.ts';
import type { RecordRef } from '../journal/event.ts';
import type { Serial } from '../card/serial.ts';
import { LANGUAGES, type PrinterLanguage } from './languages/languages.ts';
import { LEAST_MODULE } from './layer.ts';
import { CAP_HEIGHT, cutToFit, halve, heightToFit, wrap } from './lettering.ts';
import type { Box, CodePart, Label, LabelPart, LabelSize, TextPart } from './parts.ts';
import { makeQr, QUIET } from './qr.ts';

const fail = failIn('sticker');

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

/** `TF1 <serial> <PASS|FAIL> <record> <first 8 of its hash>`: what the QR code says. */
export function verdictCode({ serial, outcome, reference }: VerdictFacts): string {
  return `TF1 ${serial} ${outcome} ${reference.seq} ${shortHash(reference)}`;
}

/** What most label printers have, on the labels most of them are sold with. */
export const VERDICT_STOCK = { width: 50, height: 25, dpmm: 8 } as const satisfies LabelSize;

/** Millimetres of a label that everything below is drawn for; others are drawn larger or smaller by their height. */
const DRAWN_HEIGHT = 25;

export type VerdictFailure = 'code-too-small' | 'text-too-small';

/** How this printer sets letters on this label. */
interface Setting {
  /** Dots of so many millimetres of the label as it is drawn. */
  readonly dots: (millimetres: number) => number;
  readonly letter: (most: number) => number;
}

/** The label, for any printer and stock; or why this stock cannot carry it, and what would. */
export function verdictLabel(
  facts: VerdictFacts,
  size: LabelSize = VERDICT_STOCK,
  language: PrinterLanguage = 'zpl',
  words: LabelWords = LABEL_WORDS,
): Result<Label, VerdictFailure> {
  const parts = layOutVerdict(facts, size, language, words);
  if (typeof parts !== 'string') return ok({ size, parts });
  const dpi = Math.round(size.dpmm * 25.4);
  const fits = [VERDICT_STOCK, { ...VERDICT_STOCK, width: 60, height: 30 }, { ...VERDICT_STOCK, width: 80, height: 40 }]
    .map((other) => ({ ...other, dpmm: size.dpmm }))
    .find((other: LabelSize) => typeof layOutVerdict(facts, other, language, words) !== 'string');
  const use = fits === undefined ? 'Use a finer printer.' : `Use labels of ${fits.width} x ${fits.height} mm.`;
  const what = parts === 'code-too-small' ? 'the code' : 'the words beside the code';
  const sentence = `A label of ${size.width} x ${size.height} mm at ${dpi} dpi has no room for ${what} of a verdict. ${use}`;
  return fail(parts, sentence, { dpi });
}

/** A word lower than this, in millimetres, is no verdict to be seen from afar. */
const LEAST_WORD = 4;

/** Where everything stands. Parts do not touch, but for text on its own frame; none leaves the label. */
export function layOutVerdict(
  facts: VerdictFacts,
  size: LabelSize,
  language: PrinterLanguage,
  words: LabelWords = LABEL_WORDS,
): readonly LabelPart[] | VerdictFailure {
  const drawn = LANGUAGES[language];
  const dots = (millimetres: number) => Math.round((millimetres * size.dpmm * size.height) / DRAWN_HEIGHT);
  const letter = (most: number) => Math.max(drawn.letter(most, size.dpmm), Math.ceil(drawn.leastLetter(size.dpmm)));
  const setting: Setting = { dots, letter };
  const [width, height] = [Math.round(size.width * size.dpmm), Math.round(size.height * size.dpmm)];
  const code = square(verdictCode(facts), size, drawn.largestModule, width, dots(2));
  // Below the code, the last line has its place.
  if (code === null || code.box.y + code.box.height > dots(21.8)) return 'code-too-small';
  // A module of white stays between the quiet zone and its neighbour.
  const left = facts.training ? dots(5.6) : dots(2);
  const column = code.box.x - code.module - left;
  if (column < 2 * LEAST_WORD * size.dpmm) return 'text-too-small';
  const reason = facts.reason === null ? [] : wrap(facts.reason, column, dots(2), 3);
  // What the reason does not need makes the verdict larger.
  const below = reason.length === 0 ? 16.3 : 15.7 - 2.2 * reason.length;

  const strip: Box = { x: dots(1), y: dots(1), width: dots(3.4), height: height - dots(2) };
  const verdict: Box = { x: left, y: dots(2), width: column, height: dots(below - 2) };
  return [
    ...(facts.training ? bar(words.training, strip, setting) : []),
    ...(facts.outcome === 'FAIL' ? bar(words.FAIL, verdict, setting) : framed(words.PASS, verdict, dots(0.5), setting)),
    ...reason.map((text, i) =>
      line(text, { x: left, y: dots(below + 0.8 + 2.2 * i), width: column, height: dots(2) }, dots(2), setting),
    ),
    ...serialLines(facts.serial, { x: left, y: dots(17.4), width: column, height: dots(3.4) }, dots(1.8), setting),
    line(
      details(facts),
      { x: left, y: dots(21.8), width: width - dots(2) - left, height: dots(2.1) },
      dots(1.6),
      setting,
    ),
    code,
  ];
}

const shortHash = ({ hash }: RecordRef): string => hash.slice(0, 8);

/** UTC to the minute; the record has the rest. The reference stands before the station, whose name may be cut. */
function details({ at, station, reference }: VerdictFacts): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)}Z #${reference.seq} ${shortHash(reference)} ${station}`;
}

/** The QR code in the upper right corner, its first module at `top`; `null` where not even the smallest has room. */
function square(text: string, size: LabelSize, largest: number, right: number, top: number): CodePart | null {
  const grid = makeQr(text, 'M');
  const modules = grid.length + 2 * QUIET;
  // Half a millimetre a module reads well from a hand scanner.
  const wished = Math.round((size.dpmm * size.height) / (2 * DRAWN_HEIGHT));
  const room = Math.floor((size.height * size.dpmm * 0.86) / modules);
  const module = Math.min(10, largest, Math.max(LEAST_MODULE, Math.min(wished, room)));
  const side = modules * module;
  if (side > right) return null;
  const box: Box = { x: right - side, y: Math.max(0, top - QUIET * module), width: side, height: side };
  return { kind: 'code', box, text, grid, module, level: 'M' };
}

/** A word in the middle of a box, as large as the box allows; along the longer side of it. */
function wordIn(word: string, box: Box, { letter }: Setting): TextPart {
  const turned = box.height > box.width;
  const [along, across] = turned ? [box.height, box.width] : [box.width, box.height];
  const height = letter(heightToFit(word, along * 0.9, Math.floor((across * 0.68) / CAP_HEIGHT)));
  const capitals = Math.ceil(CAP_HEIGHT * height);
  const above = Math.round((across - capitals) / 2);
  const inner: Box = turned
    ? { x: box.x + above, y: box.y, width: capitals, height: box.height }
    : { x: box.x, y: box.y + above, width: box.width, height: capitals };
  return { kind: 'text', box: inner, text: word, height, width: height, turned, align: 'middle' };
}

const bar = (word: string, box: Box, setting: Setting): readonly LabelPart[] => [
  { kind: 'bar', box, word: wordIn(word, box, setting) },
];

const framed = (word: string, box: Box, border: number, setting: Setting): readonly LabelPart[] => [
  { kind: 'frame', box, border },
  wordIn(word, box, setting),
];

/** The serial in one line, or in two where one would be lower than `least`: it is never cut. */
function serialLines(serial: Serial, box: Box, least: number, setting: Setting): readonly LabelPart[] {
  if (heightToFit(serial, box.width, box.height) >= least) return [line(serial, box, least, setting)];
  const height = Math.floor(box.height / 2);
  return halve(serial).map((half, i) => line(half, { ...box, y: box.y + i * height, height }, 1, setting));
}

/** One line of text, as high as the box and its width allow; cut where it would be lower than `least`. */
function line(text: string, box: Box, least: number, { letter }: Setting): LabelPart {
  const height = letter(Math.max(heightToFit(text, box.width, box.height), least));
  const cut = cutToFit(text, box.width, height);
  const middle = box.y + Math.round((box.height - height) / 2);
  return {
    kind: 'text',
    box: { ...box, y: middle, height },
    text: cut,
    height,
    width: height,
    turned: false,
    align: 'start',
  };
}
