/**
 * Looks into the laser's folder while jobs lie there: what its software has taken goes on record, and so does the word
 * that it has laid beside one. With every look the bench asks again what has waited too long. A folder that cannot be read says nothing: a stick that was pulled out has taken no job.
 */
import type { BenchUnit } from '../../../core/life/bench-life.ts';
import type { Journal } from '../../../core/journal/journal.ts';
import type { Bench } from '../../../core/stations/bench/bench.ts';
import type { Leftover } from '../../etch/names.ts';
import type { Outbox } from '../../etch/outbox.ts';
import type { Index } from '../../journal/index.ts';
import { atLaser } from './laser.ts';

export interface LaserWatchParts {
  readonly journal: Pick<Journal, 'append'>;
  readonly index: Pick<Index, 'batches' | 'serials' | 'unit' | 'unitsOfJob' | 'traveller'>;
  readonly outbox: Pick<Outbox, 'list'>;
  readonly bench: Pick<Bench, 'laserSaid' | 'overdue'>;
}

export interface LaserWatch {
  /** Looks once; resolves when what was found has had its effect. */
  look(): Promise<void>;
  /** Looks again and again. */
  start(): void;
  stop(): Promise<void>;
}

/** Milliseconds between two looks. */
const EVERY = 1000;

export function createLaserWatch({ journal, index, outbox, bench }: LaserWatchParts): LaserWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let looking: Promise<void> = Promise.resolve();

  /** By what its file is called: a card that is its own job has it under its serial. */
  const isOf = (units: readonly BenchUnit[], job: string, { of }: Leftover): boolean =>
    of === job || (units.length === 1 && of === units[0]?.serial);

  async function lookAt(job: string, left: readonly Leftover[]): Promise<void> {
    const units = index.unitsOfJob(job);
    const ours = left.filter((one) => isOf(units, job, one));
    const failed = ours.some(({ kind }) => kind === 'fail');
    if (failed || ours.some(({ kind }) => kind === 'done')) return bench.laserSaid(job, failed ? 'fail' : 'done');
    if (ours.some(({ kind }) => kind === 'job')) return;
    // As it is now: somebody may have answered for it while the folder was read.
    const waiting = index.unitsOfJob(job).filter(({ state }) => state === 'sent');
    const [first] = waiting;
    if (first === undefined) return;
    if (index.traveller(first.serial).some(({ event }) => event.kind === 'etch-taken' && event.job === job)) return;
    await journal.append([{ kind: 'etch-taken', serials: waiting.map(({ serial }) => serial), job }]);
  }

  async function look(): Promise<void> {
    const sent = atLaser(index).filter(({ state }) => state === 'sent');
    const jobs = new Set(sent.flatMap(({ job }) => job ?? []));
    await bench.overdue([...jobs]);
    if (jobs.size === 0) return;
    const left = await outbox.list();
    if (!left.ok) return;
    for (const job of jobs) await lookAt(job, left.value);
  }

  function again(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      // A journal that has stopped says so to whoever works; here is nobody to hear it.
      looking = look().catch(() => undefined);
      void looking.then(again);
    }, EVERY);
  }

  return {
    look,
    start: again,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
