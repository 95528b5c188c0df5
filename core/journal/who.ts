/**
 * Who did what is on record, as anybody is told it: who was signed in and who has signed, with the roles that they had at
 * that place of the journal, and whether what they have signed holds. Windows, papers and the command line ask here.
 */
import { canonical } from '../base/canonical.ts';
import type { PersonRoles } from '../people/roles.ts';
import { signedText } from './chain.ts';
import type { JournalRecord } from './event.ts';
import { changesPeople, createPeopleList, type ListedPerson } from './people-list.ts';
import { rememberTrue } from './remembered.ts';
import { actOf, judge, namedIn, type PeopleThen } from './signed.ts';
import type { SignatureCheck } from './verify.ts';

/** Somebody as the list had them when it was recorded. */
export interface Doer {
  readonly name: string;
  readonly roles: PersonRoles;
}

export interface WhoDid {
  /** Who was signed in; null where nobody was. */
  readonly by: Doer | null;
  /** Whose signatures it bears. */
  readonly signers: readonly Doer[];
  /**
   * Whether it is signed by those who must and all of it is true; `typed`: people vouch for it by name alone, because
   * nobody was enrolled. Null of a record that nobody signs.
   */
  readonly signatures: 'hold' | 'fail' | 'typed' | null;
}

/** A record as it is shown. */
export type ShownRecord = JournalRecord & { readonly who: WhoDid };

export interface WhoDidWhat {
  /** Takes the next record; of those that change nobody, none is needed. */
  take(record: Pick<JournalRecord, 'event' | 'seq'>): void;
  of(record: JournalRecord): WhoDid;
  /** Who has answered for an incident, with the roles of then; nobody where names were typed, or it is open. */
  answered(incident: number): readonly Doer[];
  shown(records: readonly JournalRecord[]): readonly ShownRecord[];
}

/** The list after a record. */
interface Version extends PeopleThen {
  readonly seq: number;
}

/** @param check whether a signature is of a text by a key */
export function createWhoDidWhat(check: SignatureCheck): WhoDidWhat {
  const holds = rememberTrue(check);
  const list = createPeopleList();
  const answers = new Map<number, readonly Doer[]>();
  const versions: Version[] = [{ seq: -1, begun: false, person: () => null }];

  /** The list as it stood when this was recorded; the first two are in it by the record that brings them. */
  const then = ({ seq, event }: JournalRecord): PeopleThen =>
    versions.findLast((one) => (event.kind === 'people-begun' ? one.seq <= seq : one.seq < seq)) ?? NOBODY_YET;

  function of(record: JournalRecord): WhoDid {
    const { event, by, signed = [] } = record;
    const people = then(record);
    const doers = (ids: readonly string[]): readonly Doer[] => ids.flatMap((id) => doerOf(people.person(id)));
    const wrong = judge(people, event, signed, () => signedText(record, canonical(event)), holds);
    const vouched = signed.length > 0 || actOf(event) !== null;
    const typed = signed.length === 0 && wrong === null;
    return {
      by: doers(by === undefined ? [] : [by])[0] ?? null,
      signers: doers(signed.map((one) => one.by)),
      signatures: vouched ? (typed ? 'typed' : wrong === null ? 'hold' : 'fail') : null,
    };
  }

  return {
    take({ seq, event }) {
      if (event.kind === 'incident-acknowledged' || event.kind === 'pause-lifted') {
        answers.set(
          event.incident,
          namedIn(event).flatMap((name) => doerOf(list.byName(name))),
        );
      }
      list.apply(event);
      if (!changesPeople(event)) return;
      const now = new Map(list.all().map((one) => [one.person, one]));
      versions.push({ seq, begun: list.begun, person: (id) => now.get(id) ?? null });
    },
    of,
    answered: (incident) => answers.get(incident) ?? [],
    shown: (records) => records.map((record) => ({ ...record, who: of(record) })),
  };
}

const NOBODY_YET: PeopleThen = { begun: false, person: () => null };

const doerOf = (person: ListedPerson | null): readonly Doer[] =>
  person === null ? [] : [{ name: person.name, roles: person.roles }];
