/** Whether a journal reaches its anchors, and what two people's word makes of one that does not. */
import { NO_RECORDS, type ChainRecord, type Head, type LineMac } from '../../core/journal/chain.ts';
import type { EventOf } from '../../core/journal/event.ts';
import { readEightWords } from '../../core/base/eight-words.ts';
import { NOBODY, type LineSigner, type Witness } from '../../core/journal/signed.ts';
import type { PeopleList } from '../../core/journal/people-list.ts';
import { ACTS, seated } from '../../core/people/acts.ts';
import { badgeNeeded, unknownBadge } from '../../core/people/refusals.ts';
import type { PersonRoles } from '../../core/people/roles.ts';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import { twoPeople, type People } from '../../core/people/person.ts';
import { checkWords } from '../../core/people/words.ts';
import { reaches, readAnchor, type Anchored } from './anchor.ts';
import { readRecords, type Readable } from './verified.ts';

const fail = failIn('journal');
const failPeople = failIn('people');

/** What two people say of a journal that does not reach its anchors. */
export interface Acceptance {
  /**
   * The newest record of this station that is known from elsewhere (paper, another station), as the 22 hex digits that
   * {@link ../../core/base/eight-words.ts} reads: nobody goes on who knows nothing but what lies here.
   */
  readonly known: string;
  readonly reason: string;
  readonly signatures: EventOf<'history-accepted'>['signatures'];
  /** They, by badge and PIN; nobody where no people are enrolled. */
  readonly proven?: readonly ProvenSigner[];
}

/** Somebody who has opened a slot of the station's file, before its journal could say whether that counts. */
export interface ProvenSigner extends LineSigner {
  readonly name: string;
  readonly badge: string;
  /** What their signatures are checked with (hex). */
  readonly key: string;
}

/** Why it cannot be gone on with by these people's word, as the list of the journal itself has them. */
export function objectionToAccepting(
  list: PeopleList,
  { proven = [] }: Acceptance,
): Failed<'badge-needed' | 'badge-unknown' | 'not-the-seat'> | null {
  if (!list.begun) return null;
  if (proven.length === 0) return badgeNeeded();
  const roles: PersonRoles[] = [];
  for (const { person, badge, key } of proven) {
    const listed = list.person(person);
    if (listed?.active !== true || listed.badge !== badge || listed.key !== key) return unknownBadge();
    roles.push(listed.roles);
  }
  if (seated(ACTS.accept, roles)) return null;
  const name = proven.map((one) => one.name).join(', ');
  return failPeople('not-the-seat', `${name} may not sign here.`, { name });
}

/** Who has signed what is written while the journal is opened. */
export const acceptedBy =
  (accept: Acceptance | undefined, list: PeopleList): Witness =>
  ({ kind }) =>
    kind === 'history-accepted' && list.begun ? { by: null, signers: accept?.proven ?? [] } : NOBODY;

/** As people have typed it: the head in words or digits, and why. */
export function acceptanceOf(head: string, reason: string, people: People): Result<Acceptance> {
  const signatures = twoPeople(people);
  if (!signatures.ok) return signatures;
  const unsaid = checkWords(reason);
  if (unsaid !== null) return unsaid;
  const known = readEightWords(head);
  if (known !== null) return ok({ known, reason, signatures: signatures.value });
  return fail(
    'bad-head',
    'A record is known by its eight words, or by 64 hex digits: from a report, a backup, or the list of peers at another station.',
  );
}

/** An anchor that the journal does not reach. */
export interface Unmet {
  readonly path: string;
  readonly place: 'beside' | 'outside';
  readonly anchored: Anchored;
}

/** The journal as it was read, to be asked again. */
export interface Read extends Omit<Readable, 'begun'> {
  readonly begun: EventOf<'journal-begun'> | null;
  readonly head: Head;
  /** Where its good records end, in bytes. */
  readonly length: number;
}

/** The anchors that this journal does not reach; a journal that is only now begun may lack them. */
export async function unmetAnchors(journal: Read, paths: readonly string[], mac: LineMac): Promise<readonly Unmet[]> {
  const unmet: Unmet[] = [];
  for (const [at, path] of paths.entries()) {
    const anchored = await readAnchor(path, mac);
    const met =
      anchored === 'gone' ? journal.begun === null : reaches(journal.head, anchored, hashAt(journal, anchored.size));
    if (!met) unmet.push({ path, place: at === 0 ? 'beside' : 'outside', anchored });
  }
  return unmet;
}

/** The hash of the last of its first `size` records; null where it has fewer. */
function hashAt({ begun, head, length, ...journal }: Read, size: number): string | null {
  if (begun === null || size > head.size) return null;
  if (size === 0) return NO_RECORDS.hash;
  if (size === head.size) return head.hash;
  for (const [record] of readRecords({ ...journal, begun }, size - 1, length)) return record?.hash ?? null;
  return null;
}

/** Looks for the record that two people know from elsewhere, while a journal is read. */
export function createSearch({ known }: Pick<Acceptance, 'known'>) {
  let found = false;
  return {
    take({ hash }: ChainRecord): void {
      found ||= hash.startsWith(known);
    },
    found: (): boolean => found,
  };
}

/** What goes on record: also whether records are known to have been here that are not. */
export function acceptance(
  { size, hash }: Head,
  unmet: readonly Unmet[],
  found: boolean,
  { known, reason, signatures }: Acceptance,
): EventOf<'history-accepted'> {
  const noted = Math.max(...unmet.map(({ anchored }) => (anchored === 'gone' ? -1 : anchored.size)));
  return {
    kind: 'history-accepted',
    noted: noted === -1 ? null : noted,
    size,
    head: hash,
    known,
    lost: noted !== -1 || !found,
    reason,
    signatures,
  };
}
