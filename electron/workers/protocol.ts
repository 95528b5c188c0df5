import type { Coin } from '../../core/coins/coins.ts';
import type { ScryptJob } from '../../core/base/ports.ts';
import type { LaneCost } from '../../core/scrypt/mixer.ts';

/**
 * What the pool and its workers say to each other. Every buffer travels as a transfer: the sender is left without it.
 * A derivation goes through three tasks, each short, so that an urgent one never waits long: PBKDF2 opens the lanes,
 * lanes are mixed in turns of a few, PBKDF2 closes them to the key.
 */
export type Task =
  | { readonly kind: 'open'; readonly job: ScryptJob }
  | { readonly kind: 'mix'; readonly lanes: readonly Uint8Array[]; readonly cost: LaneCost }
  | {
      readonly kind: 'close';
      readonly password: Uint8Array;
      readonly lanes: readonly Uint8Array[];
      readonly dkLen: number;
    }
  | { readonly kind: 'second'; readonly job: ScryptJob }
  /** Everything of a unit that may be kept in clear, from its intermediate code (ASCII) and its seed. */
  | { readonly kind: 'unit'; readonly code: Uint8Array; readonly seed: Uint8Array; readonly coin: Coin };

export type UnitTask = Extract<Task, { readonly kind: 'unit' }>;

export type ToWorker =
  | { readonly kind: 'do'; readonly id: number; readonly urgent: boolean; readonly task: Task }
  /** Somebody waits: until this is taken back only urgent tasks are begun, and the others wait in their place. */
  | { readonly kind: 'hold'; readonly on: boolean }
  | { readonly kind: 'leave' };

export type FromWorker =
  /** The known answers were right: tasks may come. */
  | { readonly kind: 'ready'; readonly simd: boolean }
  /** They were not: this worker does nothing, and neither may any other. */
  | { readonly kind: 'refused'; readonly message: string }
  /** Lanes for `open` and `mix`, the key alone for `close` and `second`, three texts (ASCII) for `unit`. */
  | { readonly kind: 'done'; readonly id: number; readonly result: readonly Uint8Array[] }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/**
 * What a worker is started with (its `workerData`) that is to make units and nothing else. Their scrypt is a light one:
 * such a worker is proven with light answers alone, and never touches the 64 MiB that a heavy one takes.
 */
export const UNITS_ALONE = 'units alone';

/** The part of `worker_threads`' Worker that the pool uses. */
export interface KdfWorker {
  postMessage(message: ToWorker, transfer: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (message: FromWorker) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  terminate(): unknown;
}

/** The buffers behind some arrays, each once, for a transfer. */
export function buffersOf(arrays: readonly Uint8Array[]): ArrayBuffer[] {
  return [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))];
}

/** The arrays that a task carries. */
export function arraysOf(task: Task): readonly Uint8Array[] {
  switch (task.kind) {
    case 'open':
    case 'second':
      return [task.job.password, task.job.salt];
    case 'mix':
      return task.lanes;
    case 'close':
      return [task.password, ...task.lanes];
    case 'unit':
      return [task.code, task.seed];
  }
}
