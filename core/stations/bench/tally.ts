/**
 * What a card costs at the bench: scans, and keys pressed. Counted from its first scan to the box, mis-aimed scans with
 * the rest, because they cost as much; a name that is typed once for a shift is no card's.
 */
export interface Cost {
  readonly scans: number;
  readonly keys: number;
}

/** As the screen shows it. */
export interface WorkView {
  /** Of the card that is spoken of; null where none is, or nothing was counted of it. */
  readonly card: Cost | null;
  /** Cards that went all the way since the station was started, and what all of them have cost. */
  readonly cards: number;
  readonly all: Cost;
}

export interface Tally {
  /** One more scan; null: of no card that is known yet, so that it is the next one's. `fresh`: where a card begins. */
  scanned(serial: string | null, fresh: boolean): void;
  /** A code of the sheet was scanned: the answer that follows costs that scan and no key. */
  commanded(): void;
  /** A question was answered with so many keys. `fresh`: where a card begins, its serial typed. */
  answered(serial: string, keys: number, fresh?: boolean): void;
  /** What a card has cost that lies in the box now; null where not all of its way was counted. */
  ended(serial: string): Cost | null;
  view(serial: string | null): WorkView;
  /** Another batch. */
  forget(): void;
}

const NOTHING: Cost = { scans: 0, keys: 0 };
const plus = (a: Cost, b: Cost): Cost => ({ scans: a.scans + b.scans, keys: a.keys + b.keys });

interface Counted {
  readonly work: Cost;
  /** Counted from its first scan on. */
  readonly whole: boolean;
}

export function createTally(): Tally {
  const counted = new Map<string, Counted>();
  let loose = 0;
  let byScan = false;
  let cards = 0;
  let all = NOTHING;

  /** Adds to a card, with whatever was scanned before it was known which. */
  function add(serial: string, work: Cost, fresh = false): void {
    const before = counted.get(serial) ?? { work: NOTHING, whole: fresh };
    counted.set(serial, { ...before, work: plus(before.work, plus(work, { scans: loose, keys: 0 })) });
    loose = 0;
  }

  return {
    scanned(serial, fresh) {
      byScan = false;
      if (serial === null) loose++;
      else add(serial, { scans: 1, keys: 0 }, fresh);
    },
    commanded() {
      byScan = true;
      loose++;
    },
    answered(serial, keys, fresh = false) {
      add(serial, { scans: 0, keys: byScan ? 0 : keys }, fresh);
      byScan = false;
    },
    ended(serial) {
      const { work, whole } = counted.get(serial) ?? { work: NOTHING, whole: false };
      counted.delete(serial);
      if (!whole) return null;
      cards++;
      all = plus(all, work);
      return work;
    },
    view: (serial) => ({ card: (serial === null ? undefined : counted.get(serial))?.work ?? null, cards, all }),
    forget() {
      counted.clear();
      loose = 0;
      byScan = false;
    },
  };
}
