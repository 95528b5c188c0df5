/** One secret, sealed for one place: XChaCha20-Poly1305 with the place as associated data. */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { asciiBytes, concat } from '../../core/base/digest.ts';
import type { Random } from '../../core/base/ports.ts';
import { ownRoom, Secret } from '../../core/base/secret.ts';

export const KEY_LENGTH = 32;
const NONCE_LENGTH = 24;
const TAG_LENGTH = 16;
const VERSION = 1;

/** Where a sealed secret belongs: a copy of it in any other place does not open. No part may hold a `|`. */
export interface SealedPlace {
  readonly station: string;
  readonly batch: string;
  /** Empty for what belongs to the whole batch, as `batch` is for what belongs to the station. */
  readonly serial: string;
  readonly field: 'passphrase' | 'batch-key' | 'code' | 'origin-key' | 'seed' | 'file-key' | 'apart-key';
}

/** A fresh random nonce (24 bytes never repeat by chance), then ciphertext and tag. */
export function seal(key: Secret, place: SealedPlace, plain: Secret, random: Random): Uint8Array {
  const nonce = random.bytes(NONCE_LENGTH);
  const sealed = ownRoom(plain.length + TAG_LENGTH);
  key.use((k) => plain.use((bytes) => xchacha20poly1305(k, nonce, associated(place)).encrypt(bytes, sealed)));
  return concat(nonce, sealed);
}

/** The secret, or `null` if key, place or a single bit is not what it was. */
export function unseal(key: Secret, place: SealedPlace, sealed: Uint8Array): Secret | null {
  if (sealed.length < NONCE_LENGTH + TAG_LENGTH) return null;
  const nonce = sealed.subarray(0, NONCE_LENGTH);
  const box = sealed.subarray(NONCE_LENGTH);
  const plain = ownRoom(box.length - TAG_LENGTH);
  // noble says "this was not sealed so" by throwing; here that is an answer.
  try {
    key.use((k) => xchacha20poly1305(k, nonce, associated(place)).decrypt(box, plain));
  } catch {
    plain.fill(0);
    return null;
  }
  return new Secret(plain);
}

const associated = ({ station, batch, serial, field }: SealedPlace): Uint8Array =>
  asciiBytes([station, batch, serial, field, VERSION].join('|'));
