import type { Mixer } from '../../core/scrypt/mixer.ts';
import { closeLanes, openLanes } from '../../core/scrypt/steps.ts';
import { wipe } from '../../core/base/secret.ts';
import { arraysOf, buffersOf } from './protocol.ts';
import type { FromWorker, Task, UnitTask } from './protocol.ts';
import type { ScryptJob } from '../../core/base/ports.ts';

/** How long the working memory may wait for the next turn, which would overwrite it, before it is wiped. */
const IDLE_MS = 20;

export interface TurnsOptions {
  readonly mixer: Mixer;
  /** The second implementation. Works in portions and lets other turns run in between. */
  readonly second: (job: ScryptJob) => Promise<Uint8Array>;
  readonly unit: (task: UnitTask) => Promise<readonly Uint8Array[]>;
  readonly post: (message: FromWorker, transfer: readonly ArrayBuffer[]) => void;
  /** Takes what has been said to the worker since it began the piece at hand. */
  readonly listen: () => void;
}

export interface Turns {
  take(id: number, urgent: boolean, task: Task): void;
  /** Begins nothing but urgent turns while `on`. */
  hold(on: boolean): void;
  /** Forgets what waits and wipes everything. */
  drop(): void;
}

interface Turn {
  readonly id: number;
  readonly urgent: boolean;
  readonly task: Task;
  /** Lanes mixed so far: a turn with more of them than can be woven takes several goes. */
  mixed: number;
}

/**
 * The worker's side: does one piece of work at a time (at most one woven group of lanes) and listens for messages
 * meanwhile. Lanes of a batch are given up the moment somebody waits, and mixed anew afterwards: half of a piece is lost
 * where a person would have stood waiting for it.
 */
export function createTurns({ mixer, second, unit, post, listen }: TurnsOptions): Turns {
  const queue: Turn[] = [];
  let scheduled = false;
  let checking = false;
  let held = false;
  let gone = false;
  let idle: NodeJS.Timeout | undefined;

  function take(id: number, urgent: boolean, task: Task): void {
    lineUp(queue, { id, urgent, task, mixed: 0 });
    schedule();
  }

  function schedule(): void {
    clearTimeout(idle);
    if (scheduled) return;
    scheduled = true;
    setImmediate(work);
  }

  function work(): void {
    scheduled = false;
    // While scrypt-js works, only what is urgent runs beside it: a batch would starve it, and it holds a job back.
    const next = queue.find((turn) => turn.urgent || !(checking || held));
    if (next === undefined) {
      idle = setTimeout(() => mixer.wipe(), IDLE_MS);
      return;
    }
    const result = attempt(next);
    if (result !== undefined) queue.splice(queue.indexOf(next), 1);
    if (result !== undefined && result !== 'later') finish(next, result, post);
    schedule();
  }

  /** Whether a piece of a batch is in somebody's way. */
  function wanted(): boolean {
    listen();
    return gone || held || queue.some(({ urgent }) => urgent);
  }

  /** The turn's result; `undefined` if it needs another go, `later` if it goes on beside other turns. */
  function attempt(turn: Turn): Outcome | 'later' | undefined {
    try {
      return go(turn);
    } catch (error) {
      return { failed: String(error) };
    }
  }

  function go(turn: Turn): Outcome | 'later' | undefined {
    const { task } = turn;
    switch (task.kind) {
      case 'open':
        return { done: openLanes(task.job) };
      case 'mix': {
        const group = task.lanes.slice(turn.mixed, turn.mixed + mixer.width(task.cost));
        if (turn.urgent) mixer.mix(group, task.cost);
        else if (!mixer.mixUnless(wanted, group, task.cost)) return undefined;
        turn.mixed += group.length;
        return turn.mixed < task.lanes.length ? undefined : { done: task.lanes };
      }
      case 'close':
        return { done: [closeLanes(task, task.lanes)] };
      case 'second':
        beside(
          turn,
          second(task.job).then((key) => [key]),
        );
        return 'later';
      case 'unit':
        beside(turn, unit(task));
        return 'later';
    }
  }

  /** Waits for work that goes in portions, or is a promise by its nature. */
  function beside(turn: Turn, work: Promise<readonly Uint8Array[]>): void {
    checking = true;
    void outcomeOf(work).then((outcome) => {
      checking = false;
      finish(turn, outcome, post);
      schedule();
    });
  }

  return {
    take,
    hold(on) {
      held = on;
      schedule();
    },
    drop() {
      gone = true;
      for (const turn of queue.splice(0)) wipe(...arraysOf(turn.task));
      clearTimeout(idle);
      mixer.wipe();
    },
  };
}

/** What is urgent before all that is not. */
function lineUp(queue: Turn[], turn: Turn): void {
  const before = turn.urgent ? queue.findIndex((other) => !other.urgent) : -1;
  queue.splice(before < 0 ? queue.length : before, 0, turn);
}

type Outcome = { readonly done: readonly Uint8Array[] } | { readonly failed: string };

const outcomeOf = (work: Promise<readonly Uint8Array[]>): Promise<Outcome> =>
  work.then(
    (done) => ({ done }),
    (error: unknown) => ({ failed: String(error) }),
  );

/**
 * Answers for a turn. What was sent is detached, gone from here; what stays (passwords, salts, blocks of a failed turn) is
 * overwritten.
 */
function finish(turn: Turn, outcome: Outcome, post: TurnsOptions['post']): void {
  if ('failed' in outcome) post({ kind: 'failed', id: turn.id, message: outcome.failed }, []);
  else post({ kind: 'done', id: turn.id, result: outcome.done }, buffersOf(outcome.done));
  wipe(...arraysOf(turn.task).filter(({ buffer }) => buffer.byteLength > 0));
}
