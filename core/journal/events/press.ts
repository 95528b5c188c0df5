/** What can happen at Press. No intermediate code, no seed and no EPK is ever part of it. */

/** A file that is destroyed, as it was before: of sealed data and of the order, never of a key. */
export type DoomedFile = {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
};

/** In the order in which they are done: once the key is gone, nothing sealed opens any more. */
export type DestructionStep = 'key' | 'seeds' | 'codes' | 'printer';

export type PressEvent =
  /**
   * A unit of an order; it counts only once the `order-taken` of its batch stands. By its owner entropy and the SHA-256
   * of its passpoint (both hex) a code is known again in any batch, for ever.
   */
  | {
      readonly kind: 'unit-ordered';
      readonly batch: string;
      readonly serial: string;
      readonly owner: string;
      readonly point: string;
    }
  /** `coins`: which addresses the return will hold; the first of them in our table stands on the sticker. */
  | {
      readonly kind: 'order-taken';
      readonly batch: string;
      readonly count: number;
      readonly order: string;
      readonly origin: string;
      readonly coins: readonly string[];
    }
  /** `fingerprint`: an HMAC under the key itself. */
  | { readonly kind: 'batch-key-made'; readonly batch: string; readonly fingerprint: string }
  /** The codes of these units (by their place in the order, from 0) are used from now on. On disk before any seed is drawn. */
  | { readonly kind: 'keying-intended'; readonly batch: string; readonly from: number; readonly count: number }
  /** The seed is sealed on disk, and this is what follows from it and the code. */
  | {
      readonly kind: 'unit-keyed';
      readonly batch: string;
      readonly serial: string;
      readonly address: string;
      readonly publicKey: string;
      readonly confirmation: string;
    }
  /** On disk before a byte of a sticker goes to the printer. A sticker is both layers, with one number for ever. */
  | { readonly kind: 'sticker-intended'; readonly batch: string; readonly serial: string; readonly sticker: string }
  /** The printer took nothing of it. */
  | {
      readonly kind: 'sticker-unsent';
      readonly batch: string;
      readonly serial: string;
      readonly sticker: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'sticker-printed';
      readonly batch: string;
      readonly serial: string;
      readonly sticker: string;
      readonly evidence: string;
    }
  /** Nobody knows by software whether it came out. */
  | {
      readonly kind: 'sticker-in-doubt';
      readonly batch: string;
      readonly serial: string;
      readonly sticker: string;
      readonly reason: string;
    }
  /** The EPK as scanned from the sticker can be opened, and gives the address scanned from it. */
  | { readonly kind: 'unit-proven'; readonly batch: string; readonly serial: string; readonly sticker: string }
  | {
      readonly kind: 'sticker-spoilt';
      readonly batch: string;
      readonly serial: string;
      readonly sticker: string;
      readonly reason: string;
      readonly supervisor: string;
    }
  | {
      readonly kind: 'sticker-destroyed';
      readonly batch: string;
      readonly serial: string;
      readonly sticker: string;
      readonly person: string;
    }
  /** Two people have looked: a sticker in doubt never came out. */
  | {
      readonly kind: 'sticker-absent';
      readonly batch: string;
      readonly serial: string;
      readonly sticker: string;
      readonly people: readonly [string, string];
    }
  /** It will not be in the return. */
  | {
      readonly kind: 'unit-withdrawn';
      readonly batch: string;
      readonly serial: string;
      readonly reason: string;
      readonly supervisor: string;
    }
  /** Written, read back and compared. `count`: its proven units; `counted`: the stickers that go with it, by hand. */
  | {
      readonly kind: 'return-written';
      readonly batch: string;
      readonly count: number;
      readonly counted: number;
      readonly to: string;
      readonly sequence: number;
      readonly digest: string;
    }
  | {
      readonly kind: 'destruction-begun';
      readonly batch: string;
      readonly people: readonly [string, string];
      readonly files: readonly DoomedFile[];
    }
  | {
      readonly kind: 'destruction-step';
      readonly batch: string;
      readonly step: DestructionStep;
      readonly how: string;
    }
  | {
      readonly kind: 'press-batch-closed';
      readonly batch: string;
      readonly printed: number;
      readonly applied: number;
      readonly destroyed: number;
      readonly withdrawn: number;
      readonly certificate: string;
    };
