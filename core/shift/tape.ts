/**
 * What a station without an index counts its shift from: a row a step, in columns of numbers, some thirty bytes each, so
 * that a million of them are counted in memory at every asking, and none of them is read twice.
 */
import type { ShiftFacts, ShiftPeriod } from './numbers.ts';

export interface TapeStep {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: string;
  readonly batch: string;
  /** How many units it was of. */
  readonly count: number;
  /** Milliseconds since the step before of the same unit; null where nobody waited for it. */
  readonly took: number | null;
  readonly person: string | null;
  /** Why the unit left the way; null where it did not. */
  readonly reason: string | null;
  /** It had left the way before. */
  readonly again: boolean;
}

/** What is counted of a period from steps alone. */
export type TapeSums = Pick<ShiftFacts, 'finished' | 'durations' | 'reasons' | 'passes' | 'people' | 'batches'> & {
  /** Units of each kind of step. */
  readonly times: ReadonlyMap<string, number>;
};

export interface Tape {
  readonly length: number;
  add(step: TapeStep): void;
  /** @param done the kind of step that finishes a unit */
  sums(period: ShiftPeriod, done: string): TapeSums;
}

const NONE = 0xffff_ffff;

/** As many rows as there is room for at first; it doubles. */
const ROOM = 1024;

function columnsOf(rows: number) {
  return {
    at: new Float64Array(rows),
    kind: new Uint32Array(rows),
    batch: new Uint32Array(rows),
    count: new Uint32Array(rows),
    took: new Uint32Array(rows),
    person: new Uint32Array(rows),
    reason: new Uint32Array(rows),
    again: new Uint8Array(rows),
  };
}

type Columns = ReturnType<typeof columnsOf>;

function larger(columns: Columns, rows: number): Columns {
  const more = columnsOf(rows);
  for (const name of Object.keys(columns) as (keyof Columns)[]) more[name].set(columns[name]);
  return more;
}

/** Texts as numbers: a few hundred of them stand in millions of rows. */
function createNames() {
  const names: string[] = [];
  const numbers = new Map<string, number>();
  return {
    numberOf(name: string | null): number {
      if (name === null) return NONE;
      let number = numbers.get(name);
      if (number === undefined) {
        number = names.push(name) - 1;
        numbers.set(name, number);
      }
      return number;
    },
    known: (name: string): number => numbers.get(name) ?? NONE,
    nameOf: (number: number): string => names[number] ?? '',
  };
}

export function createTape(): Tape {
  const { numberOf, known, nameOf } = createNames();
  let columns = columnsOf(ROOM);
  let length = 0;

  return {
    get length() {
      return length;
    },
    add({ at, kind, batch, count, took, person, reason, again }) {
      if (length === columns.at.length) columns = larger(columns, 2 * length);
      columns.at[length] = at;
      columns.kind[length] = numberOf(kind);
      columns.batch[length] = numberOf(batch);
      columns.count[length] = count;
      // A clock that was set back says nothing of how long a step took.
      columns.took[length] = took === null || took < 0 ? NONE : Math.min(took, NONE - 1);
      columns.person[length] = numberOf(person);
      columns.reason[length] = numberOf(reason);
      columns.again[length] = again ? 1 : 0;
      length++;
    },
    sums({ from, to, batch: wanted, slot }, done) {
      const [ends, only] = [known(done), wanted === null ? null : known(wanted)];
      const counts = createCounts();
      const passes = { clean: 0, again: 0, strays: 0 };
      // The clock may have been set back: nothing says that rows are in the order of their times.
      for (let i = 0; i < length; i++) {
        const at = columns.at[i] as number;
        const batch = columns.batch[i] as number;
        if (at < from || at >= to || (only !== null && batch !== only)) continue;
        const [kind, count] = [columns.kind[i] as number, columns.count[i] as number];
        const [took, person] = [columns.took[i] as number, columns.person[i] as number];
        const [reason, again] = [columns.reason[i] as number, columns.again[i] === 1];
        counts.times.add(kind, 0, count);
        if (took !== NONE) counts.durations.add(kind, Math.floor(took / 1000), 1);
        if (person !== NONE) counts.people.add(person, kind, count);
        if (reason !== NONE) {
          counts.reasons.add(reason, 0, count);
          counts.aside.add(batch, 0, count);
          if (!again) passes.strays += count;
        }
        if (kind !== ends) continue;
        counts.slots.add(Math.floor((at - from) / slot), 0, count);
        counts.finished.add(batch, 0, count);
        if (again) passes.again += count;
        else passes.clean += count;
      }
      return sumsOf(counts, passes, nameOf);
    },
  };
}

/** Counts by two numbers. */
function createCount() {
  const counts = new Map<number, Map<number, number>>();
  return {
    add(a: number, b: number, more: number): void {
      let of = counts.get(a);
      if (of === undefined) counts.set(a, (of = new Map()));
      of.set(b, (of.get(b) ?? 0) + more);
    },
    *each(): Generator<readonly [a: number, b: number, count: number]> {
      for (const [a, of] of counts) for (const [b, count] of of) yield [a, b, count];
    },
    of: (a: number): number => counts.get(a)?.get(0) ?? 0,
  };
}

const createCounts = () => ({
  ...{ times: createCount(), durations: createCount(), people: createCount(), reasons: createCount() },
  ...{ slots: createCount(), finished: createCount(), aside: createCount() },
});

function sumsOf(
  { times, durations, people, reasons, slots, finished, aside }: ReturnType<typeof createCounts>,
  passes: TapeSums['passes'],
  nameOf: (number: number) => string,
): TapeSums {
  const batches = new Set([...finished.each(), ...aside.each()].map(([batch]) => batch));
  return {
    passes,
    times: new Map([...times.each()].map(([kind, , count]) => [nameOf(kind), count])),
    finished: [...slots.each()].map(([slot, , cards]) => ({ slot, cards })),
    durations: [...durations.each()].map(([step, seconds, count]) => ({ step: nameOf(step), seconds, times: count })),
    reasons: [...reasons.each()].map(([reason, , cards]) => ({ reason: nameOf(reason), cards })),
    people: [...people.each()].map(([person, step, count]) => ({
      ...{ person: nameOf(person), step: nameOf(step), times: count },
    })),
    batches: [...batches]
      .map((batch) => ({ batch: nameOf(batch), finished: finished.of(batch), aside: aside.of(batch) }))
      .sort((a, b) => (a.batch < b.batch ? -1 : 1)),
  };
}
