/**
 * What has waited too long. A serial is of the card in hand only while that is in the hand: after half a minute it is asked
 * for again. A job that lies at the laser is asked about when nobody has said for a while what became of it.
 */
import type { BenchUnit } from '../../life/bench-life.ts';
import { because } from './reasons.ts';
import type { Screen } from './screen.ts';
import type { UnitsOfJob } from './verification.ts';

/** How long a job is at the laser before it is asked about, and then again, in milliseconds. */
export const JOB_WAITS = 600_000;

export interface OverduePorts {
  /** Milliseconds that no setting of the clock changes. */
  readonly ticks: () => number;
  readonly unitsOfJob: UnitsOfJob;
}

export interface Overdue {
  /** Asks again what has waited too long; `jobs` are those of which cards are at the laser now. */
  look(jobs: readonly string[]): Promise<void>;
}

export function createOverdue(
  { ticks, unitsOfJob }: OverduePorts,
  screen: Pick<Screen, 'view' | 'show'>,
  cardScans: { lapse(): Promise<void> },
): Overdue {
  /** Since when each job waits, or was asked about last. */
  const since = new Map<string, number>();

  function follow(jobs: readonly string[]): void {
    for (const job of since.keys()) if (!jobs.includes(job)) since.delete(job);
    for (const job of jobs) if (!since.has(job)) since.set(job, ticks());
  }

  const waiting = (job: string): BenchUnit | null => unitsOfJob(job).find(({ state }) => state === 'sent') ?? null;

  return {
    async look(jobs) {
      await cardScans.lapse();
      follow(jobs);
      // Whoever is at work on a card is not asked about another one; in a series every scan is an answer.
      if (screen.view.step.at !== 'serial' || screen.view.series !== null) return;
      const job = jobs.find((one) => ticks() - (since.get(one) ?? ticks()) >= JOB_WAITS);
      if (job === undefined) return;
      since.set(job, ticks());
      const unit = waiting(job);
      if (unit === null) return;
      const { serial } = unit;
      screen.show({ step: { at: 'marking', serial }, verdict: null, notice: because('job-waits', { serial }) });
    },
  };
}
