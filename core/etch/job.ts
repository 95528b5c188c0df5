/** From verified units' texts to the bytes of their etch job; everything in between is wiped. */
import type { Mode } from '../journal/event.ts';
import { asciiBytes } from '../base/digest.ts';
import { failIn, ok, type Failed, type Result } from '../base/result.ts';
import { ownCopy, SecretChanged, type Secret } from '../base/secret.ts';
import type { Serial } from '../card/serial.ts';
import { inside, overlap, type Layout, type Point, type Rect, type Size, type ZoneName } from './card.ts';
import { letterCode } from './code.ts';
import { letter, type Lettering, type LetteringFailure, wipeLettering } from './strokes.ts';
import type { Fixture } from './fixture.ts';
import { FORMATS, type EtchFormat, type FormatName } from './formats/formats.ts';
import { layerOf, type Drawing, type DrawnCard } from './formats/layer.ts';
import { provesJob } from './formats/prove.ts';
import { isCell } from './formats/text.ts';
import type { Pens } from './pens.ts';

const fail = failIn('etch');

/** The serial in its zone. */
export const letterSerial = (layout: Layout, serial: Serial): Result<Lettering, LetteringFailure> =>
  letter(layout, 'serial', asciiBytes(serial));

/** What every training card bears, so that none can ship. */
export const letterWatermark = (layout: Layout): Result<Lettering, LetteringFailure> =>
  letter(layout, 'watermark', asciiBytes(WATERMARK));

const WATERMARK = 'TRAINING';

/** What holds for every card of a job. */
export interface JobForm {
  readonly layout: Layout;
  readonly mode: Mode;
  readonly format: FormatName;
  /** The laser's field, where it is more than the card: what holds several. Millimetres. */
  readonly frame?: Size | undefined;
  /** Of a tray, its index mark in the frame, closed; millimetres. */
  readonly mark?: readonly Point[] | undefined;
  /** How the frame lies in the laser's field. */
  readonly fixture?: Fixture | undefined;
  /** Of the card's material. */
  readonly pens?: Pens | undefined;
  /** Year and month, for layouts that have a place for it: `2026-11`. */
  readonly date?: string | undefined;
}

export interface CardOfJob {
  readonly serial: Serial;
  /** The passphrase exactly as given (its hyphens are part of it), or the confirmation code by a layout for one. */
  readonly text: Secret;
  /** Its top left corner in the frame, millimetres; that of the frame where nothing is said. */
  readonly at?: Point | undefined;
}

/** `not-read-back`: the written job does not draw what it must. A fault of the station, never of a card. */
export type JobFailure = LetteringFailure | 'misplaced' | 'not-read-back' | 'unsafe-text';

/**
 * Draws a job: of each card the serial, its text, the date and the serial as a code where the layout has a place for
 * them, and, in training, the watermark. What was written is read back before it is given. The answer holds the texts and belongs to the caller, who wipes it. A refusal names the card
 * as `serial` in its facts.
 */
export function drawJob(form: JobForm, cards: readonly CardOfJob[]): Result<Uint8Array, JobFailure> {
  const { layout, format, frame = layout, fixture, pens } = form;
  const mark =
    form.mark && Int32Array.from(form.mark.flatMap(({ x, y }) => [Math.round(x * 1000), Math.round(y * 1000)]));
  const drawn: DrawnCard[] = [];
  const taken: Rect[] = [];
  try {
    for (const { serial, text, at = { x: 0, y: 0 } } of cards) {
      const place: Rect = { ...at, width: layout.width, height: layout.height };
      if (!inside(place, { x: 0, y: 0, ...sizeOf(frame) }) || taken.some((other) => overlap(place, other)))
        return fail(
          'misplaced',
          `${serial} would be etched outside the laser's field, or over another card. Correct its place.`,
          { serial },
        );
      taken.push(place);
      const marks = text.use((bytes) => marksOf(form, serial, bytes));
      const letterings = marks.map(({ lettering }) => lettering);
      drawn.push({
        at,
        letterings: letterings.flatMap((lettering) => (lettering.ok ? [lettering.value] : [])),
        texts: marks.flatMap(({ said }) => (said === null ? [] : [said])),
      });
      for (const { error } of letterings.filter((lettering) => !lettering.ok))
        return { ok: false, error: { ...error, facts: { ...error.facts, serial } } };
    }
    const job = written(format, { layout, frame: sizeOf(frame), cards: drawn, fixture, pens, mark }, cards);
    // Asked once more behind it, so that nothing of the job is of bytes that changed while it was drawn.
    for (const { text } of cards) text.use(() => undefined);
    return job;
  } catch (cause) {
    if (cause instanceof SecretChanged) return notWhatWasVerified();
    throw cause;
  } finally {
    for (const { letterings, texts = [] } of drawn) {
      letterings.forEach(wipeLettering);
      for (const { text } of texts) text.fill(0);
    }
  }
}

function written(name: FormatName, drawing: Drawing, cards: readonly CardOfJob[]): Result<Uint8Array, JobFailure> {
  const format: EtchFormat = FORMATS[name];
  if (format.text === true && !drawing.cards.every(({ texts = [] }) => texts.every(({ text }) => isCell(text))))
    return fail('unsafe-text', 'A text of this job would be a formula to a program for tables. It was not written.');
  const bytes = writtenIn(format, drawing);
  if (bytes === null) {
    const serial = cards[0]?.serial ?? '';
    const sentence = `The field of ${serial} is larger than this format can say, or lies outside the laser's. Correct tray or fixture.`;
    return fail('misplaced', sentence, { serial });
  }
  if (provesJob(name, drawing, bytes)) return ok(bytes);
  bytes.fill(0);
  return notWhatWasVerified();
}

/** What is drawn, or would be, is not what was verified. */
export const notWhatWasVerified = (): Failed<'not-read-back'> =>
  fail('not-read-back', 'The written job does not draw what was verified. Nothing was sent: call your supervisor.');

/** `null`: a coordinate is farther than the format has numbers for. */
function writtenIn(format: EtchFormat, drawing: Drawing): Uint8Array | null {
  try {
    return format.write(drawing);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height });

/** A mark of a card: as strokes, and as the text it is of, where it is one. */
interface Mark {
  readonly lettering: Result<Lettering, LetteringFailure>;
  readonly said: NonNullable<DrawnCard['texts']>[number] | null;
}

function marksOf({ layout, mode, date }: JobForm, serial: Serial, secret: Uint8Array): readonly Mark[] {
  const mark = (zone: ZoneName, text: Uint8Array): Mark => ({
    lettering: letter(layout, zone, text),
    said: { layer: layerOf(layout, zone), text: ownCopy(text) },
  });
  const marks = [mark('serial', asciiBytes(serial)), mark('passphrase', secret)];
  if (layout.zones.date !== undefined && date !== undefined) marks.push(mark('date', asciiBytes(date)));
  if (layout.code !== null) marks.push({ lettering: letterCode(layout, layout.code, serial), said: null });
  if (mode === 'training') marks.push(mark('watermark', asciiBytes(WATERMARK)));
  return marks;
}
