/**
 * The signature files of minisign (https://jedisct1.github.io/minisign/, "Minisign formats"), so that anyone can
 * verify a transfer with a tool that is not ours. Only the format: Ed25519 itself comes in.
 *
 * What is signed is the file's BLAKE2b-512 (`ED`, "prehashed"), so that a file of any size is read once. A second
 * signature covers the first and the trusted comment.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { base64 } from '@scure/base';
import { asciiBytes, concat } from '../base/digest.ts';
import { sameBytes } from '../base/secret.ts';

/** Whether `signature` (64 bytes) is the one of `message` by the Ed25519 key `publicKey` (32 bytes). */
export type VerifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** Signs with Ed25519; 64 bytes. */
export type Sign = (message: Uint8Array) => Uint8Array;

export interface Minisignature {
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
  /** What the signer says of the file; covered by {@link Minisignature.globalSignature}. */
  readonly trustedComment: string;
  readonly globalSignature: Uint8Array;
}

/** Longer than any signature file of ours. */
export const MOST_SIGNATURE_BYTES = 1024;

const KEY_ALGORITHM = asciiBytes('Ed');
const HASHED_ALGORITHM = asciiBytes('ED');
const KEY_ID = 8;
const KEY = 32;
const SIGNATURE = 64;

/**
 * A key's 8-byte name. minisign draws it at random; ours follows from the key, so that it need not be kept and cannot
 * be lent to another key.
 */
export const keyIdOf = (publicKey: Uint8Array): Uint8Array => sha256(publicKey).subarray(0, KEY_ID);

/** A public key as `minisign -P` takes it: `RW...`, 56 characters. */
export const writePublicKey = (publicKey: Uint8Array): string =>
  base64.encode(concat(KEY_ALGORITHM, keyIdOf(publicKey), publicKey));

/** The 32 bytes of a key that {@link writePublicKey} wrote; `null` for any other text. */
export function readPublicKey(text: string): Uint8Array | null {
  const bytes = decode(text, KEY_ALGORITHM, KEY_ID + KEY);
  const key = bytes?.subarray(KEY_ID) ?? null;
  return key !== null && text === writePublicKey(key) ? key : null;
}

/**
 * A signature file for a file with this BLAKE2b-512.
 *
 * @param trustedComment printable ASCII.
 */
export function writeMinisignature(
  digest: Uint8Array,
  trustedComment: string,
  publicKey: Uint8Array,
  sign: Sign,
): string {
  const signature = sign(digest);
  const globalSignature = sign(concat(signature, asciiBytes(trustedComment)));
  return [
    `${UNTRUSTED}verify with minisign -Vm FILE -P ${writePublicKey(publicKey)}`,
    base64.encode(concat(HASHED_ALGORITHM, keyIdOf(publicKey), signature)),
    `${TRUSTED}${trustedComment}`,
    base64.encode(globalSignature),
    '',
  ].join('\n');
}

const UNTRUSTED = 'untrusted comment: ';
const TRUSTED = 'trusted comment: ';
const PRINTABLE = /^[\x20-\x7e]*$/;

/** Reads a signature file exactly as it is written, line for line; `null` for anything else, unhashed ones included. */
export function readMinisignature(text: string): Minisignature | null {
  const [untrusted = '', first = '', trusted = '', second = '', end, ...more] = text.split('\n');
  if (end !== '' || more.length > 0 || !untrusted.startsWith(UNTRUSTED) || !trusted.startsWith(TRUSTED)) return null;
  const trustedComment = trusted.slice(TRUSTED.length);
  const signed = decode(first, HASHED_ALGORITHM, KEY_ID + SIGNATURE);
  const globalSignature = decode(second, new Uint8Array(0), SIGNATURE);
  if (signed === null || globalSignature === null || !PRINTABLE.test(untrusted + trustedComment)) return null;
  return { keyId: signed.subarray(0, KEY_ID), signature: signed.subarray(KEY_ID), trustedComment, globalSignature };
}

/** Whether both signatures are this key's, over a file with this BLAKE2b-512 and over the trusted comment. */
export function verifyMinisignature(
  { keyId, signature, trustedComment, globalSignature }: Minisignature,
  digest: Uint8Array,
  publicKey: Uint8Array,
  verify: VerifySignature,
): boolean {
  return (
    sameBytes(keyId, keyIdOf(publicKey)) &&
    verify(publicKey, digest, signature) &&
    verify(publicKey, concat(signature, asciiBytes(trustedComment)), globalSignature)
  );
}

/** Base64 of `prefix` and `length` bytes more; gives those, or `null`. */
function decode(text: string, prefix: Uint8Array, length: number): Uint8Array | null {
  let bytes: Uint8Array;
  // scure says "this is not Base64" by throwing; here that is an answer.
  try {
    bytes = base64.decode(text);
  } catch {
    return null;
  }
  if (bytes.length !== prefix.length + length || !sameBytes(bytes.subarray(0, prefix.length), prefix)) return null;
  return bytes.subarray(prefix.length);
}
