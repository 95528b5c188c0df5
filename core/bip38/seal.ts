/**
 * The BIP's `derivedhalf1` and `derivedhalf2`: one is XORed over 16-byte blocks, the other is their AES-256 key.
 *
 * AES works on single blocks without chaining or padding (BIP38, "Proposed specification": AES256Encrypt), so each
 * block is sealed alone.
 */
import { ecb } from '@noble/ciphers/aes.js';
import type { DeriveOptions, KeyDerivation } from '../base/ports.ts';
import { concat } from '../base/digest.ts';
import { wipe } from '../base/secret.ts';
import type { OwnerEntropy } from './lot.ts';
import type { Passphrase } from './passphrase.ts';

/** Which half of `derivedhalf1` covers a block. */
export type Half = 'first' | 'second';

export interface Seal {
  readonly half1: Uint8Array;
  readonly half2: Uint8Array;
}

export const SCRYPT_HEAVY = { N: 16384, r: 8, p: 8 } as const;
export const SCRYPT_LIGHT = { N: 1024, r: 1, p: 1 } as const;

/** The seal of an EPK without EC multiply: scrypt of passphrase and address hash (step 2 of its section). */
export async function plainSeal(
  passphrase: Passphrase,
  addressHash: Uint8Array,
  derivation: KeyDerivation,
  options?: DeriveOptions,
): Promise<Seal> {
  return split(
    await passphrase.use((password) =>
      derivation.derive({ password, salt: addressHash, ...SCRYPT_HEAVY, dkLen: 64 }, options),
    ),
  );
}

/** The seal of seedb and pointb: scrypt of passpoint (33 bytes), salted with address hash and owner entropy. */
export async function pointSeal(
  passpoint: Uint8Array,
  addressHash: Uint8Array,
  entropy: OwnerEntropy,
  derivation: KeyDerivation,
  options?: DeriveOptions,
): Promise<Seal> {
  const salt = concat(addressHash, entropy.bytes);
  return split(await derivation.derive({ password: passpoint, salt, ...SCRYPT_LIGHT, dkLen: 64 }, options));
}

/** AES256Encrypt(block xor half of derivedhalf1, derivedhalf2). 16 bytes in, 16 out. */
export function sealBlock(seal: Seal, block: Uint8Array, half: Half): Uint8Array {
  const masked = xor(block, maskOf(seal, half));
  const sealed = ecb(seal.half2, { disablePadding: true }).encrypt(masked);
  wipe(masked);
  return sealed;
}

/** The inverse of {@link sealBlock}. */
export function openBlock(seal: Seal, block: Uint8Array, half: Half): Uint8Array {
  const masked = ecb(seal.half2, { disablePadding: true }).decrypt(block);
  const opened = xor(masked, maskOf(seal, half));
  wipe(masked);
  return opened;
}

export function wipeSeal(seal: Seal): void {
  wipe(seal.half1, seal.half2);
}

/** Takes the 64 bytes over: wiping both halves wipes all of them. */
const split = (derived: Uint8Array): Seal => ({
  half1: derived.subarray(0, 32),
  half2: derived.subarray(32, 64),
});

const maskOf = (seal: Seal, half: Half): Uint8Array =>
  half === 'first' ? seal.half1.subarray(0, 16) : seal.half1.subarray(16, 32);

function xor(block: Uint8Array, mask: Uint8Array): Uint8Array {
  if (block.length !== 16) throw new RangeError(`"block" expected 16 bytes, got ${block.length}`);
  return block.map((byte, at) => byte ^ (mask[at] as number));
}
