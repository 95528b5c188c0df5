/**
 * A commissioned station's own file, `station.keys`: its public identity, and its secret keys sealed under the
 * station's passphrase (scrypt, then XChaCha20-Poly1305 with the identity as associated data). Format version 1:
 * one line of canonical JSON, with a checksum so that damage is not taken for a wrong passphrase.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { hex } from '../../core/base/hex.ts';
import { parseJson } from '../../core/base/json.ts';
import { canonical } from '../../core/base/canonical.ts';
import { asciiBytes, concat } from '../../core/base/digest.ts';
import { readIdentity, type PublicIdentity } from '../../core/peers/identity.ts';
import type { KeyDerivation, Random } from '../../core/base/ports.ts';
import { Secret, wipe } from '../../core/base/secret.ts';
import { verifySignature } from './ed25519.ts';

/** What a station's passphrase opens. */
export interface StationSecrets extends Disposable {
  /** Ed25519 seed. */
  readonly signing: Secret;
  /** X25519 private key. */
  readonly sealing: Secret;
  /** Seals the keys of batches. */
  readonly vault: Secret;
}

/** OWASP's least for scrypt at r = 8, p = 1; part of the format, so that no file can ask for less. */
const COST = { N: 2 ** 17, r: 8, p: 1, dkLen: 32 } as const;
const KEY = 32;
const SALT = 32;
const NONCE = 24;
const TAG = 16;
const FORMAT = 'twofold-station';

const Content = v.strictObject({
  format: v.literal(FORMAT),
  identity: v.string(),
  salt: hex(SALT),
  sealed: hex(NONCE + 3 * KEY + TAG),
  sum: hex(32),
  version: v.literal(1),
});

export interface StationFile {
  readonly identity: PublicIdentity;
  readonly salt: Uint8Array;
  readonly sealed: Uint8Array;
}

export const MOST_STATION_BYTES = 8192;

/** Draws a new station's three keys. */
export function makeSecrets(random: Random): StationSecrets {
  const draw = (): Secret => {
    const drawn = random.bytes(KEY);
    const secret = Secret.copyOf(drawn);
    wipe(drawn);
    return secret;
  };
  return disposable(draw(), draw(), draw());
}

/** The file's bytes. The passphrase is the caller's to wipe. */
export async function writeStationFile(
  identity: PublicIdentity,
  secrets: StationSecrets,
  passphrase: Secret,
  derivation: KeyDerivation,
  random: Random,
): Promise<Uint8Array> {
  const salt = random.bytes(SALT);
  const nonce = random.bytes(NONCE);
  using key = await keyOf(passphrase, salt, derivation);
  const plain = new Uint8Array(new ArrayBuffer(3 * KEY));
  for (const [i, secret] of [secrets.signing, secrets.sealing, secrets.vault].entries()) {
    secret.use((bytes) => plain.set(bytes, i * KEY));
  }
  const box = key.use((k) => xchacha20poly1305(k, nonce, associated(identity)).encrypt(plain));
  wipe(plain);
  const content = {
    format: FORMAT,
    identity: identity.text,
    salt: bytesToHex(salt),
    sealed: bytesToHex(concat(nonce, box)),
    version: 1,
  };
  return asciiBytes(`${canonical({ ...content, sum: sumOf(content) })}\n`);
}

/** `null` unless it is, to the byte, what {@link writeStationFile} wrote. Needs no passphrase. */
export function readStationFile(text: string): StationFile | null {
  const parsed = v.safeParse(Content, parseJson(text));
  if (!parsed.success || `${canonical(parsed.output)}\n` !== text) return null;
  const { sum, ...content } = parsed.output;
  const identity = readIdentity(content.identity, verifySignature);
  if (!identity.ok || sum !== sumOf(content)) return null;
  return { identity: identity.value, salt: hexToBytes(content.salt), sealed: hexToBytes(content.sealed) };
}

/** The station's keys, or `null` for a wrong passphrase. */
export async function openStationFile(
  { identity, salt, sealed }: StationFile,
  passphrase: Secret,
  derivation: KeyDerivation,
): Promise<StationSecrets | null> {
  using key = await keyOf(passphrase, salt, derivation);
  const plain = new Uint8Array(new ArrayBuffer(3 * KEY));
  const nonce = sealed.subarray(0, NONCE);
  // noble says "wrong key" by throwing; here that is an answer.
  try {
    key.use((k) => xchacha20poly1305(k, nonce, associated(identity)).decrypt(sealed.subarray(NONCE), plain));
  } catch {
    return null;
  }
  const part = (i: number): Secret => Secret.copyOf(plain.subarray(i * KEY, (i + 1) * KEY));
  const secrets = disposable(part(0), part(1), part(2));
  wipe(plain);
  return secrets;
}

async function keyOf(passphrase: Secret, salt: Uint8Array, derivation: KeyDerivation): Promise<Secret> {
  return new Secret(await passphrase.use((password) => derivation.derive({ password, salt, ...COST })));
}

/** Keys sealed for one identity open for no other: neither role nor name nor key can be exchanged under them. */
const associated = ({ text }: PublicIdentity): Uint8Array => asciiBytes(`${FORMAT}|1|${text}`);

const sumOf = (content: Readonly<Record<string, string | number>>): string =>
  bytesToHex(sha256(asciiBytes(canonical(content))));

function disposable(signing: Secret, sealing: Secret, vault: Secret): StationSecrets {
  return {
    signing,
    sealing,
    vault,
    [Symbol.dispose]() {
      for (const secret of [signing, sealing, vault]) secret.wipe();
    },
  };
}
