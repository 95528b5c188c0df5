import { availableParallelism } from 'node:os';
import { parseConfirmationCode } from '../../core/bip38/layout.ts';
import { asciiBytes } from '../../core/base/digest.ts';
import { must } from '../../core/base/result.ts';
import { ownCopy, wipe } from '../../core/base/secret.ts';
import type { MadeUnit, UnitMaker } from '../../core/stations/press/ports.ts';
import { createCrew, type Turn } from './crew.ts';
import type { KdfWorker, UnitTask } from './protocol.ts';
import { PoolFailure } from './refusals.ts';

export interface UnitCrew extends UnitMaker {
  /** Resolves when every worker has given scrypt's known answers. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

interface UnitTurn extends Turn {
  readonly task: UnitTask;
  /** A copy, because what is sent is gone: if the worker dies another one makes the same unit of it. */
  readonly asked: UnitTask;
  readonly tries: number;
  readonly resolve: (made: MadeUnit) => void;
  readonly reject: (error: Error) => void;
}

/** Units a worker has at hand: one it makes, and some so that it need not wait for us. */
const AHEAD = 4;
/** How often a unit may lose its worker before we stop blaming the workers. */
const TRIES = 3;

/** Makes units on the derivation workers of kdf.ts. `size` workers; as many as the machine has cores by default. */
export function createUnitMaker({ spawn, size }: { spawn: () => KdfWorker; size?: number }): UnitCrew {
  const workers = Math.max(1, size ?? availableParallelism());
  const waiting: UnitTurn[] = [];
  const open = new Set<UnitTurn>();
  let stopped: Error | null = null;
  let started = (): void => undefined;
  let notStarted = (_error: Error): void => undefined;
  const ready = new Promise<void>((resolve, reject) => ([started, notStarted] = [resolve, reject]));
  ready.catch(() => undefined);

  const crew = createCrew<UnitTurn>(workers, spawn, {
    ready() {
      if (crew.hands.every((hand) => hand.ready)) started();
      deal();
    },
    done(turn, answer) {
      leave(turn);
      const [confirmation = '', publicKey = '', address = ''] = answer.map((bytes) => String.fromCharCode(...bytes));
      turn.resolve({ confirmation: must(parseConfirmationCode(confirmation)), publicKey, address });
      deal();
    },
    failed(turn, message) {
      leave(turn);
      turn.reject(new PoolFailure(message));
      deal();
    },
    lost(turns) {
      for (const turn of turns) {
        open.delete(turn);
        if (turn.tries >= TRIES) turn.reject(new PoolFailure('this unit ended one worker after another'));
        else enqueue({ ...turn, task: copyOf(turn.asked), tries: turn.tries + 1 });
      }
      deal();
    },
    refused: (message) => stop(new PoolFailure(message)),
  });

  function enqueue(turn: UnitTurn): void {
    open.add(turn);
    waiting.push(turn);
  }

  function deal(): void {
    for (let ahead = 1; ahead <= AHEAD; ahead++) {
      for (const hand of crew.hands) {
        if (!hand.ready || hand.turns.size >= ahead) continue;
        const turn = waiting.shift();
        if (turn === undefined) return;
        hand.give(turn);
      }
    }
  }

  function leave(turn: UnitTurn): void {
    open.delete(turn);
    wipe(turn.asked.seed);
  }

  function stop(error: Error): void {
    stopped ??= error;
    notStarted(error);
    waiting.length = 0;
    for (const turn of [...open]) {
      leave(turn);
      turn.reject(error);
    }
  }

  return {
    width: workers * AHEAD,
    ready,
    make: (code, seed, coin) =>
      new Promise<MadeUnit>((resolve, reject) => {
        if (stopped !== null) return reject(stopped);
        const asked: UnitTask = seed.use((bytes) => ({
          kind: 'unit',
          code: asciiBytes(code),
          seed: ownCopy(bytes),
          coin,
        }));
        enqueue({ urgent: false, task: copyOf(asked), asked, tries: 1, resolve, reject });
        deal();
      }),
    async close() {
      stop(new PoolFailure('the workers were sent home'));
      await crew.leave();
    },
  };
}

const copyOf = (task: UnitTask): UnitTask => ({
  ...task,
  code: ownCopy(task.code),
  seed: ownCopy(task.seed),
});
