/** An unlocked station, open: its journal, its keys and its book of peers and transfers. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Book } from '../../core/peers/book.ts';
import type { PublicIdentity } from '../../core/peers/identity.ts';
import type { Clock } from '../../core/base/ports.ts';
import { unknownBadge } from '../../core/people/refusals.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import type { Secret } from '../../core/base/secret.ts';
import { openJournal, type JournalFailure, type OpenJournal } from '../journal/file.ts';
import type { Acceptance } from '../journal/standing.ts';
import { openSealingKey, type SealingKey } from '../courier/age.ts';
import { openSigner, type Signer } from '../keys/ed25519.ts';
import { createBook } from '../../core/peers/book.ts';
import { followRare } from '../journal/fold.ts';
import { verifySignature } from '../keys/ed25519.ts';
import { anchorFolder } from './anchor-folder.ts';
import { journalIdentity } from './commission.ts';
import { createPeopleList, type ListedPerson, type PeopleList } from '../../core/journal/people-list.ts';
import type { JournalEvent } from '../../core/journal/event.ts';
import type { Random, KeyDerivation } from '../../core/base/ports.ts';
import type { StationSecrets } from '../keys/station-file.ts';
import { MOST_WRONG_PINS, type Tries } from '../keys/tries.ts';
import { createAttendance, type Attendance } from './attendance.ts';
import { takeUpNotes } from './door-notes.ts';
import { createProof, lockedEvents, revoked, signsFor } from './proof.ts';
import type { Unlocked } from './gate.ts';
import { changeSlots } from './slots.ts';

const fail = failIn('station');

export interface CommissionedStation {
  readonly identity: PublicIdentity;
  readonly journal: OpenJournal;
  readonly book: Book;
  readonly signer: Signer;
  readonly sealing: SealingKey;
  /** Seals the keys of batches; whoever opens a vault with it owns it from then on. */
  readonly vaultKey: Secret;
  /** Who is at the station, and who signs. */
  readonly attendance: Attendance;
  /** What the slots of people are changed with. */
  readonly keeping: StationKeeping;
  /** Closes the journal and wipes the keys. */
  close(): Promise<void>;
}

/** What enrols and revokes: the station's keys, and what they are sealed and counted with. */
export interface StationKeeping {
  readonly directory: string;
  readonly secrets: StationSecrets;
  readonly random: Random;
  readonly derivation: KeyDerivation;
  readonly tries: Tries;
}

/** Opens what the gate has unlocked; it owns the keys from here on. Says on record how often it was tried before. */
export async function openCommissioned(
  directory: string,
  unlocked: Unlocked,
  clock: Clock,
  accept?: Acceptance,
): Promise<Result<CommissionedStation, JournalFailure | 'journal-missing' | 'revoked' | 'badge-unknown'>> {
  const { identity, secrets, wrong, by } = unlocked;
  const { name: station, mode } = identity;
  // An empty journal in its place would make everything possible a second time.
  const present = await access(join(directory, 'journal.jsonl')).then(
    () => true,
    () => false,
  );
  const signer = openSigner(secrets.signing);
  const opened = present
    ? await openJournal({
        directory,
        station,
        mode,
        identity: journalIdentity(signer, secrets.signing),
        clock,
        anchors: anchorFolder(),
        ...(accept && { accept }),
      })
    : missing(directory);
  by?.[Symbol.dispose]();
  if (!opened.ok) {
    secrets[Symbol.dispose]();
    return opened;
  }
  const journal = opened.value;
  const list = followRare(createPeopleList(), journal);
  const first = by === null ? ok(null) : listed(list, by);
  if (!first.ok) {
    // An older copy of the file has opened it: what it is told, is who may.
    await journal.append([{ kind: 'station-unlocked', wrong }, refusedBadge(by?.slot.name ?? '')]);
    await journal.close();
    secrets[Symbol.dispose]();
    return first;
  }
  const { tries, derivation, random } = unlocked;
  const keeping = { directory, secrets, random, derivation, tries };
  const attendance = createAttendance({
    ...{ list, journal },
    prove: createProof({ directory, derivation, tries, list, journal }),
    first: first.value,
    now: () => performance.now(),
  });
  await journal.append(await openingEvents(list, first.value, wrong, tries));
  await takeUpNotes({ directory, identity }, journal);
  // What a power cut has left of an enrolment or a revocation: a slot that the list does not have.
  if (list.begun) {
    await changeSlots(keeping, (slots) => {
      const people = slots.people.filter(({ person, badge }) => list.byBadge(badge)?.person === person);
      return people.length === slots.people.length ? null : { ...slots, people };
    });
  }
  const sealing = openSealingKey(secrets.sealing);
  return ok({
    identity,
    journal,
    book: followRare(createBook(verifySignature), journal),
    signer,
    sealing,
    vaultKey: secrets.vault,
    attendance,
    keeping,
    async close() {
      if (journal.stopped === null) await attendance.leave('closed');
      secrets[Symbol.dispose]();
      sealing[Symbol.dispose]();
      await journal.close();
      // The last checkpoint is signed.
      signer[Symbol.dispose]();
    },
  });
}

/** Whether who has opened the station is somebody in its list, with this badge and this key. */
function listed(list: PeopleList, by: NonNullable<Unlocked['by']>): Result<ListedPerson, 'revoked' | 'badge-unknown'> {
  const person = list.person(by.slot.person);
  if (person?.active === true && person.badge === by.slot.badge && signsFor(person, by)) return ok(person);
  return person?.revoked === true ? revoked(person.name) : unknownBadge();
}

async function openingEvents(
  list: PeopleList,
  first: ListedPerson | null,
  wrong: number,
  tries: Tries,
): Promise<readonly JournalEvent[]> {
  const events: JournalEvent[] = [];
  for (const person of list.begun ? list.all() : []) {
    if (!person.active || person.locked || person.badge === null || person === first) continue;
    const given = await tries.wrong(person.badge);
    if (given >= MOST_WRONG_PINS && !list.isLastSupervisor(person.person)) events.push(...lockedEvents(person, given));
  }
  if (first !== null) {
    const { person, name } = first;
    return [{ kind: 'station-unlocked', wrong: 0 }, { kind: 'signed-in', person, name, wrong }, ...events];
  }
  if (!list.begun) return [{ kind: 'station-unlocked', wrong }];
  return [
    { kind: 'station-unlocked', wrong },
    { kind: 'opened-by-passphrase' },
    { kind: 'incident', reason: 'opened-by-passphrase', serial: null, detail: 'opened with the passphrase, by nobody' },
    ...events,
  ];
}

const refusedBadge = (name: string): JournalEvent => ({
  kind: 'incident',
  reason: 'badge-refused',
  serial: null,
  detail: `a badge and a PIN of ${name} have opened the file of the station, and may not`,
});

const missing = (directory: string) =>
  fail(
    'journal-missing',
    `The journal of this station is not in ${directory}. Restore it from your backup; without it nothing may be done here.`,
    { directory },
  );
