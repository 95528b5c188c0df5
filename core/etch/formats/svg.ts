/**
 * The etch job as SVG at true scale: one path per symbol, a layer per colour, nothing else.
 *
 * No text elements (an importer would substitute fonts), no transforms (some importers drop them), every attribute on
 * the path itself (some do not inherit), no title and no metadata. The card's outline is left out, so that no laser
 * template can mark it. The same input gives the same bytes.
 */
import type { Layout } from '../card.ts';
import type { Lettering, Stroke } from '../strokes.ts';
import { layerOf, type LayerName } from './layer.ts';
import { Sheet, type Padding } from './sheet.ts';

/** Stroke colours: laser software maps each to a layer (LightBurn) or a pen (EzCad), once per template. */
export const LAYERS = {
  serial: '#ff0000',
  passphrase: '#0000ff',
  'confirmation code': '#ff00ff',
  /** The serial as a code: hatched, so that it may want another power than a line. */
  code: '#ff8000',
  /** TRAINING, in training only: a template has no power for it, and a card that bears it cannot ship. */
  watermark: '#00ff00',
} as const satisfies Record<LayerName, string>;

const PAD: Padding = { block: 65_536, fill: (room) => ' '.repeat(room) };

function writeSvg(layout: Layout, letterings: readonly Lettering[]): Uint8Array {
  const { width, height } = layout;
  const file = new Sheet(PAD);
  file.text(
    `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" ` +
      `width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">\n`,
  );
  for (const { zone, glyphs } of letterings) {
    const layer = layerOf(layout, zone);
    file.text(`<g id="${layer.replace(' ', '-')}">\n`);
    for (const strokes of glyphs) {
      file.text(
        `<path fill="none" stroke="${LAYERS[layer]}" stroke-width="${layout.beam}" ` +
          `stroke-linecap="round" stroke-linejoin="round" d="`,
      );
      for (const stroke of strokes) writeStroke(file, stroke);
      file.text('"/>\n');
    }
    file.text('</g>\n');
  }
  return file.close('</svg>\n');
}

function writeStroke(file: Sheet, stroke: Stroke): void {
  for (let i = 0; i < stroke.length; i += 2) {
    file.text(i === 0 ? 'M' : 'L');
    file.millimetres(stroke[i] as number);
    file.text(' ');
    file.millimetres(stroke[i + 1] as number);
  }
}

export const SVG = { extension: 'svg', pad: PAD, write: writeSvg };
