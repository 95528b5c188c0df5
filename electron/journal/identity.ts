/**
 * The station's signing key: Ed25519, made once. It signs checkpoints, and a key made from it vouches for every line,
 * so that nothing can be passed off as this station's that was not written by it. That of a training station lies in
 * a file of its own beside the journal.
 */
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  hkdfSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { dirname } from 'node:path';
import type { LineMac } from '../../core/journal/chain.ts';
import type { SignatureCheck } from '../../core/journal/verify.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { createWhole } from '../files/whole.ts';
import { readPlain } from '../files/plain.ts';

const fail = failIn('journal');

export interface Identity {
  /** Raw Ed25519 public key, hex. */
  readonly publicKey: string;
  /** The signature of an ASCII text, hex. */
  sign(text: string): string;
  /** The MAC of a line of this station's journal. */
  readonly mac: LineMac;
}

/**
 * The journal's MAC under a key of its own, made from the signing key's seed (32 bytes, lent) by HKDF-SHA-256 (RFC
 * 5869): a station that is restored has it as soon as it can sign.
 */
export function journalMac(seed: Uint8Array): LineMac {
  const derived = new Uint8Array(hkdfSync('sha256', seed, new Uint8Array(0), 'twofold journal mac 1', 32));
  const key = createSecretKey(derived);
  derived.fill(0);
  return (unsigned) => createHmac('sha256', key).update(unsigned, 'utf8').digest('hex');
}

/** An Ed25519 key in SubjectPublicKeyInfo is these bytes and then the 32 of the key (RFC 8410, 4). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Reads the key from `path` (PKCS #8, PEM, mode 0600); makes one where there is no file. */
export async function openIdentity(path: string): Promise<Result<Identity, 'identity-unreadable'>> {
  try {
    return ok(identityOf(createPrivateKey(await readKey(path))));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unknown reason';
    return fail(
      'identity-unreadable',
      `The station's key in ${path} cannot be used: ${why}. Restore it from your backup; without it the journal beside it cannot go on.`,
      { path },
    );
  }
}

async function readKey(path: string): Promise<string | Buffer> {
  try {
    return await readPlain(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    const ours = await createWhole(dirname(path), path, Buffer.from(pem));
    return ours ? pem : await readPlain(path);
  }
}

function identityOf(key: KeyObject): Identity {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('it is not an Ed25519 key');
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  // A private key in PKCS #8 ends with the 32 bytes of its seed (RFC 8410, 7).
  const seed = key.export({ type: 'pkcs8', format: 'der' }).subarray(-32);
  const mac = journalMac(seed);
  seed.fill(0);
  return {
    mac,
    publicKey: spki.subarray(SPKI.length).toString('hex'),
    sign: (text) => sign(null, Buffer.from(text, 'ascii'), key).toString('hex'),
  };
}

/** Checks a signature by any station's key. `false` also for what is no key and no signature. */
export const checkSignature: SignatureCheck = (publicKey, text, signature) => {
  const key = publicKeyOf(publicKey);
  return key !== null && verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'hex'));
};

/** Thousands of signatures are by few keys, those of people in turn: reading one costs more than checking a signature by it. */
const read = new Map<string, KeyObject>();
const MOST_READ = 64;

function publicKeyOf(text: string): KeyObject | null {
  const known = read.get(text);
  if (known !== undefined) return known;
  const spki = Buffer.concat([SPKI, Buffer.from(text, 'hex')]);
  if (spki.length !== SPKI.length + 32) return null;
  const key = createPublicKey({ key: spki, type: 'spki', format: 'der' });
  if (read.size >= MOST_READ) read.clear();
  read.set(text, key);
  return key;
}
