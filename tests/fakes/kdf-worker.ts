import { openKernel } from '../../core/scrypt/kernel.ts';
import { openMixer, scryptOn } from '../../core/scrypt/scrypt.ts';
import type { ScryptJob } from '../../core/base/ports.ts';
import { arraysOf } from '../../electron/workers/protocol.ts';
import type { FromWorker, KdfWorker, Task, ToWorker } from '../../electron/workers/protocol.ts';
import { createTurns } from '../../electron/workers/turns.ts';
import { createUnitWork } from '../../electron/workers/unit.ts';

export interface FakeWorker extends KdfWorker {
  /** The tasks it was given, in order. */
  readonly tasks: readonly Task[];
  /** Every word that only urgent turns are to be begun, or all again. */
  readonly holds: readonly boolean[];
  /** Everything that reached it as bytes. */
  readonly received: readonly Uint8Array[];
  /** Ends at once, as a thread that is killed. */
  die(): void;
}

export interface FakeWorkerOptions {
  /** What it says when it starts; nothing at all for `dies`. */
  readonly start?: FromWorker | 'dies';
  readonly second?: (job: ScryptJob) => Promise<Uint8Array>;
  /** Called before a task is taken; the worker may die of it. */
  readonly onTask?: (task: Task, worker: FakeWorker) => void;
}

/**
 * A derivation worker without a thread: the real queue and the real kernel behind messages that are cloned and
 * transferred as between threads, all in the test's own event loop.
 */
export function fakeWorker({
  start = { kind: 'ready', simd: true },
  second,
  onTask,
}: FakeWorkerOptions = {}): FakeWorker {
  const listeners: Record<'message' | 'error' | 'exit', ((value: never) => void)[]> = {
    message: [],
    error: [],
    exit: [],
  };
  const tasks: Task[] = [];
  const received: Uint8Array[] = [];
  const holds: boolean[] = [];
  let alive = true;

  const emit = (event: 'message' | 'exit', value: FromWorker | number): void =>
    listeners[event].forEach((listener) => listener(value as never));

  const turns = createTurns({
    mixer: openMixer(sharedKernel),
    second: second ?? (async () => new Uint8Array(0)),
    unit: createUnitWork(scryptOn(openMixer(sharedKernel))),
    post: (message, transfer) => {
      const sent = structuredClone(message, { transfer: [...transfer] });
      setImmediate(() => alive && emit('message', sent));
    },
    listen: () => undefined,
  });

  function die(): void {
    if (!alive) return;
    alive = false;
    turns.drop();
    setImmediate(() => emit('exit', 1));
  }

  function hear(message: ToWorker): void {
    if (!alive) return;
    if (message.kind === 'leave') return die();
    if (message.kind === 'hold') {
      holds.push(message.on);
      return turns.hold(message.on);
    }
    tasks.push(message.task);
    received.push(...arraysOf(message.task));
    onTask?.(message.task, worker);
    if (alive) turns.take(message.id, message.urgent, message.task);
  }

  const worker: FakeWorker = {
    tasks,
    received,
    holds,
    die,
    on: (event: 'message' | 'error' | 'exit', listener: (value: never) => void) => listeners[event].push(listener),
    postMessage(message, transfer) {
      const sent = structuredClone(message, { transfer: [...transfer] });
      setImmediate(() => hear(sent));
    },
    terminate: die,
  };
  if (start === 'dies') die();
  else setImmediate(() => emit('message', start));
  return worker;
}

/** One working memory for all fakes: they take turns in one thread anyway. */
const sharedKernel = openKernel();
