import type { Transfer } from '../transfer/transfer.ts';
import type { PublicIdentity } from './identity.ts';

/** The maker's proof file, read whole and checked. */
export interface LoadedProof {
  readonly transfer: Transfer<'proof'>;
  /** Whose signature holds over every byte; `null` for an unsigned file, which only training makes. */
  readonly signer: PublicIdentity | null;
}
