/** The maker's proof file: what it is once it has been read, and whose signature it may bear. */
import { failIn, type Failed } from '../base/result.ts';
import { ROLE_NAMES } from '../base/role.ts';
import type { Mode } from '../journal/event.ts';
import { TRANSFERS } from '../transfer/kinds.ts';
import type { Manifest } from '../transfer/manifest.ts';
import type { Transfer } from '../transfer/transfer.ts';
import type { PublicIdentity } from './identity.ts';

const fail = failIn('transfer');

/** Read whole and checked. */
export interface LoadedProof {
  readonly transfer: Transfer<'proof'>;
  /** Whose signature holds over every byte; `null` for an unsigned file, which only training makes. */
  readonly signer: PublicIdentity | null;
}

export type ProofObjection = 'wrong-role' | 'wrong-mode' | 'wrong-sender';

/** Only a Bench says what a finished card is. */
export function objectionToSigner(file: string, signer: PublicIdentity): Failed<'wrong-role'> | null {
  if (signer.role === TRANSFERS.proof.from) return null;
  return fail('wrong-role', `${file} is signed by ${signer.name}, which is ${ROLE_NAMES[signer.role]}. ${REFUSE}`, {
    file,
    from: signer.name,
  });
}

/** @param mode of a production station, which takes nothing from training; `null` takes either. */
export function objectionToManifest(
  manifest: Manifest,
  file: string,
  signer: PublicIdentity,
  mode: Mode | null,
): Failed<'wrong-mode' | 'wrong-sender'> | null {
  const facts = { file, from: signer.name };
  if (manifest.mode !== signer.mode || (mode !== null && manifest.mode !== mode)) {
    return fail(
      'wrong-mode',
      `${file} is a ${manifest.mode} file, and that is not what is wanted here. ${REFUSE}`,
      facts,
    );
  }
  if (manifest.from === signer.name) return null;
  return fail(
    'wrong-sender',
    `${file} says it is from another station than ${signer.name}, who signed it. ${REFUSE}`,
    facts,
  );
}

const REFUSE = 'Do not use it; ask the maker of the card.';
