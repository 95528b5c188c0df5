import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes } from '@noble/hashes/utils.js';
import { asciiBytes } from '../../core/base/digest.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { KEY_LENGTH, unseal } from './envelope.ts';
import type { SealedLines } from './sealed-file.ts';

const fail = failIn('vault');

export type VaultFailure =
  | 'batch-exists'
  | 'unknown-batch'
  | 'unknown-unit'
  /** A sealed file, or one secret in it, is not as it was written, or not of this station and batch. */
  | 'vault-damaged'
  | 'disk';

/** One batch's passphrases. All sealed ones are in memory, an open one only as long as its user keeps it. */
export interface SealedBatch {
  readonly batch: string;
  readonly count: number;
  /** Opens one passphrase. The caller wipes it: `using`. */
  passphrase(serial: string): Result<Secret, VaultFailure>;
  /** One passphrase as it is sealed, hex. */
  sealed(serial: string): Result<string, VaultFailure>;
  /** Lends the key of the batch, for the length of the call, to who seals it for a process that is to open passphrases. */
  useKey<T>(borrow: (key: Secret) => T): Result<T, VaultFailure>;
  /** The key for what records say about this batch's secrets (HMAC-SHA256). The caller wipes it. */
  macKey(): Result<Secret, VaultFailure>;
}

/** Owns `batchKey`; disposing wipes it, and nothing opens any more. */
export function openSealedBatch(
  station: string,
  batch: string,
  batchKey: Secret,
  units: SealedLines,
): SealedBatch & Disposable {
  const closed = () =>
    fail('unknown-batch', `The passphrases of batch ${batch} were destroyed or put away.`, { batch });

  function sealedOf(serial: string): Result<string, VaultFailure> {
    if (batchKey.wiped) return closed();
    const sealed = units.get(serial);
    if (sealed !== undefined) return ok(sealed);
    return fail('unknown-unit', `Batch ${batch} has no passphrase for ${serial}.`, { batch, serial });
  }

  return {
    batch,
    count: units.size,

    passphrase(serial) {
      const sealed = sealedOf(serial);
      if (!sealed.ok) return sealed;
      const secret = unseal(batchKey, { station, batch, serial, field: 'passphrase' }, hexToBytes(sealed.value));
      if (secret !== null) return ok(secret);
      return fail(
        'vault-damaged',
        `The sealed passphrase of ${serial} is damaged. Put this card into the red tray and call your supervisor.`,
        { batch, serial },
      );
    },

    sealed: sealedOf,

    useKey: (borrow) => (batchKey.wiped ? closed() : ok(borrow(batchKey))),

    macKey: () => (batchKey.wiped ? closed() : ok(macKeyOf(batchKey, 'records'))),

    [Symbol.dispose]: () => batchKey.wipe(),
  };
}

/** A key for one purpose, derived from a batch's own (HKDF-SHA256, RFC 5869), so that no key has two uses. */
export function macKeyOf(batchKey: Secret, purpose: 'file' | 'records'): Secret {
  const info = asciiBytes(`twofold|${purpose}|1`);
  return new Secret(batchKey.use((key) => hkdf(sha256, key, undefined, info, KEY_LENGTH)));
}
