/**
 * The etch job as SVG at true scale: one path per symbol, a layer per colour, nothing else.
 *
 * No text elements (an importer would substitute fonts), no transforms (some importers drop them), every attribute on
 * the path itself (some do not inherit), no title and no metadata. The card's outline is left out, so that no laser
 * template can mark it. The same input gives the same bytes.
 */
import type { Stroke } from '../strokes.ts';
import { layersOf, type Drawing, type LayerName, type LayerPart } from './layer.ts';
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
} as const satisfies Record<LayerName, string>;

const PAD: Padding = { block: 65_536, fill: (room) => ' '.repeat(room) };

function writeSvg(drawing: Drawing): Uint8Array {
  const { layout, frame, cards } = drawing;
  const { width, height } = frame;
  const file = new Sheet(PAD, cards.length);
  file.text(
    `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" ` +
      `width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">\n`,
  );
  for (const [layer, parts] of layersOf(drawing)) {
    file.text(`<g id="${layer.replace(' ', '-')}">\n`);
    const head =
      `<path fill="none" stroke="${LAYERS[layer]}" stroke-width="${layout.beam}" ` +
      `stroke-linecap="round" stroke-linejoin="round" d="`;
    for (const part of parts) writePaths(file, head, part);
    file.text('</g>\n');
  }
  return file.close('</svg>\n');
}

function writePaths(file: Sheet, head: string, { glyphs, x, y }: LayerPart): void {
  for (const strokes of glyphs) {
    file.text(head);
    for (const stroke of strokes) writeStroke(file, stroke, x, y);
    file.text('"/>\n');
  }
}

function writeStroke(file: Sheet, stroke: Stroke, x: number, y: number): void {
  for (let i = 0; i < stroke.length; i += 2) {
    file.text(i === 0 ? 'M' : 'L');
    file.millimetres(x + (stroke[i] as number));
    file.text(' ');
    file.millimetres(y + (stroke[i + 1] as number));
  }
}

export const SVG = { extension: 'svg', pad: PAD, write: writeSvg };
