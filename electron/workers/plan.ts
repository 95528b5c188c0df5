import { WIDEST } from '../../core/scrypt/mixer.ts';
import type { Turn } from './crew.ts';
import { checking, closing, opening } from './job.ts';
import type { Job } from './job.ts';
import type { Task } from './protocol.ts';

/** A turn, and whose work it is: the answer's arrays belong to `parts`, in order. */
export interface Work extends Turn {
  readonly parts: readonly PlannedPart[];
}

export interface PlannedPart {
  readonly job: Job;
  readonly start: number;
  /** Which lane, for a turn that mixes. */
  readonly lane: number;
}

/**
 * Latency: everything that one job needs next, its lanes dealt out evenly over the workers, because somebody waits.
 */
export function planJob(job: Job, workers: number): Work[] {
  if (job.stage !== 'mixing') {
    const next = planStage(job);
    return next === undefined ? [] : [next];
  }
  const share = Math.ceil(job.toMix.length / workers);
  const size = Math.ceil(share / Math.max(1, Math.ceil(share / WIDEST)));
  const turns: Work[] = [];
  while (job.toMix.length > 0) turns.push(mixing(job.toMix.splice(0, size).map((lane) => ({ job, lane }))));
  return turns;
}

/**
 * Throughput: the next turn for a worker out of many jobs. Finishes before it begins, keeps enough lanes open to fill
 * every turn, and fills turns across jobs. `mayCheck` says whether the worker can take a second opinion now.
 */
export function planJobs(jobs: Iterable<Job>, workers: number, mayCheck: boolean): Work | undefined {
  let toOpen: Job | undefined;
  let supply = 0;
  let opening = false;
  const lanes: { job: Job; lane: number }[] = [];
  for (const job of jobs) {
    if (job.stage === 'to close' || (job.stage === 'to check' && mayCheck)) return planStage(job);
    if (job.stage === 'opening') opening = true;
    if (job.stage === 'opening') supply += job.asked.p;
    supply += job.toMix.length;
    for (const lane of job.toMix)
      if (lanes.length < WIDEST && sameCost(job, lanes[0]?.job ?? job)) lanes.push({ job, lane });
    if (job.stage === 'to open') {
      toOpen = job;
      break;
    }
  }
  if (toOpen !== undefined && supply < 2 * WIDEST * workers) return planStage(toOpen);
  // Lanes that will be there in a moment fill the turn up.
  if (lanes.length === 0 || (lanes.length < WIDEST && opening)) return undefined;
  for (const { job, lane } of lanes) job.toMix.splice(job.toMix.indexOf(lane), 1);
  return mixing(lanes);
}

/** The job's next turn that is not a mix, or undefined while it waits for answers. */
function planStage(job: Job): Work | undefined {
  switch (job.stage) {
    case 'to open':
      return whole(job, opening(job));
    case 'to close':
      return whole(job, closing(job));
    case 'to check':
      return whole(job, checking(job));
    case 'opening':
    case 'mixing':
    case 'closing':
    case 'checking':
    case 'gone':
      return undefined;
  }
}

const whole = (job: Job, task: Task): Work => ({
  urgent: job.urgent,
  task,
  parts: [{ job, start: job.start, lane: 0 }],
});

function mixing(of: readonly { readonly job: Job; readonly lane: number }[]): Work {
  const parts = of.map(({ job, lane }) => ({ job, start: job.start, lane }));
  const lanes = of.map(({ job, lane }) => take(job, lane));
  const { N, r } = (of[0] as (typeof of)[0]).job.asked;
  return { urgent: of.some(({ job }) => job.urgent), task: { kind: 'mix', lanes, cost: { N, r } }, parts };
}

/** A lane's bytes, on their way to a worker. */
function take(job: Job, index: number): Uint8Array {
  const lane = job.lanes[index];
  if (lane === undefined) throw new Error('this lane is with a worker already');
  job.lanes[index] = undefined;
  return lane;
}

const sameCost = (a: Job, b: Job): boolean => a.asked.N === b.asked.N && a.asked.r === b.asked.r;
