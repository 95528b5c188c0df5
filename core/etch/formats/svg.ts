/**
 * The etch job as SVG at true scale: one path per symbol, a layer per colour, nothing else.
 *
 * No text elements (an importer would substitute fonts), no transforms (some importers drop them), every attribute on
 * the path itself (some do not inherit), no title and no metadata. The card's outline is left out, so that no laser
 * template can mark it. The same input gives the same bytes.
 */
import type { Etched, Layout, ZoneName } from '../card.ts';
import type { Lettering, Stroke } from '../strokes.ts';

/** Stroke colours: laser software maps each to a layer (LightBurn) or a pen (EzCad), once per template. */
export const LAYERS = {
  serial: '#ff0000',
  passphrase: '#0000ff',
  'confirmation code': '#ff00ff',
  /** TRAINING, in training only: a template has no power for it, and a card that bears it cannot ship. */
  watermark: '#00ff00',
} as const satisfies Record<Exclude<ZoneName, 'passphrase'> | Etched, string>;

/**
 * Files are filled up with spaces to whole blocks of this many bytes: drawn symbols differ in length, and the size of
 * a job (on record, and visible to anyone who lists a folder) would otherwise tell some ten bits of its passphrase.
 */
export const BLOCK = 65_536;

/** Writes the job. The bytes hold the passphrase: the caller wipes them, and the letterings. */
export function writeSvg(layout: Layout, letterings: readonly Lettering[]): Uint8Array {
  const { width, height } = layout;
  const file = new Sheet();
  file.text(
    `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" ` +
      `width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">\n`,
  );
  for (const { zone, glyphs } of letterings) {
    const layer = zone === 'passphrase' ? layout.etched : zone;
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

const ZERO = 0x30;
const POINT = 0x2e;
const SPACE = 0x20;

/** ASCII straight into bytes: coordinates of a passphrase never become strings, which nobody can overwrite. */
class Sheet {
  #bytes = new Uint8Array(BLOCK);
  #length = 0;

  text(ascii: string): void {
    for (let i = 0; i < ascii.length; i++) this.#put(ascii.charCodeAt(i));
  }

  /** Whole micrometres (on the card, so never negative) as millimetres: `12.345`, always with three decimals. */
  millimetres(micrometres: number): void {
    if (micrometres < 0) throw new RangeError('a stroke leaves the card');
    for (let power = 100_000; power >= 1; power /= 10) {
      if (micrometres >= power || power <= 1000) this.#put(ZERO + (Math.floor(micrometres / power) % 10));
      if (power === 1000) this.#put(POINT);
    }
  }

  /** Ends with `tail` at the end of a block. */
  close(tail: string): Uint8Array {
    const size = Math.ceil((this.#length + tail.length) / BLOCK) * BLOCK;
    while (this.#length < size - tail.length) this.#put(SPACE);
    this.text(tail);
    return this.#bytes.subarray(0, size);
  }

  #put(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#length * 2);
      larger.set(this.#bytes);
      this.#bytes.fill(0);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = byte;
  }
}
