import type { ScryptJob } from '../../core/base/ports.ts';
import { ownCopy, wipe } from '../../core/base/secret.ts';
import type { Task } from './protocol.ts';

/** A derivation on its way through the pool, as the main thread sees it: bookkeeping and a copy of what was asked. */
export interface Job {
  /** Owns its bytes: workers get copies, so that a job can be done again if a worker dies. */
  readonly asked: ScryptJob;
  readonly urgent: boolean;
  /** Is its key to be derived again by the second implementation? Asked when the key is there. */
  readonly sampled: boolean;
  stage: Stage;
  /** Counts starts. Answers to turns of an earlier start are not wanted any more. */
  start: number;
  /** Mixed or not yet, by number; taken out while a worker has them. */
  lanes: (Uint8Array | undefined)[];
  /** Lanes that no worker has been given. */
  toMix: number[];
  /** Lanes that have not come back mixed. */
  unmixed: number;
  key: Uint8Array | undefined;
  readonly settle: Settle;
}

/** `to ...` waits to be given to a worker, `...ing` waits for a worker's answer. */
export type Stage = 'to open' | 'opening' | 'mixing' | 'to close' | 'closing' | 'to check' | 'checking' | 'gone';

export interface Settle {
  resolve(key: Uint8Array): void;
  reject(error: Error): void;
}

export function createJob(asked: ScryptJob, urgent: boolean, sampled: boolean, settle: Settle): Job {
  return {
    asked: copyOf(asked),
    urgent,
    sampled,
    settle,
    stage: 'to open',
    start: 0,
    lanes: [],
    toMix: [],
    unmixed: 0,
    key: undefined,
  };
}

/** Back to the beginning: for a job that had a turn with a worker that died. */
export function restart(job: Job): void {
  forgetProgress(job);
  job.stage = 'to open';
  job.start++;
}

/** The end of a job, however it came: no copy of its secrets stays. */
export function forget(job: Job): void {
  forgetProgress(job);
  wipe(job.asked.password, job.asked.salt);
  job.stage = 'gone';
}

function forgetProgress(job: Job): void {
  wipe(...job.lanes, job.key);
  job.lanes = [];
  job.toMix = [];
  job.unmixed = 0;
  job.key = undefined;
}

export function lanesArrived(job: Job, lanes: readonly Uint8Array[]): void {
  job.stage = 'mixing';
  job.lanes = [...lanes];
  job.toMix = lanes.map((_, i) => i);
  job.unmixed = lanes.length;
}

export function laneMixed(job: Job, index: number, lane: Uint8Array): void {
  job.lanes[index] = lane;
  job.unmixed--;
  if (job.unmixed === 0) job.stage = 'to close';
}

/** The task that opens the lanes; copies, because what is sent is gone. */
export function opening(job: Job): Task {
  job.stage = 'opening';
  return { kind: 'open', job: copyOf(job.asked) };
}

export function closing(job: Job): Task {
  job.stage = 'closing';
  const lanes = job.lanes.filter((lane) => lane !== undefined);
  job.lanes = [];
  return { kind: 'close', password: ownCopy(job.asked.password), lanes, dkLen: job.asked.dkLen };
}

export function checking(job: Job): Task {
  job.stage = 'checking';
  return { kind: 'second', job: copyOf(job.asked) };
}

const copyOf = (asked: ScryptJob): ScryptJob => ({
  ...asked,
  password: ownCopy(asked.password),
  salt: ownCopy(asked.salt),
});
