/** What the courier asks of its station. */
import type { Book } from '../../core/peers/book.ts';
import type { PublicIdentity } from '../../core/peers/identity.ts';
import type { MediumFs } from '../files/medium.ts';
import type { OpenJournal } from '../journal/file.ts';
import type { Signer } from '../keys/ed25519.ts';
import type { SealingKey } from './age.ts';
import type { Apart } from './apart/start.ts';

export interface CourierPorts {
  readonly self: PublicIdentity;
  /** Follows `journal`. */
  readonly book: Book;
  readonly journal: Pick<OpenJournal, 'append' | 'head' | 'records' | 'stopFor'>;
  readonly signer: Signer;
  /** Opens what is sealed to this station. */
  readonly sealing: SealingKey;
  readonly fs: MediumFs;
  /** Reads what holds secrets in a process that ends; without it, this process does. */
  readonly apart?: Apart;
}
