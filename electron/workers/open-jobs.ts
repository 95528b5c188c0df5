import { randomBytes } from 'node:crypto';
import type { CancelSignal, ScryptJob } from '../../core/base/ports.ts';
import { sameBytes, wipe } from '../../core/base/secret.ts';
import { createJob, forget, laneMixed, lanesArrived, restart } from './job.ts';
import type { Job } from './job.ts';
import type { PlannedPart, Work } from './plan.ts';
import type { Task } from './protocol.ts';
import { AbortError, DerivationDisagreement, PoolFailure } from './refusals.ts';

/** The jobs of a pool that have no answer yet, and what becomes of each as the workers answer. */
export interface OpenJobs {
  /** In the order they were asked for. */
  readonly all: ReadonlySet<Job>;
  readonly count: { readonly done: number; readonly confirmed: number; readonly redone: number };
  /** Why no job is taken any more. */
  readonly stopped: Error | undefined;
  open(asked: ScryptJob, how: OpenedBy, signal: CancelSignal | undefined): Promise<Uint8Array>;
  answered(work: Work, result: readonly Uint8Array[]): void;
  /** The worker is well, but could not do it. */
  failed(work: Work, message: string): void;
  /** The worker died with these. */
  lost(works: readonly Work[]): void;
  /** No answer leaves the pool any more. Whoever waits can do the job again elsewhere: nothing was half done. */
  stop(error: Error): void;
}

export interface OpenedBy {
  readonly urgent: boolean;
  /** It was derived before, and its lot drawn then. */
  readonly again: boolean;
}

/** How often a job may lose its worker before we stop blaming the workers. */
const TRIES = 3;

/**
 * @param draw whether the lot falls on a new job, to be derived again by the second implementation
 * @param onStopped told of every reason to stop
 */
export function createOpenJobs(draw: () => boolean, onStopped: (error: Error) => void): OpenJobs {
  const all = new Set<Job>();
  const count = { done: 0, confirmed: 0, redone: 0 };
  const cancelled = createCancelling((job) => fail(job, new AbortError()));
  let stopped: Error | undefined;

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
    if (!agree) return stop(new DerivationDisagreement());
    count.confirmed++;
    succeed(job, key);
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
    all.delete(job);
    cancelled.forget(job);
    forget(job);
  }

  function redo(job: Job): void {
    count.redone++;
    restart(job);
    if (job.start >= TRIES) fail(job, new PoolFailure('this derivation ended one worker after another'));
  }

  function stop(error: Error): void {
    stopped ??= error;
    for (const job of [...all]) fail(job, error);
    onStopped(error);
  }

  return {
    all,
    count,
    get stopped() {
      return stopped;
    },
    open(asked, { urgent, again }, signal) {
      const drawn = !again && draw();
      if (drawn && urgent) all.add(inItsPlace(asked));
      return new Promise((resolve, reject) => {
        const job = createJob(asked, urgent, drawn && !urgent, { resolve, reject });
        if (signal !== undefined) cancelled.by(signal, job);
        all.add(job);
      });
    },
    answered(work, result) {
      work.parts.forEach((part, i) => {
        const answer = work.task.kind === 'mix' ? result.slice(i, i + 1) : result;
        if (isCurrent(part)) advance(part, work.task, answer);
        else wipe(...answer);
      });
    },
    failed(work, message) {
      for (const part of work.parts) if (isCurrent(part)) fail(part.job, new PoolFailure(message));
    },
    lost(works) {
      for (const part of works.flatMap(({ parts }) => parts)) if (isCurrent(part)) redo(part.job);
    },
    stop,
  };
}

/**
 * Where the lot falls on what somebody waits for, random bytes of the same cost and size are derived twice instead, when
 * the hands have nothing more urgent: what is compared is the two implementations on this machine, as often and at random
 * still, and nobody waits for it.
 */
function inItsPlace(asked: ScryptJob): Job {
  const [password, salt] = [randomBytes(asked.password.length), randomBytes(asked.salt.length)];
  return createJob({ ...asked, password, salt }, false, true, { resolve: wipe, reject: () => undefined });
}

/**
 * Which jobs end with which signal. A signal has one listener however many jobs it ends: Node takes more than ten of
 * them for a leak, and a batch has as many in flight as keep its workers busy.
 */
function createCancelling(cancel: (job: Job) => void) {
  const signals = new Map<CancelSignal, { readonly jobs: Set<Job>; readonly heard: () => void }>();
  const of = new Map<Job, CancelSignal>();

  function listenTo(signal: CancelSignal): Set<Job> {
    const jobs = new Set<Job>();
    const heard = (): void => [...jobs].forEach(cancel);
    signals.set(signal, { jobs, heard });
    signal.addEventListener('abort', heard);
    return jobs;
  }

  return {
    by(signal: CancelSignal, job: Job): void {
      (signals.get(signal)?.jobs ?? listenTo(signal)).add(job);
      of.set(job, signal);
    },
    forget(job: Job): void {
      const signal = of.get(job);
      const listening = signal === undefined ? undefined : signals.get(signal);
      of.delete(job);
      if (signal === undefined || listening?.jobs.delete(job) !== true || listening.jobs.size > 0) return;
      signals.delete(signal);
      signal.removeEventListener('abort', listening.heard);
    },
  };
}

/** An answer to a turn of an earlier start, or for a job that was cancelled, is not wanted any more. */
const isCurrent = ({ job, start }: PlannedPart): boolean => job.stage !== 'gone' && job.start === start;

function only(answer: readonly Uint8Array[]): Uint8Array {
  const [bytes] = answer;
  if (bytes === undefined) throw new Error('a worker answered without bytes');
  return bytes;
}
