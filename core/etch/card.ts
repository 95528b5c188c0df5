/** Where things are on the metal. All lengths in millimetres, origin at the top left corner of the front, y down. */
import { failIn, ok, type Result } from '../base/result.ts';
import { ADVANCE, CAP, GLYPH_WIDTH } from './font.ts';
import { DEPTH } from './small-letters.ts';

const fail = failIn('etch');

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Point, Size {}

/** One line of text, or lines of a fixed length; it never wraps otherwise, so that there is one way to read it. */
export interface Zone extends Rect {
  /** Height of a capital. The text has this height or is refused: it is never shrunk to fit. */
  readonly cap: number;
  readonly align: 'left' | 'centre';
  /** The longest text that may come, in symbols: the zone must hold it. */
  readonly symbols: number;
  /** Broken into lines of so many symbols, whose caps are `pitch` apart. One line if there is none. */
  readonly lines?: { readonly symbols: number; readonly pitch: number };
}

export type ZoneName = 'serial' | 'passphrase' | 'watermark' | 'date';

/** What a mark is of: a zone's text, or the serial as a code. */
export type MarkName = ZoneName | 'code';

export type Etched = 'passphrase' | 'confirmation code';

/** Where the laser must never mark. */
export interface Exclusion extends Rect {
  readonly name: string;
  /** Free space kept all round. */
  readonly clearance: number;
}

export interface Layout {
  readonly name: string;
  /** Grows with every change: a card in the field can be matched with the layout that made it. */
  readonly version: number;
  readonly width: number;
  readonly height: number;
  readonly thickness: number;
  /** Radius of the card's corners. */
  readonly corner: number;
  /** Nothing is marked closer to the edge than this. */
  readonly margin: number;
  /** Width of the mark the laser leaves along a line. */
  readonly beam: number;
  /** What stands in the zone of the passphrase: it, or the confirmation code where customers keep their passphrases. */
  readonly etched: Etched;
  readonly zones: Readonly<Record<Exclude<ZoneName, 'date'>, Zone>> & { readonly date?: Zone };
  /** Where the serial stands as a Data Matrix, with its quiet zone; `null` on cards without one. */
  readonly code: Rect | null;
  /** The scratch-off strip: covers the passphrase and nothing else. */
  readonly strip: Rect;
  readonly exclusions: readonly Exclusion[];
}

/** A steel card: emblem top left, two-layer sticker top right, serial between them, passphrase across the foot. */
export const CARD: Layout = {
  name: 'card-86x54',
  version: 1,
  width: 86,
  height: 54,
  thickness: 1.2,
  corner: 3,
  margin: 3,
  beam: 0.3,
  etched: 'passphrase',
  zones: {
    serial: { x: 6, y: 23.6, width: 50, height: 4.4, cap: 2.2, align: 'left', symbols: 24 },
    passphrase: { x: 7, y: 38, width: 72, height: 9, cap: 3.3, align: 'centre', symbols: 24 },
    watermark: { x: 34, y: 6, width: 22, height: 8, cap: 2.6, align: 'centre', symbols: 8 },
  },
  code: null,
  strip: { x: 6, y: 37, width: 74, height: 11 },
  exclusions: [
    { name: 'sticker', x: 58, y: 6, width: 22, height: 22, clearance: 1 },
    { name: 'emblem', x: 6, y: 6, width: 26, height: 8, clearance: 1 },
  ],
};

/** The same card for a customer's own code: its confirmation code, 75 symbols, stands where the passphrase would. */
export const CODE_CARD: Layout = {
  ...CARD,
  name: 'card-86x54-code',
  version: 1,
  etched: 'confirmation code',
  zones: {
    ...CARD.zones,
    passphrase: {
      ...{ x: 7, y: 33, width: 72, height: 14.4, cap: 3.2, align: 'left', symbols: 75 },
      lines: { symbols: 25, pitch: 4.9 },
    },
  },
  strip: { x: 6, y: 32, width: 74, height: 16.4 },
};

/** Cards already made are matched by it: what the journal records as `layout`. */
export const layoutName = (layout: Layout): string => `${layout.name}/${layout.version}`;

/** Below this nothing can be read off the metal with the naked eye; a product may ask for more. */
const SMALLEST = 1.2;

/** Width of a line of `symbols` symbols, from the mark's left edge to its right one. */
const lineWidth = (symbols: number, cap: number, beam: number): number =>
  ((symbols - 1) * ADVANCE + GLYPH_WIDTH) * (cap / CAP) + beam;

/** Height of so many lines in a zone, marks included; small letters reach below the last. */
export function blockHeight({ cap, lines }: Zone, count: number, beam: number): number {
  return lines === undefined ? cap + beam : (count - 1) * lines.pitch + cap * (1 + DEPTH / CAP) + beam;
}

export const grown = (rect: Rect, by: number): Rect => ({
  x: rect.x - by,
  y: rect.y - by,
  width: rect.width + 2 * by,
  height: rect.height + 2 * by,
});

/** Whether `inner` lies in `outer`; edges may touch. */
export const inside = (inner: Rect, outer: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** Whether two rectangles share more than an edge. */
export const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/**
 * Whether a rectangle lies on the card, its rounded corners and its margin kept clear; a card whose corners are half as
 * wide as itself is round.
 */
export function insideRounded(rect: Rect, { width, height, corner, margin }: Omit<Layout, 'zones'>): boolean {
  const markable = grown({ x: 0, y: 0, width, height }, -margin);
  if (!inside(rect, markable)) return false;
  const radius = Math.max(0, corner - margin);
  return [rect.x, rect.x + rect.width].every((x) =>
    [rect.y, rect.y + rect.height].every((y) => {
      const [across, down] = [beyond(x, corner, width - corner), beyond(y, corner, height - corner)];
      return across === 0 || down === 0 || Math.hypot(across, down) <= radius + 1e-9;
    }),
  );
}

/** How far a coordinate lies outside of the stretch between two. */
const beyond = (at: number, from: number, to: number): number => Math.max(0, from - at, at - to);

const ZONES: readonly ZoneName[] = ['serial', 'passphrase', 'watermark', 'date'];

/** What a zone holds, in words. */
export const etchedName = ({ etched }: Pick<Layout, 'etched'>, zone: ZoneName): string =>
  zone === 'passphrase' ? etched : zone;

/** Whether the longest text fits, and lines keep half a capital's height from each other. */
export function holdsText(zone: Zone, beam: number): boolean {
  const { symbols, cap, lines } = zone;
  if (lines !== undefined && !(lines.symbols >= 1 && lines.pitch >= cap * 1.5)) return false;
  const [columns, rows] = lines === undefined ? [symbols, 1] : [lines.symbols, Math.ceil(symbols / lines.symbols)];
  return lineWidth(columns, cap, beam) <= zone.width && blockHeight(zone, rows, beam) <= zone.height;
}

/**
 * Checks a layout before any card is made with it: every zone on the card, clear of its edge, of each other and of
 * the exclusions, large enough for its longest text; the passphrase, and only the passphrase, under the strip.
 */
export function checkLayout(layout: Layout): Result<Layout, 'bad-layout'> {
  const refuse = (why: string) => fail('bad-layout', `The card layout ${layoutName(layout)} cannot be used: ${why}.`);
  if (!/^[a-z0-9-]{1,40}$/.test(layout.name) || !Number.isInteger(layout.version) || layout.version < 1)
    return refuse('its name is not made of small letters, digits and hyphens, or its version is not a whole number');
  const { width, height, beam, margin, strip } = layout;
  const lengths = [width, height, layout.thickness, beam, strip.width, strip.height];
  if (!lengths.every((length) => length > 0 && length <= 500))
    return refuse('card, strip and beam need sizes between 0 and 500 mm');
  const card: Rect = { x: 0, y: 0, width, height };
  if (!inside(strip, card)) return refuse('the scratch-off strip does not lie on the card');

  for (const name of ZONES) {
    const zone = layout.zones[name];
    if (zone === undefined) continue;
    const said = etchedName(layout, name);
    if (!(zone.cap >= SMALLEST)) return refuse(`the letters of the ${said} are lower than ${SMALLEST} mm`);
    if (!insideRounded(zone, layout)) return refuse(`the ${said} comes closer than ${margin} mm to the edge`);
    if (!holdsText(zone, beam))
      return refuse(`${zone.symbols} symbols of ${zone.cap} mm do not fit the zone of the ${said}`);
    for (const exclusion of layout.exclusions)
      if (overlap(zone, grown(exclusion, exclusion.clearance)))
        return refuse(`the ${said} runs into the ${exclusion.name}`);
    for (const other of ZONES) {
      const place = layout.zones[other];
      if (other !== name && place !== undefined && overlap(zone, place))
        return refuse(`the ${said} runs into the ${etchedName(layout, other)}`);
    }
    if (name === 'passphrase' ? !inside(zone, strip) : overlap(zone, strip))
      return refuse(name === 'passphrase' ? `the strip does not cover the ${said}` : `the strip covers the ${said}`);
  }
  const { code } = layout;
  if (code === null) return ok(layout);
  if (!insideRounded(code, layout)) return refuse(`the code comes closer than ${margin} mm to the edge`);
  const taken = [...layout.exclusions.map((exclusion) => grown(exclusion, exclusion.clearance)), strip];
  for (const place of [...taken, ...ZONES.map((name) => layout.zones[name])])
    if (place !== undefined && overlap(code, place)) return refuse('the code runs into something else');
  return ok(layout);
}
