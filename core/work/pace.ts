/** How fast work goes, and how long it will still take. */

/** How far a piece of work is: the one shape of it, from a recipe to a screen. */
export interface PaceView {
  readonly done: number;
  readonly total: number;
  /** A second, over the last stretch; 0 while unknown. */
  readonly rate: number;
  /** Seconds, null while unknown. */
  readonly left: number | null;
}

export interface Pace {
  /** So much is done by now. */
  reached(done: number): void;
  view(): PaceView;
}

/**
 * @param stretch the rate is taken over so many last reports: long enough to be calm, short enough to notice a change
 * @param ticks milliseconds that only go forward
 */
export function createPace(stretch: number, ticks: () => number, from: number, total: number): Pace {
  const reports = [{ at: ticks(), done: from }];
  return {
    reached(done) {
      reports.push({ at: ticks(), done });
      if (reports.length > stretch) reports.shift();
    },
    view() {
      const [first, last] = [reports[0], reports.at(-1)];
      const done = last?.done ?? from;
      const seconds = ((last?.at ?? 0) - (first?.at ?? 0)) / 1000;
      const rate = seconds > 0 ? (done - (first?.done ?? from)) / seconds : 0;
      return { done, total, rate, left: rate > 0 ? (total - done) / rate : null };
    },
  };
}
