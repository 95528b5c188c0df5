/** Proving who somebody is: a badge and a PIN open a slot, and the list says whose that is and whether it counts. */
import { bytesToHex } from '@noble/hashes/utils.js';
import type { JournalEvent } from '../../core/journal/event.ts';
import type { ListedPerson, PeopleList } from '../../core/journal/people-list.ts';
import type { LineSigner } from '../../core/journal/signed.ts';
import type { KeyDerivation } from '../../core/base/ports.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import type { OpenJournal } from '../journal/file.ts';
import type { OpenedPerson } from '../keys/person-slot.ts';
import type { Tries } from '../keys/tries.ts';
import type { Credentials } from '../people/desk.ts';
import { unknownBadge } from '../../core/people/refusals.ts';
import { tryBadge, type UnlockByFailure } from './gate.ts';

const fail = failIn('people');

export type ProveFailure = UnlockByFailure | 'revoked';

/** Somebody who has proven who they are. Whoever asked for it disposes of it. */
export interface ProvenPerson extends Disposable {
  readonly person: ListedPerson;
  /** What signs for them, and how many wrong PINs came before. */
  readonly opened: Pick<OpenedPerson, 'signer' | 'wrong'>;
  /** What a new PIN is put into; null of whoever has none. */
  readonly slot: OpenedPerson | null;
  /** What they brought, which is wiped with it. */
  readonly credentials: Credentials;
}

export interface ProofParts {
  readonly directory: string;
  readonly derivation: KeyDerivation;
  readonly tries: Tries;
  readonly list: PeopleList;
  readonly journal: Pick<OpenJournal, 'append'>;
}

/** Proves who brings these, which are wiped where it fails, and otherwise with what comes of it. */
export type Prove = (credentials: Credentials) => Promise<Result<ProvenPerson, ProveFailure>>;

export const createProof =
  ({ directory, derivation, tries, list, journal }: ProofParts): Prove =>
  async (credentials) => {
    const { id } = credentials.badge;
    const tried = await tryBadge(directory, credentials, tries, derivation);
    if (!tried.ok) {
      wipeCredentials(credentials);
      const listed = list.byBadge(id);
      if (tried.error.kind === 'person-locked' && listed !== null && !listed.locked) {
        await journal.append(lockedEvents(listed, await tries.wrong(id)));
      }
      return tried;
    }
    const { by: opened } = tried.value;
    const person = list.person(opened.slot.person);
    if (person?.active === true && person.badge === id && signsFor(person, opened)) {
      const dispose = (): void => {
        opened[Symbol.dispose]();
        wipeCredentials(credentials);
      };
      return ok({ person, opened, slot: opened, credentials, [Symbol.dispose]: dispose });
    }
    opened[Symbol.dispose]();
    wipeCredentials(credentials);
    return person?.revoked === true ? revoked(person.name) : unknownBadge();
  };

/** What is on record of somebody who was locked. */
export const lockedEvents = ({ person, name }: ListedPerson, wrong: number): readonly JournalEvent[] => [
  { kind: 'person-locked', person, name, wrong },
  { kind: 'incident', reason: 'person-locked', serial: null, detail: `${name} was locked after ${wrong} wrong PINs` },
];

/** Whether the key in the slot is the one that the list has: a slot of another station or of before is none. */
export const signsFor = (person: ListedPerson, { signer }: OpenedPerson): boolean =>
  person.key === bytesToHex(signer.publicKey);

/** What signs for somebody in the lines of a journal. */
export const signerOf = (person: string, { signer }: Pick<OpenedPerson, 'signer'>): LineSigner => ({
  person,
  sign: (text) => bytesToHex(signer.sign(new TextEncoder().encode(text))),
});

export function wipeCredentials({ badge, pin }: Credentials): void {
  badge.secret.wipe();
  pin.wipe();
}

export const revoked = (name: string) =>
  fail('revoked', `${name} was revoked, and can do nothing here any more.`, { name });
