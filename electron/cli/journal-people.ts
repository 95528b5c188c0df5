/** The people of a journal as its verifier tells of them: who they are, what they have signed, and that it holds. */
import type { ChainRecord } from '../../core/journal/chain.ts';
import { createPeopleList, type ListedPerson } from '../../core/journal/people-list.ts';
import { createWhoDidWhat, type ShownRecord } from '../../core/journal/who.ts';
import type { Words } from '../../resources/words/language.ts';
import { dateAndClock, eventSentence } from '../../resources/words/text.ts';
import { doerSaid, whoSaid } from '../../resources/words/who.ts';
import { checkSignature } from '../journal/identity.ts';

export interface VerifiedPerson extends Pick<ListedPerson, 'person' | 'name' | 'roles' | 'key' | 'revoked'> {
  /** How many records bear their signature, all of them true. */
  readonly signatures: number;
}

type SignedRecord = Pick<ShownRecord, 'seq' | 'at' | 'event' | 'who'>;

/** @param each whether every record that is signed is kept, to be shown */
export function peopleOf(each: boolean) {
  const list = createPeopleList();
  const who = createWhoDidWhat(checkSignature);
  const counts = new Map<string, number>();
  const signed: SignedRecord[] = [];
  return {
    signed,
    take(records: readonly ChainRecord[]): void {
      for (const record of records) {
        const { seq, at, event } = record;
        list.apply(event);
        who.take(record);
        for (const { by } of record.signed ?? []) counts.set(by, (counts.get(by) ?? 0) + 1);
        if (each && record.signed !== undefined) signed.push({ seq, at, event, who: who.of(record) });
      }
    },
    all: (): readonly VerifiedPerson[] =>
      list.all().map(({ person, name, roles, key, revoked }) => {
        return { person, name, roles, key, revoked, signatures: counts.get(person) ?? 0 };
      }),
  };
}

export function personLine(words: Words, person: VerifiedPerson): string {
  const { peopleScreen, line } = words;
  const standing = person.revoked ? `, ${peopleScreen.standing.revoked}` : '';
  return `${doerSaid(words, person)}${standing}: ${line.signatures(person.signatures)}, ${line.fields.key} ${person.key ?? line.none}`;
}

export const signedLine = (words: Words, { seq, at, event, who }: SignedRecord): string =>
  `#${seq} ${dateAndClock(at)} ${eventSentence(words, event)} ${whoSaid(words, { ...who, by: null })}`;
