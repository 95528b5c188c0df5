import { buffersOf, arraysOf } from './protocol.ts';
import type { FromWorker, KdfWorker, Task } from './protocol.ts';

/** A piece of work that a worker was given. */
export interface Turn {
  readonly urgent: boolean;
  readonly task: Task;
}

/** One place in the pool: a worker that starts, works, and is replaced by another if it dies. */
export interface CrewHand<T extends Turn> {
  readonly ready: boolean;
  /** What it has been given and not answered, oldest first. */
  readonly turns: ReadonlyMap<number, T>;
  give(turn: T): void;
}

export interface CrewEvents<T extends Turn> {
  /** A worker has proved itself: it can be given turns. */
  ready(simd: boolean): void;
  done(turn: T, result: readonly Uint8Array[]): void;
  /** The worker is well, but this turn threw. */
  failed(turn: T, message: string): void;
  /** The worker died with these turns; its successor is being started. */
  lost(turns: readonly T[]): void;
  /** Workers give wrong answers or do not start: there will be no crew. */
  refused(message: string): void;
}

export interface Crew<T extends Turn> {
  readonly hands: readonly CrewHand<T>[];
  /** Lets the workers begin nothing but urgent turns, or all again. */
  hold(on: boolean): void;
  /** Asks all workers to leave after the piece at hand; resolves when they are gone. */
  leave(): Promise<void>;
}

/** Starts that may fail in a row before the crew is given up. */
const PATIENCE = 3;
/** How long a worker may take to leave when asked. The longest piece of work is a fraction of this. */
const LEAVE_MS = 3000;

interface Place<T extends Turn> extends CrewHand<T> {
  ready: boolean;
  worker: KdfWorker;
  readonly turns: Map<number, T>;
}

/** Starts `size` workers and keeps them at that number. Workers are never ended but by `leave`. */
export function createCrew<T extends Turn>(size: number, spawn: () => KdfWorker, events: CrewEvents<T>): Crew<T> {
  let lastId = 0;
  let failedStarts = 0;
  let leaving = false;
  let held = false;
  let allGone = (): void => undefined;
  const present = new Set<KdfWorker>();

  const hands = Array.from({ length: size }, (): Place<T> => {
    const place: Place<T> = { ready: false, turns: new Map(), worker: spawn(), give: (turn) => give(place, turn) };
    attend(place, place.worker);
    return place;
  });

  function attend(place: Place<T>, worker: KdfWorker): void {
    present.add(worker);
    worker.on('message', (message) => hear(place, message));
    // An uncaught error ends the worker; `exit` follows and says all there is to do.
    worker.on('error', () => undefined);
    worker.on('exit', () => replace(place, worker));
  }

  function give({ turns, worker }: Place<T>, turn: T): void {
    const id = ++lastId;
    turns.set(id, turn);
    worker.postMessage({ kind: 'do', id, urgent: turn.urgent, task: turn.task }, buffersOf(arraysOf(turn.task)));
  }

  function hear(place: Place<T>, message: FromWorker): void {
    switch (message.kind) {
      case 'ready':
        place.ready = true;
        failedStarts = 0;
        return events.ready(message.simd);
      case 'refused':
        return events.refused(message.message);
      case 'done':
      case 'failed': {
        const turn = place.turns.get(message.id);
        place.turns.delete(message.id);
        if (turn === undefined) return;
        return message.kind === 'done' ? events.done(turn, message.result) : events.failed(turn, message.message);
      }
    }
  }

  function replace(place: Place<T>, worker: KdfWorker): void {
    present.delete(worker);
    if (leaving) {
      if (present.size === 0) allGone();
      return;
    }
    if (!place.ready) failedStarts++;
    place.ready = false;
    const lost = [...place.turns.values()];
    place.turns.clear();
    if (failedStarts >= PATIENCE) return events.refused('the derivation workers end before they are ready');
    place.worker = spawn();
    attend(place, place.worker);
    // It came after the word that somebody waits.
    if (held) place.worker.postMessage({ kind: 'hold', on: true }, []);
    events.lost(lost);
  }

  return {
    hands,
    hold(on) {
      held = on;
      for (const worker of present) worker.postMessage({ kind: 'hold', on }, []);
    },
    async leave() {
      leaving = true;
      if (present.size === 0) return;
      const gone = new Promise<void>((resolve) => (allGone = resolve));
      for (const worker of present) worker.postMessage({ kind: 'leave' }, []);
      const deadline = setTimeout(() => present.forEach((worker) => worker.terminate()), LEAVE_MS);
      await gone;
      clearTimeout(deadline);
    },
  };
}
