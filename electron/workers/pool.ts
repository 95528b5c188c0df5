import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { DeriveOptions, KeyDerivation, ScryptJob } from '../../core/base/ports.ts';
import { checkParameters } from '../../core/scrypt/parameters.ts';
import { createCrew } from './crew.ts';
import type { CrewHand } from './crew.ts';
import type { Job } from './job.ts';
import { createOpenJobs } from './open-jobs.ts';
import { planJobs, planJob } from './plan.ts';
import type { Work } from './plan.ts';
import type { KdfWorker } from './protocol.ts';
import { AbortError, DerivationDisagreement, PoolFailure } from './refusals.ts';

export interface PoolOptions {
  /** Starts one worker thread running kdf.ts. */
  readonly spawn: () => KdfWorker;
  /** Workers; as many as the machine has cores unless told otherwise: they give way to the main thread. */
  readonly size?: number;
  /** One new job in so many, at random, is derived again by the second implementation; 1 means every one. */
  readonly sampleOneIn?: number;
  /** Whether the lot falls on a job; drawn from the system's randomness unless a test draws. */
  readonly draw?: () => boolean;
  /** Called once, when the two implementations disagree and the pool has stopped. */
  readonly onDisagreement?: () => void;
  /** Called once if this host has no SIMD and derivations take the slow path. */
  readonly onPortable?: () => void;
}

/** scrypt on a fixed number of worker threads. A batch fills them; a scan is spread over all of them at once. */
export interface Pool extends KeyDerivation {
  /** Lets the workers begin nothing of a batch, or all again: somebody waits for another pool on these cores. */
  hold(on: boolean): void;
  /** Holds another on these cores, in a process of its own, whenever somebody waits here; until what is returned is called. */
  workBeside(hold: (on: boolean) => void): () => void;
  /** The two implementations have disagreed elsewhere on this computer: nothing is derived here any more. */
  distrust(): void;
  readonly size: number;
  /** Resolves when every worker has given the known answers; rejects with `PoolFailure` if they cannot. */
  readonly ready: Promise<void>;
  stats(): PoolStats;
  /** Rejects what is left and asks the workers to leave; resolves when they are gone. */
  close(): Promise<void>;
}

export interface PoolStats {
  /** Jobs that were asked for and have no answer yet. */
  readonly open: number;
  /** Those of them that a worker has begun. */
  readonly begun: number;
  readonly done: number;
  /** Keys that the second implementation confirmed. */
  readonly confirmed: number;
  /** Starts of a job again because its worker died. */
  readonly redone: number;
}

/** A second opinion costs as much as so many derivations. */
const SECOND = 12;

/** Batch turns a worker has at hand: one it works on and one so that it need not wait for us. */
const AHEAD = 2;

/** Creates the pool and starts its workers, which stay until `close`. */
export function createPool(options: PoolOptions): Pool {
  const size = Math.max(1, options.size ?? availableParallelism());
  const sampleOneIn = options.sampleOneIn ?? 100;
  const checkers = Math.ceil((size * SECOND) / (sampleOneIn + SECOND));
  let dispatching = false;
  let portableSaid = false;
  let started = (): void => undefined;
  let notStarted = (_error: Error): void => undefined;
  const ready = new Promise<void>((resolve, reject) => ([started, notStarted] = [resolve, reject]));
  // Whoever never looks at `ready` hears of the failure from `derive`.
  ready.catch(() => undefined);

  const jobs = createOpenJobs(options.draw ?? (() => randomInt(sampleOneIn) === 0), (error) => {
    notStarted(error);
    if (error instanceof DerivationDisagreement) options.onDisagreement?.();
  });
  const crew = createCrew<Work>(size, options.spawn, {
    ready(simd) {
      if (!simd && !portableSaid) options.onPortable?.();
      portableSaid ||= !simd;
      if (crew.hands.every((hand) => hand.ready)) started();
      dispatch();
    },
    done: (work, result) => (jobs.answered(work, result), dispatch()),
    failed: (work, message) => (jobs.failed(work, message), dispatch()),
    lost: (works) => (jobs.lost(works), dispatch()),
    refused: (message) => jobs.stop(new PoolFailure(message)),
  });

  const others = new Set<(on: boolean) => void>();
  const waiting = createWaiting((on) => {
    crew.hold(on);
    for (const holdOther of others) holdOther(on);
  });

  /** Hands out work once everything that happens in this turn of the event loop has happened. */
  function dispatch(): void {
    if (dispatching) return;
    dispatching = true;
    queueMicrotask(() => {
      dispatching = false;
      const hands = crew.hands.filter((hand) => hand.ready);
      if (hands.length > 0 && jobs.stopped === undefined) handOut(jobs.all, hands, checkers);
    });
  }

  return {
    size,
    ready,
    async derive(asked: ScryptJob, { priority = 'batch', signal, again = false }: DeriveOptions = {}) {
      checkParameters(asked);
      if (jobs.stopped !== undefined) throw jobs.stopped;
      if (signal?.aborted === true) throw new AbortError();
      const urgent = priority === 'scan';
      const key = jobs.open(asked, { urgent, again }, signal);
      if (urgent) waiting.begin(key);
      dispatch();
      return key;
    },
    hold: (on) => crew.hold(on),
    workBeside(holdOther) {
      others.add(holdOther);
      if (waiting.on) holdOther(true);
      return () => void others.delete(holdOther);
    },
    distrust: () => jobs.stop(new DerivationDisagreement()),
    stats: () => ({
      ...jobs.count,
      open: jobs.all.size,
      begun: [...jobs.all].filter(({ stage }) => stage !== 'to open').length,
    }),
    async close() {
      jobs.stop(new PoolFailure('the derivation pool was closed'));
      await crew.leave();
    },
  };
}

/**
 * How long the workers stay free for somebody whose derivation is done: the next of the same card follows at once, and
 * would find each of them at the beginning of a piece of a batch.
 */
const GRACE_MS = 20;

/** Keeps the workers from beginning a piece of a batch between the steps of what somebody waits for. */
function createWaiting(hold: (on: boolean) => void): { readonly on: boolean; begin(key: Promise<unknown>): void } {
  let open = 0;
  let held = false;
  let over: NodeJS.Timeout | undefined;
  const set = (on: boolean): void => hold((held = on));
  const end = (): void => {
    if (--open > 0) return;
    over = setTimeout(() => set(false), GRACE_MS);
    over.unref();
  };
  return {
    get on() {
      return held;
    },
    begin(key) {
      clearTimeout(over);
      if (++open === 1) set(true);
      key.then(end, end);
    },
  };
}

/**
 * What somebody waits for is spread over all hands at once; the others' work fills each hand up. Second opinions go to the
 * first `checkers` of them, as few as can give them all: each takes 16 MiB, which its thread keeps for the next ones.
 */
function handOut(jobs: ReadonlySet<Job>, hands: readonly CrewHand<Work>[], checkers: number): void {
  const checking = hands.slice(0, checkers);
  for (const job of jobs) {
    const spread = job.urgent || jobs.size === 1;
    if (!spread) continue;
    for (const work of planJob(job, hands.length)) {
      leastBusy(work.task.kind === 'second' ? checking : hands, job.urgent).give(work);
    }
  }
  for (let ahead = 1; ahead <= AHEAD; ahead++) {
    for (const hand of hands) {
      const mayCheck = checking.includes(hand) && !isChecking(hand);
      const work = load(hand, false) < ahead ? planJobs(batch(jobs), hands.length, mayCheck) : undefined;
      if (work !== undefined) hand.give(work);
    }
  }
}

function* batch(jobs: ReadonlySet<Job>): Iterable<Job> {
  for (const job of jobs) if (!job.urgent) yield job;
}

const isChecking = (hand: CrewHand<Work>): boolean =>
  [...hand.turns.values()].some(({ task }) => task.kind === 'second');

/** How many turns a worker has at hand, all of them or only those of scans. */
function load(hand: CrewHand<Work>, urgentOnly: boolean): number {
  let turns = 0;
  for (const { urgent } of hand.turns.values()) if (urgent || !urgentOnly) turns++;
  return turns;
}

/** For whoever waits, one that gives no second opinion: between its portions each turn would wait for the next. */
function leastBusy(hands: readonly CrewHand<Work>[], urgent: boolean): CrewHand<Work> {
  const rank = (hand: CrewHand<Work>): readonly number[] => [
    ...(urgent ? [load(hand, true), Number(isChecking(hand))] : []),
    load(hand, false),
  ];
  return hands.reduce((best, hand) => {
    const beside = rank(best);
    const difference = rank(hand)
      .map((value, i) => value - (beside[i] ?? 0))
      .find((by) => by !== 0);
    return (difference ?? 0) < 0 ? hand : best;
  });
}
