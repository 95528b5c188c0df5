/** From a verified unit's texts to the bytes of its etch job; everything in between is wiped. */
import type { Mode } from '../journal/event.ts';
import { asciiBytes } from '../base/digest.ts';
import { ok, type Result } from '../base/result.ts';
import type { Serial } from '../card/serial.ts';
import type { Layout } from './card.ts';
import { letterCode } from './code.ts';
import { letter, type Lettering, type LetteringFailure, wipeLettering } from './strokes.ts';
import { FORMATS, type FormatName } from './formats/formats.ts';

/** The serial in its zone. */
export const letterSerial = (layout: Layout, serial: Serial): Result<Lettering, LetteringFailure> =>
  letter(layout, 'serial', asciiBytes(serial));

/** What every training card bears, so that none can ship. */
export const letterWatermark = (layout: Layout): Result<Lettering, LetteringFailure> =>
  letter(layout, 'watermark', asciiBytes('TRAINING'));

/**
 * Draws the job of one card: the serial, the passphrase exactly as given (its hyphens are part of it), or the
 * confirmation code by a layout for one, the serial as a code where the layout has a place for it, and, in training,
 * the watermark. `text` is borrowed; the answer holds it and
 * belongs to the caller, who wipes it.
 */
export function drawJob(
  layout: Layout,
  mode: Mode,
  serial: Serial,
  text: Uint8Array,
  format: FormatName,
): Result<Uint8Array, LetteringFailure> {
  const letterings = [letterSerial(layout, serial), letter(layout, 'passphrase', text)];
  if (layout.code !== null) letterings.push(letterCode(layout, layout.code, serial));
  if (mode === 'training') letterings.push(letterWatermark(layout));
  const drawn = letterings.flatMap((lettering) => (lettering.ok ? [lettering.value] : []));
  try {
    return letterings.find((lettering) => !lettering.ok) ?? ok(FORMATS[format].write(layout, drawn));
  } finally {
    drawn.forEach(wipeLettering);
  }
}
