/**
 * The label that says what became of a card: one word readable from afar, the serial, and where the
 * journal says why. No secret is on it, and none can be: nothing here takes one.
 *
 * PASS is a framed word and FAIL a black bar, so that they differ in mass and not in letters alone.
 */
import { failIn, ok, type Result } from '../base/result.ts';
import type { RecordRef } from '../journal/event.ts';
import type { Serial } from '../card/serial.ts';
import { drawnText, typeIn, widthOfDrawn, type Drawn } from './drawn-text.ts';
import { codeAtRight, line, serialLines, settingOf, type LabelSetting } from './label-parts.ts';
import type { PrinterLanguage } from './languages/languages.ts';
import { CAP_HEIGHT, heightToFit, wrap } from './lettering.ts';
import type { Box, Label, LabelPart, LabelSize, TextPart } from './parts.ts';

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
  /** Who verified it, in a few letters, plain or drawn; null where nobody is enrolled. */
  readonly by: string | Drawn | null;
  readonly training: boolean;
}

/** Font 0 of a printer knows Latin letters only; so do these words. */
export interface LabelWords {
  readonly PASS: string;
  readonly FAIL: string;
  readonly training: string;
}

const LABEL_WORDS: LabelWords = { PASS: 'PASS', FAIL: 'FAIL', training: 'TRAINING ONLY' };

/** `TF1 <serial> <PASS|FAIL> <record> <first 8 of its hash>`: what the QR code says. */
export function verdictCode({ serial, outcome, reference }: VerdictFacts): string {
  return `TF1 ${serial} ${outcome} ${reference.seq} ${shortHash(reference)}`;
}

/** What most label printers have, on the labels most of them are sold with. */
export const VERDICT_STOCK = { width: 50, height: 25, dpmm: 8 } as const satisfies LabelSize;

export type VerdictFailure = 'code-too-small' | 'text-too-small';

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
  const setting = settingOf(size, language);
  const { dots } = setting;
  const [width, height] = [Math.round(size.width * size.dpmm), Math.round(size.height * size.dpmm)];
  const code = codeAtRight(verdictCode(facts), size, language, width, dots(2));
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
    ...lastLine(facts, { x: left, y: dots(21.8), width: width - dots(2) - left, height: dots(3) }, setting),
    code,
  ];
}

/** Who it was stands at its end where it is drawn: wherever the code has room, that is fourteen dots high and more. */
function lastLine(facts: VerdictFacts, box: Box, setting: LabelSetting): readonly LabelPart[] {
  const said = (width: number): LabelPart =>
    line(details(facts), { ...box, width, height: setting.dots(2.1) }, setting.dots(1.6), setting);
  const size = typeIn(box.height);
  if (facts.by === null || typeof facts.by === 'string') return [said(box.width)];
  const width = Math.ceil(size * widthOfDrawn(facts.by));
  const who = drawnText(facts.by, { ...box, x: box.x + box.width - width, width }, { most: size, least: size });
  return [said(box.width - width - size), who];
}

const shortHash = ({ hash }: RecordRef): string => hash.slice(0, 8);

/**
 * UTC to the minute; the record has the rest. Reference and initials stand before the station, whose name may be cut; one
 * that a printer's own letters do not have stands in the record alone.
 */
function details({ at, station, reference, by }: VerdictFacts): string {
  const who = typeof by === 'string' ? ` ${by}` : '';
  const said = `${at.slice(0, 10)} ${at.slice(11, 16)}Z #${reference.seq} ${shortHash(reference)}${who}`;
  return station.includes('%') ? said : `${said} ${station}`;
}

/** A word in the middle of a box, as large as the box allows; along the longer side of it. */
function wordIn(word: string, box: Box, { letter }: LabelSetting): TextPart {
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

const bar = (word: string, box: Box, setting: LabelSetting): readonly LabelPart[] => [
  { kind: 'bar', box, word: wordIn(word, box, setting) },
];

const framed = (word: string, box: Box, border: number, setting: LabelSetting): readonly LabelPart[] => [
  { kind: 'frame', box, border },
  wordIn(word, box, setting),
];
