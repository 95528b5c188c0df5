/** Whom this station trusts: identities from files, compared and pinned by two people. */
import type { Book } from '../../core/peers/book.ts';
import {
  MOST_IDENTITY_BYTES,
  readIdentity,
  type IdentityFailure,
  type PublicIdentity,
} from '../../core/peers/identity.ts';
import { readNewest, type Newest } from '../../core/peers/newest.ts';
import { twoPeople, type People, type PeopleFailure } from '../../core/people/person.ts';
import { checkWords, type WordsFailure } from '../../core/people/words.ts';
import { ROLE_NAMES } from '../../core/base/role.ts';
import { meets } from '../../core/transfer/kinds.ts';
import type { Journal } from '../../core/journal/journal.ts';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import { verifySignature } from '../keys/ed25519.ts';
import { readRegularText, type FileFailure } from '../files/regular.ts';

const fail = failIn('peers');

export type PinningFailure =
  'own-identity' | 'other-mode' | 'no-business' | 'already-pinned' | 'name-taken' | PeopleFailure;

/** Another station as its public file has it. */
export interface Examined extends PublicIdentity {
  /** What it says of its newest record; null where it says nothing, as a scanned code does. */
  readonly newest: Newest | null;
}

/** Reads another station's identity from a file. Its words are still to be compared before it is pinned. */
export async function examineIdentity(path: string): Promise<Result<Examined, IdentityFailure | FileFailure>> {
  const text = await readRegularText(path, MOST_IDENTITY_BYTES);
  if (!text.ok) return text;
  const read = readIdentity(text.value, verifySignature);
  return read.ok ? ok({ ...read.value, newest: readNewest(text.value, read.value, verifySignature) }) : read;
}

interface PeerPorts {
  readonly self: PublicIdentity;
  readonly book: Book;
  readonly journal: Journal;
}

/**
 * Trusts a station from now on, because two people have compared its eight words with those on its own screen. One that is
 * trusted, and says of itself what was not known here, is only heard of.
 */
export async function pinPeer(
  { self, book, journal }: PeerPorts,
  identity: Examined,
  people: People,
): Promise<Result<null, PinningFailure>> {
  const refused = objectionToPeer(self, book, identity);
  if (refused !== null) return refused;
  const signed = twoPeople(people);
  if (!signed.ok) return signed;
  const { name, fingerprint: peer, text } = identity;
  const signatures = signed.value;
  const news = newsOf(book, identity);
  await journal.append([
    ...(isTrusted(book, identity) ? [] : [{ kind: 'peer-pinned', name, identity: text, signatures } as const]),
    ...(news === null
      ? []
      : [{ kind: 'peer-heard', name, peer, records: news.size, journal: news.hash, signatures } as const]),
  ]);
  return ok(null);
}

const isTrusted = (book: Pick<Book, 'peers'>, { text }: PublicIdentity): boolean =>
  book.peers().some(({ identity }) => identity.text === text);

/** What the public file of a station says of it that was not known here. */
function newsOf(book: Pick<Book, 'heardFrom'>, { fingerprint, newest }: Examined): Newest | null {
  if (newest === null || newest.size === 0) return null;
  return newest.size > (book.heardFrom(fingerprint)?.size ?? 0) ? newest : null;
}

/** Trusts a station no longer: nothing from it is taken, nothing goes to it. */
export async function revokePeer(
  { book, journal }: Omit<PeerPorts, 'self'>,
  name: string,
  reason: string,
  people: People,
): Promise<Result<null, 'unknown-peer' | PeopleFailure | WordsFailure>> {
  const peer = book.peers().find(({ identity }) => identity.name === name);
  if (peer === undefined) return fail('unknown-peer', `No station ${name} is known here.`, { name });
  const refused = checkWords(reason);
  if (refused !== null) return refused;
  const signed = twoPeople(people);
  if (!signed.ok) return signed;
  await journal.append([
    { kind: 'peer-revoked', name, peer: peer.identity.fingerprint, reason, signatures: signed.value },
  ]);
  return ok(null);
}

/** Why this identity may not be pinned here; `null` if it may. */
export function objectionToPeer(
  self: PublicIdentity,
  book: Pick<Book, 'peers' | 'heardFrom'>,
  examined: Examined,
): Failed<PinningFailure> | null {
  if (isTrusted(book, examined) && newsOf(book, examined) !== null) return null;
  const { name, role, mode, signing, sealing } = examined;
  if (signing === self.signing || sealing === self.sealing) {
    return fail('own-identity', 'This is the identity of this very station. Take that of the other one.');
  }
  if (mode !== self.mode) {
    return fail('other-mode', `${name} is a ${mode} station and this is a ${self.mode} one. They never meet.`, {
      name,
    });
  }
  if (!meets(role, self.role)) {
    const [theirs, ours] = [ROLE_NAMES[role], ROLE_NAMES[self.role]];
    return fail('no-business', `${name} is ${theirs} and this is ${ours}: nothing moves between the two.`, { name });
  }
  for (const { identity } of book.peers()) {
    if (identity.signing === signing || identity.sealing === sealing) {
      return fail('already-pinned', `A station with these keys is trusted here already: ${identity.name}.`, { name });
    }
    // File systems and voices do not tell capitals apart.
    if (identity.name.toLowerCase() === name.toLowerCase()) {
      return fail('name-taken', `Another station named ${identity.name} is trusted here: revoke that one first.`, {
        name,
      });
    }
  }
  if (name.toLowerCase() === self.name.toLowerCase()) {
    return fail('name-taken', `This station is named ${self.name} itself. Two stations need two names.`, { name });
  }
  return null;
}
