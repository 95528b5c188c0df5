/**
 * The engine of every life: a table of steps says from where to where each record moves a unit, and in what words it
 * is refused. Recipes ask the machine what may happen next and keep no `if`-chains of their own; whatever folds the
 * journal (the index, Press's book) uses the same machine, so that they cannot drift.
 */
import { serialsOf, type EventKind, type EventOf, type JournalEvent } from '../journal/event.ts';
import { ok, type Facts, type Failed, type Result } from '../base/result.ts';

/** What the engine must know of a unit. */
export interface Living {
  readonly serial: string;
  readonly state: string;
  /** Its batch is closed: only what a row allows {@link Step.late} happens any more. */
  readonly closed?: boolean;
}

/** One row of a life: what the record of this kind does to a unit. */
export interface Step<U extends Living, E> {
  /** The states in which it may happen. Anything not listed is refused. */
  readonly from: readonly U['state'][];
  /** Where it leads; asked of unit and record where they decide. */
  readonly to: U['state'] | ((unit: U, event: E) => U['state']);
  /** As in "it cannot be covered now". */
  readonly verb: string;
  /** What else must be true of the unit. */
  readonly when?: (unit: U) => boolean;
  /** What the unit keeps of the record besides its state. */
  readonly keeps?: (event: E, unit: U) => Partial<Omit<U, 'state'>>;
  /** Also once the batch is closed, and then alone. */
  readonly late?: true;
}

/** A life: one row for each kind of record that moves a unit. */
export type Life<U extends Living, K extends EventKind> = { readonly [S in K]: Step<U, EventOf<S>> };

/** Records that name the units they move; whoever folds them asks `serialsOf` which. */
export type StepOf<K extends EventKind> = Extract<
  EventOf<K>,
  { readonly serial: string } | { readonly serials: readonly string[] }
>;

export interface Machine<U extends Living, K extends EventKind> {
  /** The kinds of record that move a unit, in the order of the table. */
  readonly steps: readonly K[];
  /** The states in which one may happen. */
  from(step: K): readonly U['state'][];
  /** Whether a record of this kind may be written of `unit` now. */
  may(unit: U, step: K): boolean;
  /** As {@link may}, with the sentence to show when it may not. */
  allow(unit: U, step: K): Result<U, 'not-now'>;
  /** Whether this event moves the units it names from one state to the next. */
  isStep(event: JournalEvent): event is StepOf<K>;
  /**
   * The unit after `event`. Pure: the same events give the same unit.
   *
   * @throws Error if the life does not allow it; such a record was not written by us.
   */
  apply(unit: U, event: EventOf<K>): U;
}

/** What one life says in its own way. */
export interface Manner<U extends Living, K extends EventKind> {
  /** A refusal in the area of whose life it is. */
  readonly refuse: (message: string, facts: Facts) => Failed<'not-now'>;
  /** A state as in "it is ..., it cannot be covered now". */
  readonly said: (state: U['state']) => string;
  /** Why this record cannot be of this unit, as "of another sticker"; null where it can. */
  readonly misfit?: (unit: U, event: EventOf<K>) => string | null;
}

/** Names the unit whose life it is; the kinds of its steps follow from the table. */
export const machineFor =
  <U extends Living>() =>
  <K extends EventKind>(life: Life<U, K>, manner: Manner<U, K>): Machine<U, K> =>
    createMachine(life, manner);

function createMachine<U extends Living, K extends EventKind>(
  life: Life<U, K>,
  { refuse, said, misfit }: Manner<U, K>,
): Machine<U, K> {
  // A row fits the events of its own kind; that they are looked up by kind is what holds it.
  const rowOf = (step: K): Step<U, EventOf<K>> => life[step] as unknown as Step<U, EventOf<K>>;

  function may(unit: U, step: K): boolean {
    const { from, when, late } = rowOf(step);
    if ((unit.closed === true) !== (late === true)) return false;
    return from.includes(unit.state) && (when?.(unit) ?? true);
  }

  return {
    steps: Object.keys(life) as K[],
    from: (step) => rowOf(step).from,
    may,
    allow(unit, step) {
      if (may(unit, step)) return ok(unit);
      const { serial, state } = unit;
      const where = `${said(state)}${unit.closed === true ? ', and its batch is closed' : ''}`;
      return refuse(`${serial} is ${where}: it cannot ${rowOf(step).verb} now.`, { serial, state, step });
    },
    isStep: (event): event is StepOf<K> => Object.hasOwn(life, event.kind) && serialsOf(event).length > 0,
    apply(unit, event) {
      const { serial, state } = unit;
      const row = rowOf(event.kind as K);
      if (!may(unit, event.kind as K)) {
        const where = unit.closed === true ? `${state} in a closed batch` : state;
        throw new Error(`record of ${event.kind} for ${serial}, which is ${where}`);
      }
      const wrong = misfit?.(unit, event) ?? null;
      if (wrong !== null) throw new Error(`record of ${event.kind} for ${serial}, ${wrong}`);
      const to = typeof row.to === 'function' ? row.to(unit, event) : row.to;
      return { ...unit, ...row.keeps?.(event, unit), state: to };
    },
  };
}

/** No unit in any of these states: what a count begins with. */
export const noUnits = <S extends string>(states: Readonly<Record<S, unknown>>): Readonly<Record<S, number>> =>
  Object.fromEntries(Object.keys(states).map((state) => [state, 0])) as Record<S, number>;
