/** Whom this station trusts: identities from files, compared and pinned by two people. */
import type { Book, Peer } from '../../core/peers/book.ts';
import {
  MOST_IDENTITY_BYTES,
  readIdentity,
  type IdentityFailure,
  type PublicIdentity,
} from '../../core/peers/identity.ts';
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

/** Reads another station's identity from a file. Its words are still to be compared before it is pinned. */
export async function examineIdentity(path: string): Promise<Result<PublicIdentity, IdentityFailure | FileFailure>> {
  const text = await readRegularText(path, MOST_IDENTITY_BYTES);
  return text.ok ? readIdentity(text.value, verifySignature) : text;
}

interface PeerPorts {
  readonly self: PublicIdentity;
  readonly book: Book;
  readonly journal: Journal;
}

/** Trusts a station from now on, because two people have compared its eight words with those on its own screen. */
export async function pinPeer(
  { self, book, journal }: PeerPorts,
  identity: PublicIdentity,
  people: People,
): Promise<Result<null, PinningFailure>> {
  const refused = objectionToPeer(self, book.peers(), identity);
  if (refused !== null) return refused;
  const signed = twoPeople(people);
  if (!signed.ok) return signed;
  await journal.append([
    { kind: 'peer-pinned', name: identity.name, identity: identity.text, signatures: signed.value },
  ]);
  return ok(null);
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
  peers: readonly Peer[],
  { name, role, mode, signing, sealing }: PublicIdentity,
): Failed<PinningFailure> | null {
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
  for (const { identity } of peers) {
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
