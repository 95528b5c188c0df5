/**
 * Ed25519 by the platform: OpenSSL in Node, BoringSSL in Electron; both have it. The private key leaves our memory
 * for the platform's as soon as it is opened.
 */
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Sign, VerifySignature } from '../../core/peers/minisign.ts';
import type { Secret } from '../../core/base/secret.ts';

export interface Signer {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly sign: Sign;
}

/** A private key in PKCS #8 is these bytes and then the 32 of the key (RFC 8410, 7). */
const PKCS8 = { ed25519: '302e020100300506032b657004220420', x25519: '302e020100300506032b656e04220420' } as const;
/** A public key in SubjectPublicKeyInfo is these bytes and then the 32 of the key (RFC 8410, 4). */
const SPKI = { ed25519: '302a300506032b6570032100', x25519: '302a300506032b656e032100' } as const;

export type Curve = keyof typeof PKCS8;

/** The platform's handle of a private key of 32 bytes. */
export function privateKey(curve: Curve, secret: Secret): KeyObject {
  const der = secret.use((bytes) => Buffer.concat([Buffer.from(PKCS8[curve], 'hex'), bytes]));
  try {
    return createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
  } finally {
    der.fill(0);
  }
}

export function publicKey(curve: Curve, bytes: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([Buffer.from(SPKI[curve], 'hex'), bytes]), type: 'spki', format: 'der' });
}

/** The 32 bytes of the public key that belongs to a private one. */
export function publicBytes(key: KeyObject): Uint8Array {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return new Uint8Array(spki.subarray(-32));
}

/** A private key behind the platform's handle, until whoever has it lets go; from then on it is garbage, see let-go.ts. */
export interface HeldKey extends Disposable {
  /** @throws Error after it was let go */
  readonly key: KeyObject;
}

export function holdKey(curve: Curve, secret: Secret): HeldKey {
  let held: KeyObject | null = privateKey(curve, secret);
  return {
    get key() {
      if (held === null) throw new Error('this key has been let go');
      return held;
    },
    [Symbol.dispose]: () => void (held = null),
  };
}

/** Opens a signing key from its 32-byte seed (RFC 8032, 5.1.5), which it reads and does not keep. */
export function openSigner(seed: Secret): Signer & Disposable {
  const held = holdKey('ed25519', seed);
  return {
    publicKey: publicBytes(held.key),
    sign: (message) => new Uint8Array(sign(null, message, held.key)),
    [Symbol.dispose]: () => held[Symbol.dispose](),
  };
}

export const verifySignature: VerifySignature = (key, message, signature) =>
  key.length === 32 && signature.length === 64 && verify(null, message, publicKey('ed25519', key), signature);
