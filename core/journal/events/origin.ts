/** What can happen at Origin. No passphrase and no intermediate code is ever part of it, nor a hash of one. */
import type { Alphabet } from '../../card/passphrase.ts';
import type { TransferKind } from '../../transfer/transfer.ts';

export type OriginEvent =
  /**
   * A batch whose numbers and passphrases are made here. Its serials are taken from now on, whatever becomes of it.
   * `keys`: which keys of the station its serials and marks stand on (an HMAC under them, no more).
   */
  | {
      readonly kind: 'batch-planned';
      readonly batch: string;
      readonly count: number;
      readonly keys: string;
      readonly prefix: string;
      readonly digits: number;
      readonly start: number;
      readonly check: boolean;
      readonly permuted: boolean;
      readonly alphabet: Alphabet;
      readonly groups: number;
      readonly size: number;
      /** Of the first unit; every next one counts on. */
      readonly lot: number | null;
      readonly sequence: number | null;
    }
  /** A batch whose codes a customer has made, who keeps the passphrases. `mac`: of serials and codes, under our keys. */
  | {
      readonly kind: 'codes-supplied';
      readonly batch: string;
      readonly count: number;
      readonly keys: string;
      readonly mac: string;
    }
  /**
   * `adopted`: units that were sealed on disk when a power cut came before their record, counted as made; `cut`: bytes
   * of a last one that was not whole. `dice`: bits of entropy mixed in.
   */
  | {
      readonly kind: 'coding-started';
      readonly batch: string;
      readonly left: number;
      readonly adopted: number;
      readonly cut: number;
      readonly dice: number;
    }
  | {
      readonly kind: 'coding-stopped';
      readonly batch: string;
      readonly left: number;
      readonly because: 'done' | 'cancelled' | 'station-fault';
    }
  /**
   * Passphrase and code of these units (by their place in the batch, from 0) are sealed and on disk. `mac`: of the
   * sealed lines, under the station's keys.
   */
  | {
      readonly kind: 'units-coded';
      readonly batch: string;
      readonly from: number;
      readonly count: number;
      readonly first: string;
      readonly last: string;
      readonly mac: string;
    }
  /** Nothing of it may leave the station. Its serials stay taken. */
  | { readonly kind: 'batch-voided'; readonly batch: string; readonly reason: string }
  /** On record before its passphrase is shown, once. The unit never leaves the station. */
  | {
      readonly kind: 'passphrase-opened';
      readonly batch: string;
      readonly serial: string;
      readonly reason: string;
      readonly people: readonly [string, string];
    }
  /** These many units leave, in every transfer of the batch; from now on none of them is opened. */
  | { readonly kind: 'batch-leaving'; readonly batch: string; readonly count: number }
  /** Written, read back and compared. */
  | {
      readonly kind: 'batch-exported';
      readonly batch: string;
      readonly transfer: TransferKind;
      readonly count: number;
      readonly to: string;
      readonly sequence: number;
      readonly digest: string;
    }
  /** Two people vouch that nobody needs what is sealed of it any more. `passphrases-destroyed` follows. */
  | {
      readonly kind: 'passphrases-condemned';
      readonly batch: string;
      readonly people: readonly [string, string];
    };
