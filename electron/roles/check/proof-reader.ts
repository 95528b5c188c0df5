/** How a Check reads the maker's proof file: by the peers it has pinned, or by an identity that a person gave. */
import type { PublicIdentity } from '../../../core/peers/identity.ts';
import type { LoadedProof } from '../../../core/peers/signed-proof.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import { createCourier } from '../../courier/courier.ts';
import { openProof } from '../../courier/proof.ts';
import type { CommissionedStation } from '../../station/commissioned.ts';

const fail = failIn('check');

/** @param maker the identity given so far, asked for at every file. A commissioned station goes by its own peers. */
export function proofReader(
  commissioned: CommissionedStation | null,
  maker: () => PublicIdentity | null,
): (path: string) => Promise<Result<LoadedProof>> {
  if (commissioned === null) return (path) => readGiven(path, maker());
  const { identity: self, book, journal, signer, sealing } = commissioned;
  const courier = createCourier({ self, book, journal, signer, sealing });
  return async (path) => {
    const received = await courier.receive('proof', path);
    // A proof has no secret that would have to be put away again.
    return received.ok ? ok({ transfer: received.value.transfer, signer: received.value.sender }) : received;
  };
}

async function readGiven(path: string, maker: PublicIdentity | null): Promise<Result<LoadedProof>> {
  const read = await openProof(path, maker === null ? [] : [maker], null);
  if (read.ok || read.error.kind !== 'unknown-signer') return read;
  return maker === null ? WHO_SIGNED : OTHER_MAKER;
}

const WHO_SIGNED = fail(
  'maker-unknown',
  "This file is signed, and nothing here says by whom. Open the maker's identity file first, and compare its words.",
);
const OTHER_MAKER = fail(
  'unknown-signer',
  'This file is signed by another maker than the one whose identity you opened. Do not use it.',
);
