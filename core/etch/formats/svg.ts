/**
 * The etch job as SVG at true scale: one path per symbol, a layer per colour, nothing else.
 *
 * No text elements (an importer would substitute fonts), no transforms (some importers drop them), every attribute on
 * the path itself (some do not inherit), no title and no metadata. The card's outline is left out, so that no laser
 * template can mark it. The same input gives the same bytes.
 */
import type { JobLayer } from '../pens.ts';
import { asPicture } from './axes.ts';
import { fieldMapOf, layersOf, type Drawing, type LayerPart } from './layer.ts';
import { Sheet, type Padding } from './sheet.ts';

/** Stroke colours: laser software maps each to a layer (LightBurn) or a pen (EzCad), once per template. */
export const LAYERS = {
  serial: '#ff0000',
  passphrase: '#0000ff',
  'confirmation code': '#ff00ff',
  /** The serial as a code: hatched, so that it may want another power than a line. */
  code: '#ff8000',
  date: '#00e0e0',
  /** TRAINING, in training only: a template has no power for it, and a card that bears it cannot ship. */
  watermark: '#00ff00',
  /** LightBurn's second tool layer, which is never output; elsewhere a template has no power for it. */
  'index mark': '#0c96d9',
} as const satisfies Record<JobLayer, string>;

const PAD: Padding = { block: 65_536, fill: (room) => ' '.repeat(room) };

function writeSvg(drawing: Drawing): Uint8Array {
  const { layout, cards } = drawing;
  const field = fieldMapOf(drawing, asPicture);
  // The page reaches from the laser's zero to the far end of the frame, so that what is imported stays where it is.
  const { x, y, width, height } = field.extent;
  const [left, top] = [Math.min(0, x), Math.min(0, y)];
  const page = [left, top, Math.max(0, x + width) - left, Math.max(0, y + height) - top].map(mm);
  const file = new Sheet(PAD, cards.length);
  file.text(
    `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" ` +
      `width="${page[2]}mm" height="${page[3]}mm" viewBox="${page.join(' ')}">\n`,
  );
  for (const [layer, parts] of layersOf(drawing, field)) {
    file.text(`<g id="${layer.replace(' ', '-')}">\n`);
    const head =
      `<path fill="none" stroke="${LAYERS[layer]}" stroke-width="${layout.beam}" ` +
      `stroke-linecap="round" stroke-linejoin="round" d="`;
    for (const part of parts) writePaths(file, head, part);
    file.text('</g>\n');
  }
  return file.close('</svg>\n');
}

const mm = (value: number): number => Math.round(value * 1000) / 1000;

function writePaths(file: Sheet, head: string, part: LayerPart): void {
  for (const strokes of part.glyphs) {
    file.text(head);
    for (const stroke of strokes)
      for (let i = 0; i < stroke.length; i += 2) {
        file.text(i === 0 ? 'M' : 'L');
        file.millimetres(part.x(stroke, i));
        file.text(' ');
        file.millimetres(part.y(stroke, i));
      }
    file.text('"/>\n');
  }
}

export const SVG = { extension: 'svg', pad: PAD, axes: asPicture, write: writeSvg };
