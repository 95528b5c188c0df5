/** What can happen to a card and its batch at Bench once the metal was read back: the end of their life. */

/** What is looked at, in this order: the scratch-off strip, the tamper-evident packing, the packed card. */
export type Inspection = 'strip' | 'seal' | 'pack';

export type BenchEvent =
  /** The scratch-off strip is on, and somebody has looked at it. */
  | { readonly kind: 'unit-covered'; readonly serial: string; readonly person: string }
  /** The tamper-evident packing is closed, and somebody has looked at it. */
  | { readonly kind: 'unit-sealed'; readonly serial: string; readonly person: string }
  /** It lies in the box of finished cards. */
  | { readonly kind: 'unit-finished'; readonly serial: string; readonly person: string }
  /** What was looked at is not good; the quarantine is a record of its own. */
  | {
      readonly kind: 'inspection-failed';
      readonly serial: string;
      readonly what: Inspection;
      readonly person: string;
    }
  /** A strip or a packing that is not good is taken off and will be replaced: the card is as it was before it. */
  | { readonly kind: 'unit-reworked'; readonly serial: string; readonly reason: string; readonly person: string }
  /** The card is destroyed, before two people's eyes. */
  | {
      readonly kind: 'unit-scrapped';
      readonly serial: string;
      readonly reason: string;
      readonly people: readonly [string, string];
    }
  /** Drawn by lot out of `from` finished cards: these are opened, tried at Check and destroyed. */
  | {
      readonly kind: 'sample-picked';
      readonly batch: string;
      readonly from: number;
      readonly serials: readonly string[];
    }
  /** `good`: passphrase and EPK of the card gave the key of its address. It is destroyed either way. */
  | {
      readonly kind: 'unit-sampled';
      readonly serial: string;
      readonly good: boolean;
      readonly people: readonly [string, string];
    }
  /**
   * The batch balances and is over: no step of its units comes after this. Its passphrases are destroyed next;
   * `printed` labels are those that came out, `destroyed` those of them that were counted as destroyed.
   */
  | {
      readonly kind: 'batch-closed';
      readonly batch: string;
      readonly count: number;
      readonly finished: number;
      readonly scrapped: number;
      readonly quarantined: number;
      readonly sampled: number;
      readonly withdrawn: number;
      readonly printed: number;
      readonly destroyed: number;
      readonly people: readonly [string, string];
    }
  | { readonly kind: 'passphrases-destroyed'; readonly batch: string; readonly how: string };
