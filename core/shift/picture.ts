/**
 * The pictures of a shift as lengths and places, drawn once for screen, page and PDF: so that all three show the same, and
 * can be tested without a window.
 */
import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line } from 'd3-shape';
import type { ShiftNumbers } from './numbers.ts';

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Tick {
  readonly at: number;
  /** A count, or milliseconds since 1970. */
  readonly value: number;
}

/** Cards of each stretch as bars, their sum as a line, what is wanted as another. */
export interface CurvePicture {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly bottom: number;
  readonly bars: readonly (Bar & { readonly cards: number })[];
  /** Paths as SVG has them. */
  readonly sum: string;
  readonly target: string;
  /** Where the stretches begin. */
  readonly times: readonly Tick[];
  /** Of the bars, on the left. */
  readonly cards: readonly Tick[];
  /** Of the lines, on the right. */
  readonly sums: readonly Tick[];
}

/** In the units of the picture; 720 are as wide as a page. */
const CURVE = { width: 720, height: 220, left: 36, right: 44, top: 10, bottom: 26 } as const;

export function curvePicture({ curve, from, to, slot, target }: ShiftNumbers): CurvePicture {
  const { width, height, left, right, top, bottom } = CURVE;
  const floor = height - bottom;
  const x = scaleLinear([from, to], [left, width - right]);
  const wanted = (target * (to - from)) / 3_600_000;
  const most = Math.max(1, (target * slot) / 3_600_000, ...curve.map(({ cards }) => cards));
  const y = scaleLinear([0, most], [floor, top]).nice(4);
  const sums = scaleLinear([0, Math.max(1, wanted, curve.at(-1)?.sum ?? 0)], [floor, top]).nice(4);
  const gap = Math.min(2, (x(from + slot) - x(from)) / 4);
  const path = line<readonly [number, number]>(
    ([at]) => rounded(x(at)),
    ([, value]) => rounded(sums(value)),
  );
  const done = curve.map(({ at, sum }): readonly [number, number] => [Math.min(to, at + slot), sum]);
  const every = Math.max(1, Math.ceil((to - from) / slot / 9));
  const starts = Math.ceil((to - from) / slot) + 1;
  return {
    ...{ width, height, left, bottom: floor },
    bars: curve.map(({ at, cards }) => ({
      ...{ x: rounded(x(at) + gap), y: rounded(y(cards)) },
      width: rounded(x(Math.min(to, at + slot)) - x(at) - 2 * gap),
      ...{ height: rounded(floor - y(cards)), cards },
    })),
    sum: done.length === 0 ? '' : (path.curve(curveStepAfter)([[from, 0], ...done]) ?? ''),
    target: `M${left},${floor}L${rounded(x(to))},${rounded(sums(wanted))}`,
    times: Array.from({ length: starts }, (_, i) => from + i * slot)
      .filter((at, i) => i % every === 0 && at <= to)
      .map((at) => ({ at: rounded(x(at)), value: at })),
    cards: ticksOf(y),
    sums: ticksOf(sums),
  };
}

/** Whole numbers alone: there are no halves of cards. */
const ticksOf = (scale: { ticks(count: number): number[]; (value: number): number }): readonly Tick[] =>
  scale
    .ticks(4)
    .filter(Number.isInteger)
    .map((value) => ({ at: rounded(scale(value)), value }));

const rounded = (length: number): number => Math.round(10 * length) / 10;

/** Rows of bars from the left: reasons, or steps. */
export interface RowsPicture {
  readonly width: number;
  readonly height: number;
  readonly rows: readonly {
    readonly name: string;
    readonly y: number;
    readonly bar: Bar;
    readonly mark: number | null;
  }[];
}

const ROW = 22;
/** Room for names. */
const NAMES = 190;
const ROWS_WIDTH = 560;

/** @param mark a second length of a row, shown as a stroke; null for none. */
function rowsPicture(
  rows: readonly { readonly name: string; readonly length: number; readonly mark: number | null }[],
): RowsPicture {
  const most = Math.max(1, ...rows.map(({ length, mark }) => Math.max(length, mark ?? 0)));
  const x = scaleLinear([0, most], [NAMES, ROWS_WIDTH - 60]);
  return {
    width: ROWS_WIDTH,
    height: Math.max(1, rows.length) * ROW,
    rows: rows.map(({ name, length, mark }, i) => ({
      ...{ name, y: i * ROW + ROW / 2 },
      bar: { x: NAMES, y: i * ROW + 4, width: rounded(x(length) - NAMES), height: ROW - 8 },
      mark: mark === null ? null : rounded(x(mark)),
    })),
  };
}

/** The most frequent reasons. */
export const reasonsPicture = ({ reasons }: ShiftNumbers): RowsPicture =>
  rowsPicture(reasons.slice(0, 10).map(({ reason, cards }) => ({ name: reason, length: cards, mark: null })));

/** Each step's median, with its 95th percentile as the mark. */
export const stepsPicture = ({ steps }: ShiftNumbers): RowsPicture =>
  rowsPicture(steps.map(({ step, median, p95 }) => ({ name: step, length: median, mark: p95 })));

/** What a screen, or a page, has of a shift. */
export interface ShiftView {
  readonly numbers: ShiftNumbers;
  readonly curve: CurvePicture;
  readonly reasons: RowsPicture;
  readonly steps: RowsPicture;
}

export const shiftView = (numbers: ShiftNumbers): ShiftView => ({
  numbers,
  curve: curvePicture(numbers),
  reasons: reasonsPicture(numbers),
  steps: stepsPicture(numbers),
});
