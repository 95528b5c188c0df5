/**
 * Text to the lines the laser runs along.
 *
 * Geometry is in whole micrometres in typed arrays: exact, the same on every machine, and overwritable. The lines of
 * a passphrase are as secret as the passphrase.
 */
import { failIn, ok, type Result } from '../base/result.ts';
import { blockHeight, etchedName, type Layout, type MarkName, type ZoneName } from './card.ts';
import { ADVANCE, CAP, glyph, GLYPH_WIDTH } from './font.ts';
import { codeGlyph } from './small-letters.ts';

const fail = failIn('etch');

/** One line of the laser without interruption: x and y in turn, micrometres on the card. */
export type Stroke = Int32Array;

/** A text as strokes: per symbol, the strokes that draw it. */
export interface Lettering {
  readonly zone: MarkName;
  readonly glyphs: readonly (readonly Stroke[])[];
}

export type LetteringFailure = 'no-text' | 'no-glyph' | 'does-not-fit';

/** Where symbols stand: micrometres, and micrometres per step of the font's grid. */
export interface Placing {
  readonly scale: number;
  /** Of the symbol at `index`, from 0: its left edge, and the top of its capitals. */
  corner(index: number): { readonly x: number; readonly y: number };
}

const micrometres = (millimetres: number): number => Math.round(millimetres * 1000);

/** Places `symbols` symbols in their zone, half a beam clear of its edges. Never shrinks. */
export function place(layout: Layout, zoneName: ZoneName, symbols: number): Result<Placing, LetteringFailure> {
  const name = etchedName(layout, zoneName);
  if (symbols < 1) return fail('no-text', `There is nothing to etch as ${name}.`);
  const zone = layout.zones[zoneName];
  if (zone === undefined) throw new TypeError('"zone" expected one that the layout has');
  const beam = micrometres(layout.beam);
  const scale = micrometres(zone.cap) / CAP;
  const columns = Math.min(symbols, zone.lines?.symbols ?? symbols);
  const width = Math.ceil(((columns - 1) * ADVANCE + GLYPH_WIDTH) * scale);
  const spareX = micrometres(zone.width) - beam - width;
  const spareY = micrometres(zone.height) - micrometres(blockHeight(zone, Math.ceil(symbols / columns), layout.beam));
  if (spareX < 0 || spareY < 0)
    return fail(
      'does-not-fit',
      `${symbols} symbols of ${zone.cap} mm do not fit the ${zone.width} x ${zone.height} mm of the ${name} on the card.`,
      { zone: name, symbols },
    );
  const half = Math.ceil(beam / 2);
  const left = micrometres(zone.x) + half + (zone.align === 'centre' ? spareX >> 1 : 0);
  const top = micrometres(zone.y) + half + (spareY >> 1);
  const pitch = micrometres(zone.lines?.pitch ?? 0);
  return ok({
    scale,
    corner: (index) => ({
      x: left + (index % columns) * ADVANCE * scale,
      y: top + Math.floor(index / columns) * pitch,
    }),
  });
}

/**
 * Draws `text` (ASCII bytes, borrowed, not kept) into a zone of the card. The strokes belong to the caller, who
 * ends their life with {@link wipeLettering}.
 */
export function letter(layout: Layout, zone: ZoneName, text: Uint8Array): Result<Lettering, LetteringFailure> {
  // The place is said, never the symbol: it may be one of a passphrase.
  const drawing = zone === 'passphrase' && layout.etched === 'confirmation code' ? codeGlyph : glyph;
  const strange = text.findIndex((code) => drawing(code) === undefined);
  const name = etchedName(layout, zone);
  if (strange >= 0)
    return fail('no-glyph', `Symbol ${strange + 1} of the ${name} cannot be etched: the font does not have it.`, {
      zone: name,
      symbol: strange + 1,
    });
  const placed = place(layout, zone, text.length);
  if (!placed.ok) return placed;
  const { scale, corner } = placed.value;
  const glyphs = Array.from(text, (code, index) => {
    const { x, y } = corner(index);
    return (drawing(code) ?? []).map((line) =>
      Int32Array.from(line, (value, i) =>
        i % 2 === 0 ? Math.round(x + value * scale) : y + Math.round(value * scale),
      ),
    );
  });
  return ok({ zone, glyphs });
}

/** Overwrites the geometry. */
export function wipeLettering(lettering: Lettering): void {
  for (const strokes of lettering.glyphs) for (const stroke of strokes) stroke.fill(0);
}
