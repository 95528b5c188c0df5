/** Etch jobs of one card, as most tests need them. */
import type { Result } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import type { Serial } from '../../core/card/serial.ts';
import type { Layout } from '../../core/etch/card.ts';
import type { FormatName } from '../../core/etch/formats/formats.ts';
import type { Drawing } from '../../core/etch/formats/layer.ts';
import { drawJob } from '../../core/etch/job.ts';
import { isJobId, type JobId } from '../../core/etch/job-id.ts';
import type { Lettering } from '../../core/etch/strokes.ts';
import type { Mode } from '../../core/journal/event.ts';

/** A card that fills the laser's field. */
export const oneCard = (layout: Layout, letterings: readonly Lettering[]): Drawing => ({
  layout,
  frame: layout,
  cards: [{ at: { x: 0, y: 0 }, letterings }],
});

export function drawOne(
  layout: Layout,
  mode: Mode,
  serial: Serial,
  text: Uint8Array,
  format: FormatName,
): Result<Uint8Array> {
  using secret = new Secret(text.slice());
  return drawJob({ layout, mode, format }, [{ serial, text: secret }]);
}

/** The `n`th job of a test. */
export function jobId(n: number): JobId {
  const id = `etch-${n.toString(16).padStart(16, '0')}`;
  if (!isJobId(id)) throw new TypeError(id);
  return id;
}
