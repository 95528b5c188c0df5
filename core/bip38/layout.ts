/**
 * The bytes of BIP38's three strings, and nothing of their secrets.
 *
 * Each string has a brand that only its parse function makes. Parsing checks all there is to check without a
 * passphrase: Base58Check, magic, exact length, a legal flag byte with its reserved bits zero, points on the curve.
 */
import { base58check, concat } from '../base/digest.ts';
import type { Result } from '../base/result.ts';
import { failIn, must, ok } from '../base/result.ts';
import { parsePoint } from '../base/secp256k1.ts';
import type { OwnerEntropy } from './lot.ts';

const fail = failIn('bip38');

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** An encrypted private key (EPK): 58 characters, `6P..`. */
export type EncryptedKey = Branded<'EncryptedKey'>;
/** What Origin gives to Press: 72 characters, `passphrase..`. */
export type IntermediateCode = Branded<'IntermediateCode'>;
/** What Press gives to Bench: 75 characters, `cfrm38..`. */
export type ConfirmationCode = Branded<'ConfirmationCode'>;

export type LayoutKind = 'not-base58check' | 'wrong-magic' | 'wrong-length' | 'illegal-flag' | 'bad-point';

/** An EPK made from a private key and a passphrase (`6PR`, `6PY`). */
export interface PlainKeyFields {
  readonly ecMultiplied: false;
  readonly compressed: boolean;
  /** The first 4 bytes of SHA-256d of the P2PKH address. Too short to identify anything. */
  readonly addressHash: Uint8Array;
  /** The private key, sealed: 32 bytes. */
  readonly sealedKey: Uint8Array;
}

/** An EPK made from an intermediate code (`6Pf`, `6Pg`, `6Pn`, `6Po`). */
export interface MultipliedKeyFields {
  readonly ecMultiplied: true;
  readonly compressed: boolean;
  readonly addressHash: Uint8Array;
  readonly entropy: OwnerEntropy;
  /** encryptedpart1[0..7]; its other 8 bytes are sealed within {@link part2}. */
  readonly part1: Uint8Array;
  /** encryptedpart2, 16 bytes. */
  readonly part2: Uint8Array;
}

export type EncryptedKeyFields = PlainKeyFields | MultipliedKeyFields;

export interface ConfirmationFields {
  readonly compressed: boolean;
  readonly addressHash: Uint8Array;
  readonly entropy: OwnerEntropy;
  /** encryptedpointb, 33 bytes: a sign byte 02 or 03 and the sealed x coordinate. */
  readonly sealedPoint: Uint8Array;
}

export interface IntermediateFields {
  readonly entropy: OwnerEntropy;
  /** A point of the curve, compressed: 33 bytes. */
  readonly passpoint: Uint8Array;
}

/** One kind of string: how it begins and how long it is. The flag byte follows the magic bytes. */
interface Format {
  readonly name: string;
  readonly magic: readonly number[];
  /** Payload bytes, without the checksum. */
  readonly bytes: number;
}

const PLAIN_KEY: Format = { name: 'EPK', magic: [0x01, 0x42], bytes: 39 };
const MULTIPLIED_KEY: Format = { name: 'EPK', magic: [0x01, 0x43], bytes: 39 };
const CONFIRMATION: Format = { name: 'confirmation code', magic: [0x64, 0x3b, 0xf6, 0xa8, 0x9a], bytes: 51 };
const INTERMEDIATE: Format = {
  name: 'intermediate code',
  magic: [0x2c, 0xe9, 0xb3, 0xe1, 0xff, 0x39, 0xe2],
  bytes: 49,
};

// The flag byte.
const NOT_MULTIPLIED = 0xc0;
const COMPRESSED = 0x20;
const HAS_LOT = 0x04;
const PLAIN_FLAGS = [NOT_MULTIPLIED, NOT_MULTIPLIED | COMPRESSED];
const MULTIPLIED_FLAGS = [0, HAS_LOT, COMPRESSED, COMPRESSED | HAS_LOT];

/** The 8th byte of an intermediate code. */
const CODE_WITH_LOT = 0x51;
const CODE_WITHOUT_LOT = 0x53;

/** Refuses texts no code can be as long as, before Base58 (whose cost grows with the square of the length). */
const LONGEST = 200;

export function parseEncryptedKey(text: string): Result<EncryptedKey, LayoutKind> {
  const payload = payloadOf(text, [PLAIN_KEY, MULTIPLIED_KEY]);
  if (!payload.ok) return payload;
  const flags = payload.value[1] === 0x42 ? PLAIN_FLAGS : MULTIPLIED_FLAGS;
  return flags.includes(payload.value[2] as number) ? ok(text as EncryptedKey) : illegalFlag('EPK');
}

export function parseConfirmationCode(text: string): Result<ConfirmationCode, LayoutKind> {
  const payload = payloadOf(text, [CONFIRMATION]);
  if (!payload.ok) return payload;
  if (!MULTIPLIED_FLAGS.includes(payload.value[5] as number)) return illegalFlag('confirmation code');
  // The sign byte of pointb is sealed by one bit only, so it is 02 or 03 in the code as well.
  if (payload.value[18] !== 2 && payload.value[18] !== 3) return badPoint('confirmation code');
  return ok(text as ConfirmationCode);
}

export function parseIntermediateCode(text: string): Result<IntermediateCode, LayoutKind> {
  const payload = payloadOf(text, [INTERMEDIATE]);
  if (!payload.ok) return payload;
  const kind = payload.value[7];
  if (kind !== CODE_WITH_LOT && kind !== CODE_WITHOUT_LOT) return wrongMagic('intermediate code');
  if (parsePoint(payload.value.subarray(16)) === null) return badPoint('intermediate code');
  return ok(text as IntermediateCode);
}

/** The fields of an EPK. */
export function readEncryptedKey(key: EncryptedKey): EncryptedKeyFields {
  const bytes = base58check.decode(key);
  const flag = bytes[2] as number;
  const compressed = (flag & COMPRESSED) !== 0;
  const addressHash = bytes.subarray(3, 7);
  if ((flag & NOT_MULTIPLIED) === NOT_MULTIPLIED) {
    return { ecMultiplied: false, compressed, addressHash, sealedKey: bytes.subarray(7, 39) };
  }
  const entropy = { bytes: bytes.subarray(7, 15), hasLot: (flag & HAS_LOT) !== 0 };
  const [part1, part2] = [bytes.subarray(15, 23), bytes.subarray(23, 39)];
  return { ecMultiplied: true, compressed, addressHash, entropy, part1, part2 };
}

/** The fields of a confirmation code. */
export function readConfirmationCode(code: ConfirmationCode): ConfirmationFields {
  const bytes = base58check.decode(code);
  const flag = bytes[5] as number;
  return {
    compressed: (flag & COMPRESSED) !== 0,
    addressHash: bytes.subarray(6, 10),
    entropy: { bytes: bytes.subarray(10, 18), hasLot: (flag & HAS_LOT) !== 0 },
    sealedPoint: bytes.subarray(18, 51),
  };
}

/** The fields of an intermediate code. */
export function readIntermediateCode(code: IntermediateCode): IntermediateFields {
  const bytes = base58check.decode(code);
  return {
    entropy: { bytes: bytes.subarray(8, 16), hasLot: bytes[7] === CODE_WITH_LOT },
    passpoint: bytes.subarray(16, 49),
  };
}

/** Throws on fields of a wrong size: what is written can always be parsed. */
export function writeEncryptedKey(fields: EncryptedKeyFields): EncryptedKey {
  const { compressed, addressHash } = fields;
  const payload = fields.ecMultiplied
    ? concat(
        head(MULTIPLIED_KEY, flagOf(compressed, fields.entropy)),
        addressHash,
        fields.entropy.bytes,
        fields.part1,
        fields.part2,
      )
    : concat(head(PLAIN_KEY, NOT_MULTIPLIED | (compressed ? COMPRESSED : 0)), addressHash, fields.sealedKey);
  return must(parseEncryptedKey(base58check.encode(payload)));
}

export function writeConfirmationCode(fields: ConfirmationFields): ConfirmationCode {
  const { compressed, addressHash, entropy, sealedPoint } = fields;
  const payload = concat(head(CONFIRMATION, flagOf(compressed, entropy)), addressHash, entropy.bytes, sealedPoint);
  return must(parseConfirmationCode(base58check.encode(payload)));
}

export function writeIntermediateCode({ entropy, passpoint }: IntermediateFields): IntermediateCode {
  const kind = entropy.hasLot ? CODE_WITH_LOT : CODE_WITHOUT_LOT;
  const payload = concat(head(INTERMEDIATE, kind), entropy.bytes, passpoint);
  return must(parseIntermediateCode(base58check.encode(payload)));
}

const head = (format: Format, last: number): Uint8Array => Uint8Array.of(...format.magic, last);

const flagOf = (compressed: boolean, entropy: OwnerEntropy): number =>
  (compressed ? COMPRESSED : 0) | (entropy.hasLot ? HAS_LOT : 0);

/** Checksum first, then magic, then length. The formats tried share one name. */
function payloadOf(text: string, formats: readonly [Format, ...Format[]]): Result<Uint8Array, LayoutKind> {
  const { name } = formats[0];
  if (text.length > LONGEST)
    return fail('wrong-length', `This is too long for ${article(name)}; scan one code at a time.`);
  const payload = checked(text);
  if (payload === null) {
    return fail('not-base58check', `A character of this ${name} is wrong or missing; scan or type it again.`);
  }
  const format = formats.find(({ magic }) => magic.every((byte, at) => payload[at] === byte));
  if (format === undefined) return wrongMagic(name);
  if (payload.length !== format.bytes) return fail('wrong-length', `This ${name} has the wrong length; scan it again.`);
  return ok(payload);
}

/** Base58Check as a value: the codec throws on every text that is not exactly right. */
function checked(text: string): Uint8Array | null {
  try {
    return base58check.decode(text);
  } catch {
    return null;
  }
}

const wrongMagic = (name: string) =>
  fail('wrong-magic', `This is something else, not ${article(name)}; check what was scanned.`);
const illegalFlag = (name: string) =>
  fail('illegal-flag', `This ${name} is of a kind BIP38 does not define; refuse it.`);
const badPoint = (name: string) => fail('bad-point', `This ${name} holds no point of the curve; refuse it.`);
const article = (name: string): string => (/^[aeiE]/.test(name) ? `an ${name}` : `a ${name}`);
