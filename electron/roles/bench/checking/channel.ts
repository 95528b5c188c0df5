/** What a Bench and the process that pre-verifies for it say to each other. No passphrase crosses but sealed, and no answer holds one. */
import type { ReasonKind } from '../../../../core/stations/bench/reasons.ts';
import type { BenchUnit } from '../../../../core/life/bench-life.ts';

export type ToChecking =
  | {
      readonly is: 'batch';
      readonly share: Uint8Array;
      readonly station: string;
      readonly batch: string;
      /** What is sealed are the codes of customers. */
      readonly supplied: boolean;
      /** Where `worker.cjs` lies, and how many are to be started. */
      readonly dist: string;
      readonly workers: number;
    }
  /** The key of the batch, sealed under the one that both have agreed on. */
  | { readonly is: 'key'; readonly sealed: Uint8Array }
  /** A unit as it is on record, and its passphrase as it lies in the vault, hex. */
  | { readonly is: 'unit'; readonly unit: BenchUnit; readonly sealed: string }
  /** Somebody waits for the station's own derivations, or nobody any more. */
  | { readonly is: 'hold'; readonly on: boolean };

export type FromChecking =
  | { readonly is: 'ready'; readonly share: Uint8Array }
  /** `flaw`: null where there is none. `confirmed`: derivations that the second implementation has confirmed so far. */
  | { readonly is: 'checked'; readonly serial: string; readonly flaw: ReasonKind | null; readonly confirmed: number }
  /** It could not be found out: a fault of the station. */
  | { readonly is: 'failed'; readonly serial: string; readonly confirmed: number }
  /** The two implementations of scrypt gave different keys. */
  | { readonly is: 'disagreed' };
