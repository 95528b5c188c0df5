/**
 * The etch job as a picture for the window. The passphrase is not among the inputs, so it cannot be in the answer:
 * each of its symbols is a bar, the same for every card.
 */
import type { Mode } from '../journal/event.ts';
import { ok, type Result } from '../base/result.ts';
import type { Serial } from '../card/serial.ts';
import { type Etched, type Layout, layoutName, type Rect } from './card.ts';
import { CAP, GLYPH_WIDTH, glyph } from './font.ts';
import { letterCode } from './code.ts';
import { letterWatermark, letterSerial } from './job.ts';
import { type Lettering, type LetteringFailure, place } from './strokes.ts';

/** Shapes in drawing order: `mask` is filled, the others are lines. */
export interface Preview {
  /** Name and version of the layout, as in the journal. */
  readonly layout: string;
  /** What the masked symbols are. */
  readonly etched: Etched;
  /** The card in millimetres, origin top left, y down: the unit of every path. */
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  /** Where each symbol of the masked text stands, in their order; hyphens are not among them. SVG path data. */
  readonly symbols: readonly string[];
}

export interface Shape {
  readonly layer: 'outline' | 'zone' | 'code' | 'serial' | 'mask' | 'watermark' | 'sticker';
  /** SVG path data. */
  readonly path: string;
}

/** How a card's passphrase is etched: five groups of four, the hyphens marked. */
const MASK = '####-####-####-####-####';

/** Of a confirmation code, all 75 symbols. */
const maskOf = ({ etched, zones }: Layout): string =>
  etched === 'passphrase' ? MASK : '#'.repeat(zones.passphrase.symbols);

/** Draws what the laser will do to this card, true to scale, without its secret. */
export function previewJob(layout: Layout, mode: Mode, serial: Serial): Result<Preview, LetteringFailure> {
  const lettered = letterSerial(layout, serial);
  if (!lettered.ok) return lettered;
  const mask = maskBars(layout);
  if (!mask.ok) return mask;
  const watermark = mode === 'training' ? letterWatermark(layout) : null;
  if (watermark?.ok === false) return watermark;

  const { code } = layout;
  const coded = code === null ? null : letterCode(layout, code, serial);
  if (coded?.ok === false) return coded;

  const shapes: Shape[] = [
    { layer: 'outline', path: cardPath(layout) },
    ...layout.exclusions.map((exclusion): Shape => ({ layer: 'sticker', path: rectPath(exclusion) })),
    { layer: 'zone', path: rectPath(layout.zones.serial) },
    { layer: 'zone', path: rectPath(layout.strip) },
    ...(code === null ? [] : [{ layer: 'code', path: rectPath(code) } as const]),
    { layer: 'serial', path: letteringPath(lettered.value) },
    ...(coded === null ? [] : [{ layer: 'serial', path: letteringPath(coded.value) } as const]),
    { layer: 'mask', path: mask.value.map(({ path }) => path).join('') },
  ];
  if (watermark) shapes.push({ layer: 'watermark', path: letteringPath(watermark.value) });
  const symbols = mask.value.flatMap(({ path, isSymbol }) => (isSymbol ? [path] : []));
  const { etched, width, height } = layout;
  return ok({ layout: layoutName(layout), etched, width, height, shapes, symbols });
}

/** Millimetres without a tail of binary noise. */
const mm = (value: number): string => String(Math.round(value * 1000) / 1000);

const rectPath = ({ x, y, width, height }: Rect): string =>
  `M${mm(x)} ${mm(y)}H${mm(x + width)}V${mm(y + height)}H${mm(x)}Z`;

/** The edge of a card, its corners round. */
export function cardPath({ width, height, corner }: Pick<Layout, 'width' | 'height' | 'corner'>): string {
  const turn = (x: number, y: number) => `A${mm(corner)} ${mm(corner)} 0 0 1 ${mm(x)} ${mm(y)}`;
  return (
    `M${mm(corner)} 0H${mm(width - corner)}${turn(width, corner)}V${mm(height - corner)}${turn(width - corner, height)}` +
    `H${mm(corner)}${turn(0, height - corner)}V${mm(corner)}${turn(corner, 0)}Z`
  );
}

const letteringPath = ({ glyphs }: Lettering): string => strokesPath(glyphs);

/** Strokes as SVG path data. */
export function strokesPath(glyphs: Lettering['glyphs']): string {
  const point = (stroke: Int32Array, i: number) =>
    `${mm((stroke[i] as number) / 1000)} ${mm((stroke[i + 1] as number) / 1000)}`;
  let path = '';
  for (const stroke of glyphs.flat())
    for (let i = 0; i < stroke.length; i += 2) path += (i === 0 ? 'M' : 'L') + point(stroke, i);
  return path;
}

/** A bar where each symbol will stand, and the hyphens as they will be. */
function maskBars(
  layout: Layout,
): Result<readonly { readonly path: string; readonly isSymbol: boolean }[], LetteringFailure> {
  const mask = maskOf(layout);
  const placed = place(layout, 'passphrase', mask.length);
  if (!placed.ok) return placed;
  const { scale, corner } = placed.value;
  const [from = 0, height = 0, to = 0] = glyph('-'.charCodeAt(0))?.[0] ?? [];
  const bar = { x: 1, y: 4, width: GLYPH_WIDTH - 2, height: CAP - 8 };
  const beam = (layout.beam * 1000) / scale;
  const hyphen = { x: from, y: height - beam / 2, width: to - from, height: beam };
  const bars = Array.from(mask, (symbol, index) => {
    const rect = symbol === '-' ? hyphen : bar;
    const { x, y } = corner(index);
    const path = rectPath({
      x: (x + rect.x * scale) / 1000,
      y: (y + rect.y * scale) / 1000,
      width: (rect.width * scale) / 1000,
      height: (rect.height * scale) / 1000,
    });
    return { path, isSymbol: symbol !== '-' };
  });
  return ok(bars);
}
