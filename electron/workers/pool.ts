import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { DeriveOptions, KeyDerivation, ScryptJob } from '../../core/base/ports.ts';
import { checkParameters } from '../../core/scrypt/parameters.ts';
import { sameBytes, wipe } from '../../core/base/secret.ts';
import { createCrew } from './crew.ts';
import type { CrewHand } from './crew.ts';
import { createJob, forget, laneMixed, lanesArrived, restart } from './job.ts';
import type { Job } from './job.ts';
import { planJobs, planJob } from './plan.ts';
import type { PlannedPart, Work } from './plan.ts';
import type { KdfWorker, Task } from './protocol.ts';
import { AbortError, DerivationDisagreement, PoolFailure } from './refusals.ts';

export interface PoolOptions {
  /** Starts one worker thread running kdf.ts. */
  readonly spawn: () => KdfWorker;
  /** Workers; one less than the machine has cores, at least one, unless told otherwise. */
  readonly size?: number;
  /** One job in so many, at random, is derived again by the second implementation; 1 means every job. */
  readonly sampleOneIn?: number;
  /** Called once, when the two implementations disagree and the pool has stopped. */
  readonly onDisagreement?: () => void;
  /** Called once if this host has no SIMD and derivations take the slow path. */
  readonly onPortable?: () => void;
}

/** scrypt on a fixed number of worker threads. A batch fills them; a scan is spread over all of them at once. */
export interface Pool extends KeyDerivation {
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

/** Batch turns a worker has at hand: one it works on and one so that it need not wait for us. */
const AHEAD = 2;
/** How often a job may lose its worker before we stop blaming the workers. */
const TRIES = 3;

/** Creates the pool and starts its workers, which stay until `close`. */
export function createPool(options: PoolOptions): Pool {
  const size = Math.max(1, options.size ?? availableParallelism() - 1);
  const sampleOneIn = options.sampleOneIn ?? 100;
  const jobs = new Set<Job>();
  const count = { done: 0, confirmed: 0, redone: 0 };
  let stopped: Error | undefined;
  let dispatching = false;
  let portableSaid = false;
  let started = (): void => undefined;
  let notStarted = (_error: Error): void => undefined;
  const ready = new Promise<void>((resolve, reject) => ([started, notStarted] = [resolve, reject]));
  // Whoever never looks at `ready` hears of the failure from `derive`.
  ready.catch(() => undefined);

  const crew = createCrew<Work>(size, options.spawn, {
    ready(simd) {
      if (!simd && !portableSaid) options.onPortable?.();
      portableSaid ||= !simd;
      if (crew.hands.every((hand) => hand.ready)) started();
      dispatch();
    },
    done(work, result) {
      work.parts.forEach((part, i) => {
        const answer = work.task.kind === 'mix' ? result.slice(i, i + 1) : result;
        if (isCurrent(part)) advance(part, work.task, answer);
        else wipe(...answer);
      });
      dispatch();
    },
    failed(work, message) {
      for (const part of work.parts) if (isCurrent(part)) fail(part.job, new PoolFailure(message));
      dispatch();
    },
    lost(turns) {
      for (const part of turns.flatMap(({ parts }) => parts)) if (isCurrent(part)) redo(part.job);
      dispatch();
    },
    refused: (message) => stop(new PoolFailure(message)),
  });

  /** Hands out work once everything that happens in this turn of the event loop has happened. */
  function dispatch(): void {
    if (dispatching) return;
    dispatching = true;
    queueMicrotask(() => {
      dispatching = false;
      const hands = crew.hands.filter((hand) => hand.ready);
      if (hands.length > 0 && stopped === undefined) handOut(hands);
    });
  }

  function handOut(hands: readonly CrewHand<Work>[]): void {
    for (const job of jobs) {
      const spread = job.urgent || jobs.size === 1;
      if (spread) for (const work of planJob(job, hands.length)) leastBusy(hands, job.urgent).give(work);
    }
    for (let ahead = 1; ahead <= AHEAD; ahead++) {
      for (const hand of hands) {
        const work = load(hand, false) < ahead ? planJobs(batch(), hands.length, !isChecking(hand)) : undefined;
        if (work !== undefined) hand.give(work);
      }
    }
  }

  function* batch(): Iterable<Job> {
    for (const job of jobs) if (!job.urgent) yield job;
  }

  function advance({ job, lane }: PlannedPart, task: Task, answer: readonly Uint8Array[]): void {
    switch (task.kind) {
      case 'open':
        return lanesArrived(job, answer);
      case 'mix':
        return laneMixed(job, lane, only(answer));
      case 'close':
        job.key = only(answer);
        job.stage = 'to check';
        return job.sampled ? undefined : succeed(job, job.key);
      case 'second':
        return compare(job, only(answer));
      case 'unit':
        throw new Error('the derivation pool makes no units');
    }
  }

  function compare(job: Job, second: Uint8Array): void {
    const { key } = job;
    const agree = key !== undefined && sameBytes(key, second);
    wipe(second);
    if (agree) {
      count.confirmed++;
      return succeed(job, key);
    }
    stop(new DerivationDisagreement());
    options.onDisagreement?.();
  }

  function succeed(job: Job, key: Uint8Array): void {
    // From here on the key is the caller's.
    job.key = undefined;
    count.done++;
    leave(job);
    job.settle.resolve(key);
  }

  function fail(job: Job, error: Error): void {
    leave(job);
    job.settle.reject(error);
  }

  function leave(job: Job): void {
    jobs.delete(job);
    forget(job);
  }

  function redo(job: Job): void {
    count.redone++;
    restart(job);
    if (job.start >= TRIES) fail(job, new PoolFailure('this derivation ended one worker after another'));
  }

  /** No answer leaves this pool any more. Whoever waits can do the job again elsewhere: nothing was half done. */
  function stop(error: Error): void {
    stopped ??= error;
    notStarted(error);
    for (const job of [...jobs]) fail(job, error);
  }

  return {
    size,
    ready,
    async derive(asked: ScryptJob, { priority = 'batch', signal }: DeriveOptions = {}) {
      checkParameters(asked);
      if (stopped !== undefined) throw stopped;
      if (signal?.aborted === true) throw new AbortError();
      return new Promise<Uint8Array>((resolve, reject) => {
        const cancel = (): void => fail(job, new AbortError());
        const unhook = (): void => signal?.removeEventListener('abort', cancel);
        const job = createJob(asked, priority === 'scan', randomInt(sampleOneIn) === 0, {
          resolve: (key) => (unhook(), resolve(key)),
          reject: (error) => (unhook(), reject(error)),
        });
        signal?.addEventListener('abort', cancel);
        jobs.add(job);
        dispatch();
      });
    },
    stats: () => ({
      ...count,
      open: jobs.size,
      begun: [...jobs].filter(({ stage }) => stage !== 'to open').length,
    }),
    async close() {
      stop(new PoolFailure('the derivation pool was closed'));
      await crew.leave();
    },
  };
}

/** An answer to a turn of an earlier start, or for a job that was cancelled, is not wanted any more. */
const isCurrent = ({ job, start }: PlannedPart): boolean => job.stage !== 'gone' && job.start === start;

const isChecking = (hand: CrewHand<Work>): boolean =>
  [...hand.turns.values()].some(({ task }) => task.kind === 'second');

/** How many turns a worker has at hand, all of them or only those of scans. */
function load(hand: CrewHand<Work>, urgentOnly: boolean): number {
  let turns = 0;
  for (const { urgent } of hand.turns.values()) if (urgent || !urgentOnly) turns++;
  return turns;
}

function leastBusy(hands: readonly CrewHand<Work>[], urgent: boolean): CrewHand<Work> {
  return hands.reduce((best, hand) => {
    const difference = urgent ? load(hand, true) - load(best, true) : 0;
    return (difference || load(hand, false) - load(best, false)) < 0 ? hand : best;
  });
}

function only(answer: readonly Uint8Array[]): Uint8Array {
  const [bytes] = answer;
  if (bytes === undefined) throw new Error('a worker answered without bytes');
  return bytes;
}
