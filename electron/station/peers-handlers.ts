/** The calls of a station's window that are about whom it trusts. */
import { bytesToHex } from '@noble/hashes/utils.js';
import { asciiBytes } from '../../core/base/digest.ts';
import { eightWords } from '../../core/base/eight-words.ts';
import { checkpointText, type Head } from '../../core/journal/chain.ts';
import type { PublicIdentity } from '../../core/peers/identity.ts';
import type { Newest } from '../../core/peers/newest.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import type { PeerHandlers, PeerView, TransferHandlers } from '../bridge/peers.ts';
import type { Apart } from '../courier/apart/start.ts';
import type { Signer } from '../keys/ed25519.ts';
import { notCommissioned, type Examiner, type TrustingStation } from './examiner.ts';
import { identityView, ownIdentityView, writeIdentityFile } from './identity-view.ts';
import type { Prepared } from '../../core/peers/book.ts';
import { pinPeer, revokePeer } from './peers.ts';
import { createTransferHandlers } from './transfer-handlers.ts';

const fail = failIn('peers');

export interface PeerParts {
  /** Null in training, where nobody is trusted: every call is refused. */
  readonly station: TrustingStation | null;
  /** Reads what holds secrets in a process that ends. */
  readonly apart?: Apart;
  readonly examiner: Examiner;
  /** Native dialogs; null: they changed their mind. */
  readonly ask: {
    file(title: string, extensions: readonly string[]): Promise<string | null>;
    directory(title: string): Promise<string | null>;
  };
}

export function createPeerHandlers({ station, examiner, ask, apart }: PeerParts): PeerHandlers {
  const own = station === null ? null : { ...station, self: station.identity, ...(apart && { apart }) };
  const transfers = createTransferHandlers(own, ask);
  if (station === null) return { ...NOBODY, ...transfers };
  const { identity: self, book, journal, signer } = station;
  return {
    ...transfers,
    peers: async () => ({
      self: ownIdentityView(self),
      peers: book.peers().map(({ identity, people, since }) => {
        const heard = book.heardFrom(identity.fingerprint);
        const last = book.sentTo(identity.fingerprint).at(-1);
        return {
          identity: identityView(identity),
          people,
          since,
          undelivered: last === undefined || last.delivered ? null : pick(last),
          heard: heard === null ? null : { records: heard.size, words: eightWords(heard.hash) },
        };
      }),
    }),
    saveIdentity: () => saveIdentity(self, signedHead(journal.head, signer), ask),

    async examinePeer() {
      examiner.putAway();
      const path = await ask.file('identity', ['txt']);
      return path === null ? ok(null) : examiner.readFile(path);
    },
    async pinPeer({ fingerprint, people }) {
      const examined = examiner.held(fingerprint);
      if (examined === null) {
        return fail('not-examined', 'This is not the identity that was read last. Choose its file again.');
      }
      const pinned = await pinPeer({ self, book, journal }, examined, people);
      if (pinned.ok) examiner.putAway();
      return pinned;
    },
    async putPeerAway() {
      examiner.putAway();
      return null;
    },
    async revokePeer({ fingerprint, reason, people }) {
      const name = book.peers().find(({ identity }) => identity.fingerprint === fingerprint)?.identity.name ?? '';
      return revokePeer({ book, journal }, name, reason, people);
    },
  };
}

const NOBODY: Omit<PeerHandlers, keyof TransferHandlers> = {
  peers: async () => null,
  saveIdentity: async () => notCommissioned(),
  examinePeer: async () => notCommissioned(),
  pinPeer: async () => notCommissioned(),
  putPeerAway: async () => null,
  revokePeer: async () => notCommissioned(),
};

const pick = ({ sequence, transfer, batch }: Prepared): PeerView['undelivered'] => ({ sequence, transfer, batch });

/** What a station that is open says of its newest record. */
function signedHead(head: Head, { sign }: Pick<Signer, 'sign'>): Newest {
  return { ...head, signature: bytesToHex(sign(asciiBytes(checkpointText(head)))) };
}

/** Writes this station's own identity where a person wants it. */
export async function saveIdentity(
  identity: PublicIdentity,
  newest: Newest | null,
  ask: Pick<PeerParts['ask'], 'directory'>,
): Promise<Result<{ readonly path: string } | null>> {
  const directory = await ask.directory('identity');
  if (directory === null) return ok(null);
  const written = await writeIdentityFile(identity, newest, directory);
  return written.ok ? ok({ path: written.value }) : written;
}
