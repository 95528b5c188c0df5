/**
 * How cards lie in the laser's field: where its zero is, which way it counts, how the fixture is turned, and by how much
 * its lens is wrong. It belongs to a station and its laser, never to a product; whatever it is, the strokes of a job
 * come back through {@link FieldMap.back}.
 *
 * What is drawn has its own axes (whole micrometres from the top left corner of the frame, y down); what the laser is
 * given has those of its field.
 */
import * as v from 'valibot';
import { failIn, ok, type Result } from '../base/result.ts';
import type { Point, Rect, Size } from './card.ts';

const fail = failIn('etch');

/** Which point of the frame lies at the laser's zero, before the offset. */
export const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right', 'centre'] as const;
/** Degrees clockwise, as one looks down on the cards. */
export const ROTATIONS = [0, 90, 180, 270] as const;

export interface Fixture {
  readonly corner: (typeof CORNERS)[number];
  /** How far that point lies from the zero, in the laser's own axes; millimetres. */
  readonly offset: Point;
  readonly rotation: (typeof ROTATIONS)[number];
  /** Left and right change places: for a laser that looks through a mirror. It mirrors the text where there is none. */
  readonly mirror: boolean;
  /** What the laser must be told for one millimetre to be one, by its own axes: drawn length through measured length. */
  readonly scale: Point;
  /** Whether the laser's y grows upwards. */
  readonly up: boolean;
}

const pair = v.object({ x: v.number(), y: v.number() });

/** What settings keep. */
export const FixtureSchema = v.object({
  corner: v.picklist(CORNERS),
  offset: pair,
  rotation: v.picklist(ROTATIONS),
  mirror: v.boolean(),
  scale: pair,
  up: v.boolean(),
}) satisfies v.GenericSchema<Fixture>;

/** A laser that counts as the job is drawn. */
export const NO_FIXTURE: Fixture = {
  corner: 'top-left',
  offset: { x: 0, y: 0 },
  rotation: 0,
  mirror: false,
  scale: { x: 1, y: 1 },
  up: false,
};

/** A laser that counts from its bottom left corner upwards, as most do. */
export const UPRIGHT: Fixture = { ...NO_FIXTURE, corner: 'bottom-left', up: true };

/** An offset is within this of the zero, and no lens is further off; millimetres, and a share. */
const FARTHEST = 400;
const LENS = { least: 0.9, most: 1.1 };

/** What a person should know of a fixture before it is used; none of it forbids it. */
export type FixtureWarning = 'mirrors' | 'turned';

/** Whether a fixture can be: what a person types comes through here. */
export function checkFixture(fixture: Fixture): Result<Fixture, 'bad-fixture'> {
  const { offset, scale } = fixture;
  const near = [offset.x, offset.y].every((value) => Math.abs(value) <= FARTHEST);
  const lens = [scale.x, scale.y].every((value) => value >= LENS.least && value <= LENS.most);
  if (near && lens) return ok(fixture);
  const field = near ? 'scale' : 'offset';
  const sentence = near
    ? `A lens is corrected by ${LENS.least} to ${LENS.most}. Measure the ruler card again.`
    : `An offset is at most ${FARTHEST} mm. Move the fixture, or the laser's zero.`;
  return fail('bad-fixture', sentence, { field });
}

/** What to show beside a fixture: text that would come out mirrored, and cards that lie upside down to whoever fills them in. */
export const warningsOf = ({ mirror, rotation }: Fixture): readonly FixtureWarning[] => [
  ...(mirror ? (['mirrors'] as const) : []),
  ...(rotation === 180 ? (['turned'] as const) : []),
];

/** Lengths measured on the ruler card, for lengths drawn: the correction to set. */
export const correctionOf = (drawn: number, measured: number, now: number): number =>
  Math.round(((now * drawn) / measured) * 100_000) / 100_000;

/** From the frame to the laser's field and back; whole micrometres. */
export interface FieldMap {
  x(x: number, y: number): number;
  y(x: number, y: number): number;
  /** The inverse: within a micrometre of what was given. */
  back(x: number, y: number): Point;
  /** Where the frame lies in the field; millimetres, the corner with the smallest coordinates first. */
  readonly extent: Rect;
}

/** @param frame what the cards lie in, millimetres */
export function createFieldMap(fixture: Fixture, frame: Size): FieldMap {
  const width = Math.round(frame.width * 1000);
  const height = Math.round(frame.height * 1000);
  const exact = (x: number, y: number): Point => forward(fixture, width, height, x, y);
  // It is linear: three points say all of it.
  const zero = exact(0, 0);
  const [across, down] = [exact(1, 0), exact(0, 1)];
  const [a, b, c, d] = [across.x - zero.x, down.x - zero.x, across.y - zero.y, down.y - zero.y];
  const corners = [zero, exact(width, 0), exact(0, height), exact(width, height)];
  const [left, top] = [Math.min(...corners.map(({ x }) => x)), Math.min(...corners.map(({ y }) => y))];
  const [right, bottom] = [Math.max(...corners.map(({ x }) => x)), Math.max(...corners.map(({ y }) => y))];
  return {
    x: (x, y) => Math.round(zero.x + a * x + b * y),
    y: (x, y) => Math.round(zero.y + c * x + d * y),
    back: (x, y) => backward(fixture, width, height, x, y),
    extent: { x: left / 1000, y: top / 1000, width: (right - left) / 1000, height: (bottom - top) / 1000 },
  };
}

/** Sizes of the frame as it lies, after its rotation. */
const lying = ({ rotation }: Fixture, width: number, height: number): readonly [number, number] =>
  rotation % 180 === 0 ? [width, height] : [height, width];

/** Where the zero lies, in the turned frame. */
function zeroOf({ corner }: Fixture, width: number, height: number): Point {
  if (corner === 'centre') return { x: width / 2, y: height / 2 };
  return { x: corner.endsWith('right') ? width : 0, y: corner.startsWith('bottom') ? height : 0 };
}

function forward(fixture: Fixture, width: number, height: number, x: number, y: number): Point {
  const { rotation, mirror, up, scale, offset } = fixture;
  const turned = { 0: [x, y], 90: [height - y, x], 180: [width - x, height - y], 270: [y, width - x] }[rotation];
  const [u = 0, v = 0] = turned;
  const [wide, high] = lying(fixture, width, height);
  const zero = zeroOf(fixture, wide, high);
  const right = (mirror ? wide - u : u) - zero.x;
  const below = v - zero.y;
  return { x: right * scale.x + offset.x * 1000, y: (up ? -below : below) * scale.y + offset.y * 1000 };
}

/** Step by step the other way, sharing nothing with {@link forward} but the fixture. */
function backward(fixture: Fixture, width: number, height: number, x: number, y: number): Point {
  const { rotation, mirror, up, scale, offset } = fixture;
  const quarter = rotation === 90 || rotation === 270;
  const wide = quarter ? height : width;
  const high = quarter ? width : height;
  let u = (x - offset.x * 1000) / scale.x;
  let v = (y - offset.y * 1000) / scale.y;
  if (up) v = -v;
  if (fixture.corner === 'centre') [u, v] = [u + wide / 2, v + high / 2];
  if (fixture.corner === 'top-right' || fixture.corner === 'bottom-right') u += wide;
  if (fixture.corner === 'bottom-left' || fixture.corner === 'bottom-right') v += high;
  if (mirror) u = wide - u;
  if (rotation === 90) return { x: Math.round(v), y: Math.round(height - u) };
  if (rotation === 180) return { x: Math.round(width - u), y: Math.round(height - v) };
  if (rotation === 270) return { x: Math.round(width - v), y: Math.round(u) };
  return { x: Math.round(u), y: Math.round(v) };
}
