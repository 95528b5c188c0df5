/**
 * Text to the lines the laser runs along.
 *
 * Geometry is in whole micrometres in typed arrays: exact, the same on every machine, and overwritable. The lines of
 * a passphrase are as secret as the passphrase.
 */
import { fail, ok, type Result } from '../result.ts';
import type { Layout, ZoneName } from './card.ts';
import { ADVANCE, CAP, glyph, GLYPH_WIDTH } from './font.ts';

/** One line of the laser without interruption: x and y in turn, micrometres on the card. */
export type Stroke = Int32Array;

/** One line of text as strokes: per symbol, the strokes that draw it. */
export interface Lettering {
  readonly zone: ZoneName;
  readonly glyphs: readonly (readonly Stroke[])[];
}

export type LetteringFailure = 'no-text' | 'no-glyph' | 'does-not-fit';

/** Where the symbols of a line stand: micrometres, and micrometres per step of the font's grid. */
export interface Placing {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

const micrometres = (millimetres: number): number => Math.round(millimetres * 1000);

/** Places a line of `symbols` symbols in its zone, half a beam clear of its edges. Never shrinks. */
export function place(layout: Layout, zoneName: ZoneName, symbols: number): Result<Placing, LetteringFailure> {
  if (symbols < 1) return fail('no-text', `There is nothing to etch as ${zoneName}.`);
  const zone = layout.zones[zoneName];
  const beam = micrometres(layout.beam);
  const scale = micrometres(zone.cap) / CAP;
  const width = Math.ceil(((symbols - 1) * ADVANCE + GLYPH_WIDTH) * scale);
  const spareX = micrometres(zone.width) - beam - width;
  const spareY = micrometres(zone.height) - beam - micrometres(zone.cap);
  if (spareX < 0 || spareY < 0)
    return fail(
      'does-not-fit',
      `${symbols} symbols of ${zone.cap} mm do not fit the ${zone.width} x ${zone.height} mm of the ${zoneName} on the card.`,
      { zone: zoneName, symbols },
    );
  const half = Math.ceil(beam / 2);
  return ok({
    left: micrometres(zone.x) + half + (zone.align === 'centre' ? spareX >> 1 : 0),
    top: micrometres(zone.y) + half + (spareY >> 1),
    scale,
  });
}

/**
 * Draws `text` (ASCII bytes, borrowed, not kept) into a zone of the card. The strokes belong to the caller, who
 * ends their life with {@link wipeLettering}.
 */
export function letter(layout: Layout, zone: ZoneName, text: Uint8Array): Result<Lettering, LetteringFailure> {
  // The place is said, never the symbol: it may be one of a passphrase.
  const strange = text.findIndex((code) => glyph(code) === undefined);
  if (strange >= 0)
    return fail('no-glyph', `Symbol ${strange + 1} of the ${zone} cannot be etched: the font does not have it.`, {
      zone,
      symbol: strange + 1,
    });
  const placed = place(layout, zone, text.length);
  if (!placed.ok) return placed;
  const { left, top, scale } = placed.value;
  const glyphs = Array.from(text, (code, index) =>
    (glyph(code) ?? []).map((line) =>
      Int32Array.from(line, (value, i) =>
        i % 2 === 0 ? left + Math.round((index * ADVANCE + value) * scale) : top + Math.round(value * scale),
      ),
    ),
  );
  return ok({ zone, glyphs });
}

/** Overwrites the geometry. */
export function wipeLettering(lettering: Lettering): void {
  for (const strokes of lettering.glyphs) for (const stroke of strokes) stroke.fill(0);
}
