/**
 * Jobs without secrets, for whoever sets a laser up: where its field lies, how long its millimetre is, which pen marks a
 * material best, and what a product's card looks like. They bear nothing that a card bears, and are sent by hand.
 */
import { asciiBytes } from '../base/digest.ts';
import { failIn, must, ok, type Result } from '../base/result.ts';
import type { Serial } from '../card/serial.ts';
import { CARD, type Layout, type Rect, type Size, type Zone } from './card.ts';
import { letterCode } from './code.ts';
import { FORMATS, type EtchFormat, type FormatName } from './formats/formats.ts';
import type { Drawing, DrawnCard } from './formats/layer.ts';
import { provesJob } from './formats/prove.ts';
import type { Pen } from './pens.ts';
import { letter, type Lettering, type Stroke } from './strokes.ts';

const fail = failIn('etch');

export type TestCardFailure = 'no-strokes' | 'no-pens' | 'not-read-back';

const µm = (millimetres: number): number => Math.round(millimetres * 1000);

const line = (...millimetres: readonly number[]): Stroke => Int32Array.from(millimetres, µm);

const outline = ({ x, y, width, height }: Rect): Stroke =>
  line(x, y, x + width, y, x + width, y + height, x, y + height, x, y);

/** The edge of the card itself, its corners round: a circle where they are half as wide as the card. */
function edgeOf({ width, height, corner }: Layout): Stroke {
  const quarters = [
    [width - corner, corner, -90],
    [width - corner, height - corner, 0],
    [corner, height - corner, 90],
    [corner, corner, 180],
  ] as const;
  const points = quarters.flatMap(([x, y, from]) =>
    Array.from({ length: 10 }, (_, i) => ((from + i * 10) * Math.PI) / 180).flatMap((turn) => [
      x + corner * Math.cos(turn),
      y + corner * Math.sin(turn),
    ]),
  );
  return line(...points, points[0] ?? 0, points[1] ?? 0);
}

/** A text as strokes at a place, `cap` high. */
function write(text: string, x: number, y: number, cap: number): readonly Stroke[] {
  const width = text.length * cap;
  const zone: Zone = { x, y, width, height: 2 * cap, cap, align: 'left', symbols: text.length };
  const sheet: Layout = { ...CARD, beam: 0.1, zones: { ...CARD.zones, serial: zone } };
  return must(letter(sheet, 'serial', asciiBytes(text))).glyphs.flat();
}

const marks = (zone: Lettering['zone'], strokes: readonly Stroke[]): Lettering => ({ zone, glyphs: [strokes] });

/** How long the rulers of a calibration job are, so that a caliper can hold them. */
export const rulersOf = ({ width, height }: Size): { readonly x: number; readonly y: number } => ({
  x: Math.floor((width - 10) / 10) * 10,
  y: Math.floor((height - 10) / 10) * 10,
});

/** The frame of the field, a cross in its middle, a ruler each way, and TOP with an arrow where the top left corner is. */
export function calibrationOf(frame: Size): Drawing {
  const { width, height } = frame;
  const ruler = rulersOf(frame);
  const [middle, centre] = [width / 2, height / 2];
  const ticks = (length: number, draw: (at: number, size: number) => Stroke): readonly Stroke[] =>
    Array.from({ length: length / 5 + 1 }, (_, i) => draw(5 * i, i % 2 === 0 ? 3 : 1.5));
  const strokes: readonly Stroke[] = [
    outline({ x: 0, y: 0, width, height }),
    line(middle - 5, centre, middle + 5, centre),
    line(middle, centre - 5, middle, centre + 5),
    line(5, height - 5, 5 + ruler.x, height - 5),
    ...ticks(ruler.x, (at, size) => line(5 + at, height - 5, 5 + at, height - 5 - size)),
    line(width - 5, 5, width - 5, 5 + ruler.y),
    ...ticks(ruler.y, (at, size) => line(width - 5, 5 + at, width - 5 - size, 5 + at)),
    line(5, 12, 5, 4),
    line(3.5, 6.5, 5, 4, 6.5, 6.5),
    ...write('TOP', 8, 5, 3),
  ];
  return {
    layout: { ...CARD, width, height },
    frame,
    cards: [{ at: { x: 0, y: 0 }, letterings: [marks('serial', strokes)] }],
  };
}

/** A cell of the matrix, and the space between two. */
const CELL = { side: 5, pitch: 9, left: 14, top: 10 };

/** Squares hatched with every power (per cent) at every speed (mm/s); what is written beside them is marked with `label`. */
export function matrixOf(powers: readonly number[], speeds: readonly number[], label: Pen): Drawing {
  const frame = {
    width: CELL.left + speeds.length * CELL.pitch + 4,
    height: CELL.top + powers.length * CELL.pitch + 2,
  };
  const words = [
    ...speeds.flatMap((speed, column) => write(String(speed), CELL.left + column * CELL.pitch, 5, 1.6)),
    ...powers.flatMap((power, row) => write(`${power}`, 4, CELL.top + row * CELL.pitch + 1.5, 1.6)),
    ...write('P', 4, 1.5, 1.6),
    ...write('MM-S', CELL.left, 1.5, 1.6),
  ];
  const cells = powers.flatMap((power, row) =>
    speeds.map((speed, column): DrawnCard => {
      const [x, y] = [CELL.left + column * CELL.pitch, CELL.top + row * CELL.pitch];
      const hatch = Array.from({ length: 26 }, (_, i) => line(x, y + i * 0.2, x + CELL.side, y + i * 0.2));
      return { at: { x: 0, y: 0 }, letterings: [marks('code', hatch)], pen: { ...label, power, speed, passes: 1 } };
    }),
  );
  const labels: DrawnCard = { at: { x: 0, y: 0 }, letterings: [marks('serial', words)] };
  return { layout: { ...CARD, ...frame }, frame, cards: [labels, ...cells], pens: { serial: label } };
}

/** A card of a layout with every zone, strip and keep-out outlined, and its longest texts in eights. */
export function testCardOf(layout: Layout): Drawing {
  const { zones, strip, exclusions, code } = layout;
  const eights = (zone: Zone): Uint8Array => asciiBytes('8'.repeat(zone.symbols));
  const outlines = [edgeOf(layout), ...[...Object.values(zones), strip, ...exclusions].map(outline)];
  const texts = (['serial', 'passphrase', 'date', 'watermark'] as const).flatMap((name) => {
    const zone = zones[name];
    if (zone === undefined) return [];
    return must(letter(layout, name, name === 'watermark' ? asciiBytes('TESTCARD') : eights(zone)));
  });
  const coded = code === null ? [] : [must(letterCode(layout, code, '8'.repeat(zones.serial.symbols) as Serial))];
  const letterings = [...texts, ...coded, marks('watermark', outlines)];
  return { layout, frame: { width: layout.width, height: layout.height }, cards: [{ at: { x: 0, y: 0 }, letterings }] };
}

/** Writes such a job, and reads it back like any other. */
export function writeTestCard(name: FormatName, drawing: Drawing): Result<Uint8Array, TestCardFailure> {
  const format: EtchFormat = FORMATS[name];
  if (format.text === true)
    return fail('no-strokes', `A job as ${name} has no strokes. Choose another format for test cards.`, {
      format: name,
    });
  if (format.pens !== true && drawing.cards.some(({ pen }) => pen !== undefined))
    return fail('no-pens', `A job as ${name} has no place for power and speed. Choose lightburn or gcode.`, {
      format: name,
    });
  const bytes = format.write(drawing);
  if (provesJob(name, drawing, bytes)) return ok(bytes);
  return fail('not-read-back', 'The written job does not draw what it must. Call your supervisor.');
}
