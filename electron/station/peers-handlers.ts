/** The calls of a station's window that are about whom it trusts. */
import type { PublicIdentity } from '../../core/peers/identity.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { PeerHandlers } from '../bridge/contracts/peers.ts';
import type { CommissionedStation } from './commissioned.ts';
import { identityView, ownIdentityView, writeIdentityFile } from './identity-view.ts';
import { examineIdentity, objection, pinPeer, revokePeer } from './peers.ts';

export interface PeerParts {
  /** Null in training, where nobody is trusted: every call is refused. */
  readonly station: Pick<CommissionedStation, 'identity' | 'book' | 'journal'> | null;
  /** Native dialogs; null: they changed their mind. */
  readonly ask: {
    file(title: string, extensions: readonly string[]): Promise<string | null>;
    directory(title: string): Promise<string | null>;
  };
}

export function createPeerHandlers({ station, ask }: PeerParts): PeerHandlers {
  if (station === null) return NOBODY;
  const { identity: self, book, journal } = station;
  /** Read from a file and not trusted yet: two people are comparing its words. */
  let examined: PublicIdentity | null = null;

  return {
    peers: async () => ({
      self: ownIdentityView(self),
      peers: book.peers().map(({ identity, people, since }) => ({ identity: identityView(identity), people, since })),
    }),
    saveIdentity: () => saveIdentity(self, ask),

    async examinePeer() {
      examined = null;
      const path = await ask.file('The identity of the other station', ['txt']);
      if (path === null) return ok(null);
      const read = await examineIdentity(path);
      if (!read.ok) return read;
      // Said before two people have compared eight words in vain.
      const refused = objection(self, book.peers(), read.value);
      if (refused !== null) return refused;
      examined = read.value;
      return ok(identityView(examined));
    },
    async pinPeer({ fingerprint, people }) {
      if (examined?.fingerprint !== fingerprint) {
        return fail('not-examined', 'This is not the identity that was read last. Choose its file again.');
      }
      const pinned = await pinPeer({ self, book, journal }, examined, people);
      if (pinned.ok) examined = null;
      return pinned;
    },
    async putPeerAway() {
      examined = null;
      return null;
    },
    async revokePeer({ fingerprint, reason, people }) {
      const name = book.peers().find(({ identity }) => identity.fingerprint === fingerprint)?.identity.name ?? '';
      return revokePeer({ book, journal }, name, reason, people);
    },
  };
}

const refuse = async () => fail('not-commissioned', 'A training station has no identity, and trusts nobody.');

const NOBODY: PeerHandlers = {
  peers: async () => null,
  saveIdentity: refuse,
  examinePeer: refuse,
  pinPeer: refuse,
  putPeerAway: async () => null,
  revokePeer: refuse,
};

/** Writes this station's own identity where a person wants it. */
export async function saveIdentity(
  identity: PublicIdentity,
  ask: Pick<PeerParts['ask'], 'directory'>,
): Promise<Result<{ readonly path: string } | null>> {
  const directory = await ask.directory("Where to write this station's public identity");
  if (directory === null) return ok(null);
  const written = await writeIdentityFile(identity, directory);
  return written.ok ? ok({ path: written.value }) : written;
}
