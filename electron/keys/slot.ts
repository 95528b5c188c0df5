/**
 * A slot: one way to open a station's file. What somebody brings (a passphrase; a badge and a PIN) opens the slot's own
 * part by scrypt, in which lies an X25519 key; to that key's public half the file's wrapping key is sealed. So everything
 * can be sealed under a new wrapping key for all slots, while nobody but the one who does it is there.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { hex, someHex } from '../../core/base/hex.ts';
import { asciiBytes, concat } from '../../core/base/digest.ts';
import type { KeyDerivation, Random } from '../../core/base/ports.ts';
import { ownRoom, Secret, wipe } from '../../core/base/secret.ts';
import { privateKey, publicBytes, publicKey } from './ed25519.ts';

/** OWASP's least for scrypt at r = 8, p = 1; part of the format, so that no file can ask for less. */
export const COST = { N: 2 ** 17, r: 8, p: 1, dkLen: 32 } as const;
export const KEY = 32;
export const SALT = 32;
export const NONCE = 24;
export const TAG = 16;

/** A slot's own part, which nothing but its owner changes. */
export const OwnPart = v.strictObject({
  salt: hex(SALT),
  /** X25519, of the private key that lies in `sealed`. */
  share: hex(KEY),
  sealed: someHex,
});
export type OwnPart = Readonly<v.InferOutput<typeof OwnPart>>;

/** An ephemeral share, and the wrapping key sealed to the slot. */
export const WrappedKey = hex(KEY + KEY + TAG);

/** What an own part holds: the private half of its share, and whatever its owner keeps there. */
export interface OpenedSlot extends Disposable {
  readonly key: Secret;
  readonly kept: Secret;
}

/**
 * Makes an own part around a new key.
 *
 * @param owner whose it is; a part of one owner opens as nobody else's
 * @param password read, not kept
 * @param kept bytes that lie beside the key; the caller's to wipe
 */
export async function makeOwnPart(
  owner: string,
  password: Secret,
  kept: Uint8Array,
  { derivation, random }: { readonly derivation: KeyDerivation; readonly random: Random },
): Promise<OwnPart> {
  using key = new Secret(random.bytes(KEY));
  return await sealOwnPart(owner, password, key, kept, { derivation, random });
}

/** As {@link makeOwnPart}, around a key that there is already: what is wrapped to it stays good. */
export async function sealOwnPart(
  owner: string,
  password: Secret,
  key: Secret,
  kept: Uint8Array,
  { derivation, random }: { readonly derivation: KeyDerivation; readonly random: Random },
): Promise<OwnPart> {
  const salt = random.bytes(SALT);
  const nonce = random.bytes(NONCE);
  const share = publicBytes(privateKey('x25519', key));
  using outer = await keyOf(password, salt, derivation);
  const plain = ownRoom(KEY + kept.length);
  key.use((bytes) => plain.set(bytes));
  plain.set(kept, KEY);
  const box = ownRoom(plain.length + TAG);
  outer.use((k) => xchacha20poly1305(k, nonce, associated(owner, share)).encrypt(plain, box));
  wipe(plain);
  return { salt: bytesToHex(salt), share: bytesToHex(share), sealed: bytesToHex(concat(nonce, box)) };
}

/** What lies in an own part, or `null` for another password. */
export async function openOwnPart(
  owner: string,
  { salt, share, sealed }: OwnPart,
  password: Secret,
  derivation: KeyDerivation,
): Promise<OpenedSlot | null> {
  using outer = await keyOf(password, hexToBytes(salt), derivation);
  const bytes = hexToBytes(sealed);
  const [nonce, box] = [bytes.subarray(0, NONCE), bytes.subarray(NONCE)];
  if (box.length < KEY + TAG) return null;
  const plain = ownRoom(box.length - TAG);
  // noble says "wrong key" by throwing; here that is an answer.
  try {
    outer.use((k) => xchacha20poly1305(k, nonce, associated(owner, hexToBytes(share))).decrypt(box, plain));
  } catch {
    return null;
  }
  const key = Secret.copyOf(plain.subarray(0, KEY));
  const kept = Secret.copyOf(plain.subarray(KEY));
  wipe(plain);
  return {
    key,
    kept,
    [Symbol.dispose]() {
      key.wipe();
      kept.wipe();
    },
  };
}

/** Seals a wrapping key to whoever holds the private half of `share`. */
export function wrapTo(share: string, wrapping: Secret): string {
  const theirs = hexToBytes(share);
  const { privateKey: ephemeral } = generateKeyPairSync('x25519');
  const own = publicBytes(ephemeral);
  using key = agreed(ephemeral, theirs, own, theirs);
  return bytesToHex(
    concat(
      own,
      boxed(key, (k) => wrapping.use((bytes) => k.encrypt(bytes, ownRoom(KEY + TAG)))),
    ),
  );
}

/** The wrapping key that was sealed to this slot, or `null` if it was not. */
export function unwrapKey(wrapped: string, slot: OpenedSlot): Secret | null {
  const bytes = hexToBytes(wrapped);
  const theirs = bytes.subarray(0, KEY);
  const own = privateKey('x25519', slot.key);
  using key = agreed(own, theirs, theirs, publicBytes(own));
  const plain = ownRoom(KEY);
  try {
    boxed(key, (k) => k.decrypt(bytes.subarray(KEY), plain));
  } catch {
    return null;
  }
  return new Secret(plain);
}

/** The key is used for one box alone. */
const boxed = <T>(key: Secret, work: (cipher: ReturnType<typeof xchacha20poly1305>) => T): T =>
  key.use((k) => work(xchacha20poly1305(k, new Uint8Array(NONCE))));

function agreed(own: KeyObject, theirs: Uint8Array, ephemeral: Uint8Array, share: Uint8Array): Secret {
  const shared = diffieHellman({ privateKey: own, publicKey: publicKey('x25519', theirs) });
  const key = hkdf(sha256, shared, concat(ephemeral, share), asciiBytes('twofold|slot-wrap|1'), KEY);
  shared.fill(0);
  return new Secret(key);
}

const associated = (owner: string, share: Uint8Array): Uint8Array =>
  concat(asciiBytes('twofold|slot|1|'), share, new TextEncoder().encode(owner));

async function keyOf(password: Secret, salt: Uint8Array, derivation: KeyDerivation): Promise<Secret> {
  return new Secret(await password.use((bytes) => derivation.derive({ password: bytes, salt, ...COST })));
}
