/** What the page asks of its threads, and what they answer. */
import type { Grey } from '../core/scan/grey.ts';
import type { LaneCost } from '../core/scrypt/mixer.ts';

/**
 * - `prove`: the known answers of scrypt; gives whether the thread has the SIMD kernel;
 * - `mix`: lanes, which move to the thread and come back mixed;
 * - `picture`: grey values, which move to the thread and are wiped there; gives the texts of the codes.
 */
export type MixTask =
  | { readonly kind: 'prove' }
  | { readonly kind: 'mix'; readonly lanes: readonly Uint8Array<ArrayBuffer>[]; readonly cost: LaneCost }
  | { readonly kind: 'picture'; readonly picture: Grey };

export interface MixAnswers {
  readonly prove: boolean;
  readonly mix: readonly Uint8Array<ArrayBuffer>[];
  readonly picture: readonly string[];
}

export interface Asked {
  readonly id: number;
  readonly task: MixTask;
}

export type MixAnswer = { readonly id: number } & (
  { readonly ok: true; readonly value: MixAnswers[MixTask['kind']] } | { readonly ok: false; readonly message: string }
);
