/**
 * The families of addresses: how each is made of a public key, and how it is read back.
 *
 * `read` answers the canonical form of an address (the one `make` gives) or `null`. Where a family has a checksum,
 * every wrong character is a `null`.
 */
import { blake2b } from '@noble/hashes/blake2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { base32nopad, base58xrp, bech32, bech32m } from '@scure/base';
import { asciiBytes, base58check, concat, hash160, sha256d } from '../base/digest.ts';
import { tweakedX } from '../base/secp256k1.ts';
import { sameBytes } from '../base/secret.ts';
import { decodeBase32, encodeBase32 } from './base32.ts';

/** One public key, both ways of writing it. */
export interface PublicKey {
  /** 33 bytes. */
  readonly compressed: Uint8Array;
  /** 65 bytes. */
  readonly uncompressed: Uint8Array;
  /** The way its owner writes it, which is what Bitcoin's older addresses hash. */
  readonly written: Uint8Array;
}

export interface Family {
  /** The address, or `null` where the family has none for such a key (SegWit knows compressed keys only). */
  make(key: PublicKey): string | null;
  read(text: string): string | null;
  /** What stands before the `1` of a Bech32 address. */
  readonly bech32?: string;
  /** What stands before the colon of an address, and is part of it. */
  readonly prefix?: string;
}

/** Pay to public key hash: Base58Check of a version (one byte, or two for Zcash) and the key's hash160. */
export const p2pkhAddress = (publicKey: Uint8Array, ...version: readonly number[]): string =>
  base58check.encode(concat(Uint8Array.from(version), hash160(publicKey)));

export const p2pkh = (...version: readonly [number, ...number[]]): Family => ({
  make: ({ written }) => p2pkhAddress(written, ...version),
  read: (text) => readBase58(text, version),
});

/** Pay to witness public key hash (BIP84, BIP173). */
export const p2wpkh = (prefix: string): Family => ({
  bech32: prefix,
  make: (key) => (isCompressed(key) ? bech32.encode(prefix, [0, ...bech32.toWords(hash160(key.compressed))]) : null),
  read: (text) => readWitness(text, prefix, 0, 20),
});

/** The same, wrapped in a script hash (BIP49, BIP141): `0014` and the key's hash160, hashed again. */
export const p2shP2wpkh = (version: number): Family => ({
  make: (key) =>
    isCompressed(key) ? p2pkhAddress(concat(Uint8Array.of(0x00, 0x14), hash160(key.compressed)), version) : null,
  read: (text) => readBase58(text, [version]),
});

/** Pay to Taproot, key path only (BIP86): the key tweaked by the tagged hash of itself, in Bech32m (BIP350). */
export const p2tr = (prefix: string): Family => ({
  bech32: prefix,
  make(key) {
    if (!isCompressed(key)) return null;
    const internal = key.compressed.subarray(1);
    const tag = sha256(asciiBytes('TapTweak'));
    const output = tweakedX(internal, sha256(concat(tag, tag, internal)));
    return output === null ? null : bech32m.encode(prefix, [1, ...bech32m.toWords(output)]);
  },
  read: (text) => readWitness(text, prefix, 1, 32),
});

/** CashAddr. Wallets drop the prefix; the checksum covers it, so it is known all the same. */
export const cashAddr = (prefix: string): Family => {
  const encode = (hash: Uint8Array): string => `${prefix}:${encodeBase32(BECH32_ALPHABET, prefix, hash)}`;
  return {
    prefix,
    make: ({ written }) => encode(hash160(written)),
    read(text) {
      const folded = foldCase(text);
      const body = folded?.startsWith(`${prefix}:`) === true ? folded.slice(prefix.length + 1) : folded;
      const hash = body === null ? null : decodeBase32(BECH32_ALPHABET, prefix, body);
      return hash === null ? null : encode(hash);
    },
  };
};

/** The last 20 bytes of Keccak-256 of the key, in hex whose capitals are a checksum (EIP-55). */
export const ethereum = (): Family => ({
  make: (key) => eip55(keccakAddress(key)),
  read(text) {
    if (!/^0x[0-9a-fA-F]{40}$/.test(text)) return null;
    const digits = text.slice(2);
    const address = eip55(bytesOfHex(digits.toLowerCase()));
    const unchecked = digits === digits.toLowerCase() || digits === digits.toUpperCase();
    return unchecked || address === text ? address : null;
  },
});

/** Ethereum's 20 bytes in Base58Check. */
export const tron = (version: number): Family => ({
  make: (key) => base58check.encode(concat(Uint8Array.of(version), keccakAddress(key))),
  read: (text) => readBase58(text, [version]),
});

/** Ethereum's 20 bytes with the first nibble 1 ("user"), in the base32 of CIP-37. */
export const conflux = (prefix: string): Family => {
  const encode = (address: Uint8Array): string => `${prefix}:${encodeBase32(CIP37_ALPHABET, prefix, address)}`;
  return {
    prefix,
    make(key) {
      const address = keccakAddress(key);
      address[0] = ((address[0] as number) & 0x0f) | 0x10;
      return encode(address);
    },
    read(text) {
      const [network, ...rest] = foldCase(text)?.split(':') ?? [];
      const body = rest.length === 2 && rest[0] === 'type.user' ? rest[1] : rest.length === 1 ? rest[0] : undefined;
      const address = network === prefix && body !== undefined ? decodeBase32(CIP37_ALPHABET, prefix, body) : null;
      return address === null || (address[0] as number) >> 4 !== 1 ? null : encode(address);
    },
  };
};

/** Bech32 of the hash160, without a witness version: Cosmos and what descends from it. */
export const cosmos = (prefix: string): Family => ({
  bech32: prefix,
  make: ({ compressed }) => bech32.encode(prefix, bech32.toWords(hash160(compressed))),
  read(text) {
    const decoded = bech32.decodeUnsafe(text);
    if (decoded?.prefix !== prefix || bech32.fromWordsUnsafe(decoded.words)?.length !== 20) return null;
    return text.toLowerCase();
  },
});

/** Base58Check with the alphabet of the XRP Ledger. */
export const xrp = (): Family => ({
  make: ({ compressed }) => {
    const payload = concat(Uint8Array.of(0), hash160(compressed));
    return base58xrp.encode(concat(payload, sha256d(payload).subarray(0, 4)));
  },
  read(text) {
    const bytes = /^r[a-zA-Z0-9]{24,34}$/.test(text) ? attempt(() => base58xrp.decode(text)) : null;
    if (bytes?.length !== 25 || bytes[0] !== 0) return null;
    return sameBytes(sha256d(bytes.subarray(0, 21)).subarray(0, 4), bytes.subarray(21)) ? text : null;
  },
});

/** Filecoin protocol 1: BLAKE2b-160 of the uncompressed key, guarded by BLAKE2b-32, in lower-case base32. */
export const filecoin = (): Family => {
  const encode = (hash: Uint8Array): string => {
    const checksum = blake2b(concat(Uint8Array.of(1), hash), { dkLen: 4 });
    return `f1${base32nopad.encode(concat(hash, checksum)).toLowerCase()}`;
  };
  return {
    make: ({ uncompressed }) => encode(blake2b(uncompressed, { dkLen: 20 })),
    read(text) {
      const body = /^f1[a-z2-7]{39}$/.test(text) ? text.slice(2).toUpperCase() : null;
      const bytes = body === null ? null : attempt(() => base32nopad.decode(body));
      return bytes?.length === 24 && encode(bytes.subarray(0, 20)) === text ? text : null;
    },
  };
};

const BECH32_ALPHABET = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const CIP37_ALPHABET = 'abcdefghjkmnprstuvwxyz0123456789';

const isCompressed = (key: PublicKey): boolean => key.written.length === 33;

const keccakAddress = ({ uncompressed }: PublicKey): Uint8Array => keccak_256(uncompressed.subarray(1)).slice(12);

/** A digit is upper case where the nibble of Keccak-256 of the lower-case hex is 8 or more. */
function eip55(address: Uint8Array): string {
  const digits = bytesToHex(address);
  const hash = bytesToHex(keccak_256(asciiBytes(digits)));
  return `0x${Array.from(digits, (digit, at) => (hash.charAt(at) >= '8' ? digit.toUpperCase() : digit)).join('')}`;
}

const bytesOfHex = (digits: string): Uint8Array =>
  Uint8Array.from({ length: digits.length / 2 }, (_, at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16));

/** Bech32 and its relatives are read in either case, but never in both. */
const foldCase = (text: string): string | null =>
  text === text.toLowerCase() || text === text.toUpperCase() ? text.toLowerCase() : null;

function readBase58(text: string, version: readonly number[]): string | null {
  const bytes = attempt(() => base58check.decode(text));
  return bytes?.length === version.length + 20 && version.every((byte, at) => bytes[at] === byte) ? text : null;
}

function readWitness(text: string, prefix: string, version: 0 | 1, length: number): string | null {
  const codec = version === 0 ? bech32 : bech32m;
  const decoded = codec.decodeUnsafe(text);
  if (decoded?.prefix !== prefix || decoded.words[0] !== version) return null;
  return codec.fromWordsUnsafe(decoded.words.slice(1))?.length === length ? text.toLowerCase() : null;
}

/** These codecs throw on every text that is not theirs; here that is an answer. */
function attempt<T>(decode: () => T): T | null {
  try {
    return decode();
  } catch {
    return null;
  }
}
