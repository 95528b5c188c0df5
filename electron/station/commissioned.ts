/** An unlocked station, open: its journal, its keys and its book of peers and transfers. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Book } from '../../core/peers/book.ts';
import type { PublicIdentity } from '../../core/peers/identity.ts';
import type { Clock } from '../../core/base/ports.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import type { Secret } from '../../core/base/secret.ts';
import { openJournal, type JournalFailure, type OpenJournal } from '../journal/file.ts';
import type { Acceptance } from '../journal/standing.ts';
import { openSealingKey, type SealingKey } from '../courier/age.ts';
import { openSigner, type Signer } from '../keys/ed25519.ts';
import { createBook } from '../../core/peers/book.ts';
import { follow } from '../journal/fold.ts';
import { verifySignature } from '../keys/ed25519.ts';
import { anchorFolder } from './anchor-folder.ts';
import { journalIdentity } from './commission.ts';
import type { Unlocked } from './gate.ts';

const fail = failIn('station');

export interface CommissionedStation {
  readonly identity: PublicIdentity;
  readonly journal: OpenJournal;
  readonly book: Book;
  readonly signer: Signer;
  readonly sealing: SealingKey;
  /** Seals the keys of batches; whoever opens a vault with it owns it from then on. */
  readonly vaultKey: Secret;
  /** Closes the journal and wipes the keys. */
  close(): Promise<void>;
}

/** Opens what the gate has unlocked; it owns the keys from here on. Says on record how often it was tried before. */
export async function openCommissioned(
  directory: string,
  { identity, secrets, wrong }: Unlocked,
  clock: Clock,
  accept?: Acceptance,
): Promise<Result<CommissionedStation, JournalFailure | 'journal-missing'>> {
  const { name: station, mode } = identity;
  // An empty journal in its place would make everything possible a second time.
  const present = await access(join(directory, 'journal.jsonl')).then(
    () => true,
    () => false,
  );
  const signer = openSigner(secrets.signing);
  const opened = present
    ? await openJournal({
        directory,
        station,
        mode,
        identity: journalIdentity(signer, secrets.signing),
        clock,
        anchors: anchorFolder(),
        ...(accept && { accept }),
      })
    : missing(directory);
  if (!opened.ok) {
    secrets[Symbol.dispose]();
    return opened;
  }
  const journal = opened.value;
  await journal.append([{ kind: 'station-unlocked', wrong }]);
  return ok({
    identity,
    journal,
    book: await follow(createBook(verifySignature), journal),
    signer,
    sealing: openSealingKey(secrets.sealing),
    vaultKey: secrets.vault,
    async close() {
      secrets[Symbol.dispose]();
      await journal.close();
    },
  });
}

const missing = (directory: string) =>
  fail(
    'journal-missing',
    `The journal of this station is not in ${directory}. Restore it from your backup; without it nothing may be done here.`,
    { directory },
  );
