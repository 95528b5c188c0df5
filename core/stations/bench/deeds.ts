/**
 * What people decide about a card off the path, one row each: the recipe, the handlers, the window and the command line
 * ask this table. When it may be done, the life says; what it needs of the station besides, `off-path.ts`; its words are
 * `deeds` in `records/bench.ts` of each language.
 */
import { onePerson, twoPeople, type Person, type Signatures } from '../../people/person.ts';
import { asideEnd, mishap, type Mishap } from '../../journal/events/bench.ts';
import type { JournalEvent } from '../../journal/event.ts';
import type { Result } from '../../base/result.ts';
import type { BenchStepKind, BenchUnit } from '../../life/bench-life.ts';

/** What was decided. */
interface Decided<A, S> {
  readonly serial: string;
  /** Which of the ways of its row; empty where that has none. */
  readonly as: A;
  readonly reason: string;
  /** Who has signed. */
  readonly by: S;
}

interface Row<A, S> {
  /** The step of the life that it is. */
  readonly step: BenchStepKind;
  /** What is recorded of each card. */
  records(decided: Decided<A, S>, unit: BenchUnit): readonly JournalEvent[];
  /** Nobody's words are needed for it. */
  readonly plain?: true;
  /** Cannot be undone: held, not tapped. */
  readonly final?: true;
}

/** The ways in which a deed is done, of which a person chooses one. */
interface Ways<A extends string> {
  readonly as: readonly A[];
}

const byOne = <A extends string = never>(row: Row<A, Person> & Partial<Ways<A>>) =>
  ({ people: 'one', sign: ([name = '']: readonly string[]) => onePerson(name), ...row }) as const;

const byTwo = <A extends string = never>(row: Row<A, Signatures> & Partial<Ways<A>>) =>
  ({
    people: 'two',
    sign: ([first = '', second = '']: readonly string[]) => twoPeople([first, second]),
    ...row,
  }) as const;

/** Cards that nobody has in the hand. */
export const isGone = (as: string): boolean => as === 'lost' || as === 'never-arrived';

const DETAILS = {
  lost: 'a card that was given an etch job is missing',
  'sample-failed': 'opened as a sample, and its key did not come out',
} as const;

/** In the order in which they are offered. */
export const DEEDS = {
  rework: byOne({
    step: 'unit-reworked',
    records: ({ serial, reason, by }) => [{ kind: 'unit-reworked', serial, reason, by }],
  }),
  /**
   * A held card goes on, and with it the other one of its pair, if that is held too. Each must have been scanned again
   * before, and have read as its own.
   */
  release: byTwo({
    step: 'unit-released',
    records: ({ serial, reason, by }) => [{ kind: 'unit-released', serial, reason, signatures: by }],
  }),
  /** The card does not go on: quarantine, or missing. */
  'put-aside': byOne<Mishap>({
    step: 'unit-put-aside',
    as: mishap.options,
    records({ serial, as, reason, by }, { job }) {
      const put = { kind: 'unit-put-aside', serial, as, reason, by } as const;
      if (job === null || !isGone(as)) return [put];
      return [put, { kind: 'incident', reason: 'lost', serial, detail: DETAILS.lost }];
    },
  }),
  /** A missing card is back, before both people's eyes. */
  found: byTwo({
    step: 'unit-found',
    records: ({ serial, reason, by }) => [{ kind: 'unit-found', serial, reason, signatures: by }],
  }),
  /** Of a share whose bench is no more: both people have looked at the card, and it is as it came. */
  blank: byTwo({
    step: 'unit-found-blank',
    records: ({ serial, reason, by }) => [{ kind: 'unit-found-blank', serial, reason, signatures: by }],
  }),
  /** The card is destroyed already, before both people's eyes. */
  scrap: byTwo({
    step: 'unit-scrapped',
    final: true,
    records: ({ serial, reason, by }) => [{ kind: 'unit-scrapped', serial, reason, signatures: by }],
  }),
  /** A card that was drawn: opened, tried at Check and destroyed. `good`: it gave the key of its address. */
  sample: byTwo<'good' | 'bad'>({
    step: 'unit-sampled',
    as: ['good', 'bad'],
    plain: true,
    final: true,
    records({ serial, as, by }) {
      const sampled = { kind: 'unit-sampled', serial, good: as === 'good', signatures: by } as const;
      if (as === 'good') return [sampled];
      return [sampled, { kind: 'incident', reason: 'sample-failed', serial, detail: DETAILS['sample-failed'] }];
    },
  }),
  /** Of a card that its closed batch had counted as quarantined or missing. */
  end: byTwo({
    step: 'unit-ended',
    as: asideEnd.options,
    final: true,
    records: ({ serial, as, reason, by }) => [{ kind: 'unit-ended', serial, as, reason, signatures: by }],
  }),
} as const;

export type Deed = keyof typeof DEEDS;

/** The deeds that one person signs, or two. */
export type DeedBy<P extends 'one' | 'two'> = {
  [D in Deed]: (typeof DEEDS)[D]['people'] extends P ? D : never;
}[Deed];

export const deedNames = Object.keys(DEEDS) as readonly Deed[];

export const deedsBy = <P extends 'one' | 'two'>(people: P): readonly DeedBy<P>[] =>
  deedNames.filter((deed): deed is DeedBy<P> => DEEDS[deed].people === people);

/** A row with the types of its own ways and signers taken off: whoever uses it has looked them up in the row. */
export interface DeedRow extends Row<string, Person | Signatures>, Partial<Ways<string>> {
  readonly people: 'one' | 'two';
  sign(names: readonly string[]): Result<Person | Signatures>;
}

export const rowOf = (deed: Deed): DeedRow => DEEDS[deed] as unknown as DeedRow;

/** What is asked of the people who decide it, as a screen or a command line needs it. */
export interface DeedView {
  readonly deed: Deed;
  readonly people: 'one' | 'two';
  readonly as: readonly string[];
  readonly reason: boolean;
  readonly final: boolean;
}

export function viewOf(deed: Deed): DeedView {
  const { people, as = [], plain, final } = rowOf(deed);
  return { deed, people, as, reason: plain !== true, final: final === true };
}

/** Whether `as` is a way in which this is done. */
export const isWayOf = (deed: Deed, as: string | null): boolean => {
  const { as: ways = [] } = rowOf(deed);
  return as === null ? ways.length === 0 : ways.includes(as);
};
