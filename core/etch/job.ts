/** From verified units' texts to the bytes of their etch job; everything in between is wiped. */
import type { Mode } from '../journal/event.ts';
import { asciiBytes } from '../base/digest.ts';
import { failIn, ok, type Result } from '../base/result.ts';
import type { Secret } from '../base/secret.ts';
import type { Serial } from '../card/serial.ts';
import { inside, overlap, type Layout, type Point, type Rect, type Size } from './card.ts';
import { letterCode } from './code.ts';
import { letter, type Lettering, type LetteringFailure, wipeLettering } from './strokes.ts';
import { FORMATS, type FormatName } from './formats/formats.ts';
import type { DrawnCard } from './formats/layer.ts';

const fail = failIn('etch');

/** The serial in its zone. */
export const letterSerial = (layout: Layout, serial: Serial): Result<Lettering, LetteringFailure> =>
  letter(layout, 'serial', asciiBytes(serial));

/** What every training card bears, so that none can ship. */
export const letterWatermark = (layout: Layout): Result<Lettering, LetteringFailure> =>
  letter(layout, 'watermark', asciiBytes('TRAINING'));

/** What holds for every card of a job. */
export interface JobForm {
  readonly layout: Layout;
  readonly mode: Mode;
  readonly format: FormatName;
  /** The laser's field, where it is more than the card: what holds several. Millimetres. */
  readonly frame?: Size | undefined;
}

export interface CardOfJob {
  readonly serial: Serial;
  /** The passphrase exactly as given (its hyphens are part of it), or the confirmation code by a layout for one. */
  readonly text: Secret;
  /** Its top left corner in the frame, millimetres; that of the frame where nothing is said. */
  readonly at?: Point | undefined;
}

export type JobFailure = LetteringFailure | 'misplaced';

/**
 * Draws a job: of each card the serial, its text, the serial as a code where the layout has a place for it, and, in
 * training, the watermark. The answer holds the texts and belongs to the caller, who wipes it. A refusal names the card
 * as `serial` in its facts.
 */
export function drawJob(
  { layout, mode, format, frame = layout }: JobForm,
  cards: readonly CardOfJob[],
): Result<Uint8Array, JobFailure> {
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
      const letterings = text.use((bytes) => letterCard(layout, mode, serial, bytes));
      drawn.push({ at, letterings: letterings.flatMap((lettering) => (lettering.ok ? [lettering.value] : [])) });
      for (const { error } of letterings.filter((lettering) => !lettering.ok))
        return { ok: false, error: { ...error, facts: { ...error.facts, serial } } };
    }
    return ok(FORMATS[format].write({ layout, frame: sizeOf(frame), cards: drawn }));
  } finally {
    for (const { letterings } of drawn) letterings.forEach(wipeLettering);
  }
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height });

function letterCard(
  layout: Layout,
  mode: Mode,
  serial: Serial,
  text: Uint8Array,
): readonly Result<Lettering, LetteringFailure>[] {
  const letterings = [letterSerial(layout, serial), letter(layout, 'passphrase', text)];
  if (layout.code !== null) letterings.push(letterCode(layout, layout.code, serial));
  if (mode === 'training') letterings.push(letterWatermark(layout));
  return letterings;
}
