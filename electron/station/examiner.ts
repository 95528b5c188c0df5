/** The identity of another station that two people are comparing: read from a file or scanned, and not trusted yet. */
import { readIdentity } from '../../core/peers/identity.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import type { ScanFrame } from '../../core/scan/frame.ts';
import type { IdentityView } from '../bridge/peers.ts';
import { verifySignature } from '../keys/ed25519.ts';
import type { CommissionedStation } from './commissioned.ts';
import { identityView } from './identity-view.ts';
import { examineIdentity, objectionToPeer, type Examined } from './peers.ts';

const fail = failIn('peers');

/** What trust needs of a station. */
export type TrustingStation = Pick<CommissionedStation, 'identity' | 'book' | 'journal' | 'signer' | 'sealing'>;

export interface Examiner {
  readFile(path: string): Promise<Result<IdentityView>>;
  /** Takes the text of a scanned code. */
  take(text: string): Result<IdentityView>;
  /** What was examined last, if it has this fingerprint. */
  held(fingerprint: string): Examined | null;
  putAway(): void;
}

/** @param station null in training, where nobody is trusted */
export function createExaminer(station: TrustingStation | null): Examiner {
  let examined: Examined | null = null;

  function examine(read: Result<Examined>): Result<IdentityView> {
    examined = null;
    if (station === null) return notCommissioned();
    if (!read.ok) return read;
    // Said before two people have compared eight words in vain.
    const refused = objectionToPeer(station.identity, station.book, read.value);
    if (refused !== null) return refused;
    examined = read.value;
    return ok(identityView(examined));
  }

  return {
    readFile: async (path) => examine(await examineIdentity(path)),
    take(text) {
      const read = readIdentity(text, verifySignature);
      return examine(read.ok ? ok({ ...read.value, newest: null }) : read);
    },
    held: (fingerprint) => (examined?.fingerprint === fingerprint ? examined : null),
    putAway: () => void (examined = null),
  };
}

export const notCommissioned = () => fail('not-commissioned', 'A training station has no identity, and trusts nobody.');

/** An identity begins with the first of its fields in canonical order, and nothing on a card does. */
const BEGINNING = '{"created":';

/** The text of a frame that is meant to be an identity; `null` for any other, which is left as it is. */
export function identityIn(frame: Exclude<ScanFrame, { readonly kind: 'repeat' }>): string | null {
  if (frame.kind !== 'code') return null;
  const text = Buffer.from(frame.bytes.buffer, frame.bytes.byteOffset, frame.bytes.length);
  return text.toString('latin1', 0, BEGINNING.length) === BEGINNING ? text.toString('latin1') : null;
}
