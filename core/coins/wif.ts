/**
 * Wallet Import Format: Base58Check of a version (80 for Bitcoin), the 32 bytes of a private key and, for a compressed
 * one, 01.
 */
import { base58check, concat } from '../base/digest.ts';
import type { Result } from '../base/result.ts';
import { failIn, ok } from '../base/result.ts';
import { isScalar } from '../base/secp256k1.ts';
import { Secret, wipe } from '../base/secret.ts';

const fail = failIn('coins');

export interface WifKey {
  /** 32 bytes, a valid scalar. The caller wipes it. */
  readonly privateKey: Secret;
  readonly compressed: boolean;
}

export type WifKind = 'not-base58check' | 'wrong-magic' | 'wrong-length' | 'bad-key';

const VERSION = 0x80;
const COMPRESSED = 0x01;
const LONGEST = 60;

/**
 * 51 or 52 characters. A string cannot be wiped: make it last, and only for the one who asked.
 *
 * @param version the coin's; see `keyTexts` for those of other coins than Bitcoin.
 */
export function encodeWif(privateKey: Uint8Array, compressed: boolean, version: number = VERSION): string {
  if (!isScalar(privateKey)) throw new RangeError('"privateKey" expected 32 bytes, 1 <= key < n');
  const payload = concat(Uint8Array.of(version), privateKey, Uint8Array.of(...(compressed ? [COMPRESSED] : [])));
  const text = base58check.encode(payload);
  wipe(payload);
  return text;
}

/** Reads a Bitcoin WIF. The messages never repeat what was read. */
export function decodeWif(text: string): Result<WifKey, WifKind> {
  if (text.length > LONGEST)
    return fail('wrong-length', 'This is too long for a WIF private key; give one key at a time.');
  const payload = checked(text);
  if (payload === null) {
    return fail('not-base58check', 'A character of this WIF private key is wrong or missing; type it again.');
  }
  const read = fields(payload);
  wipe(payload);
  return read;
}

function fields(payload: Uint8Array): Result<WifKey, WifKind> {
  if (payload[0] !== VERSION)
    return fail('wrong-magic', 'This is something else, not a WIF private key; check what it is.');
  const compressed = payload.length === 34 && payload[33] === COMPRESSED;
  if (payload.length !== 33 && !compressed) {
    return fail('wrong-length', 'This WIF private key has the wrong length; check where it comes from.');
  }
  const privateKey = payload.slice(1, 33);
  if (!isScalar(privateKey)) return fail('bad-key', 'This WIF holds no private key of this curve; refuse it.');
  return ok({ privateKey: new Secret(privateKey), compressed });
}

function checked(text: string): Uint8Array | null {
  try {
    return base58check.decode(text);
  } catch {
    return null;
  }
}
