/**
 * What a station and a process beside it agree on, so that secrets cross only sealed, under a key of this one time: what the
 * system keeps of messages, and the engine of copies, opens nothing.
 */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { diffieHellman } from 'node:crypto';
import { asciiBytes, concat } from '../../core/base/digest.ts';
import type { Random } from '../../core/base/ports.ts';
import { Secret } from '../../core/base/secret.ts';
import { holdKey, publicBytes, publicKey } from '../keys/ed25519.ts';
import { KEY_LENGTH, seal, unseal, type SealedPlace } from '../vault/envelope.ts';

/** One side's half of the key, and the key once the other's is known. */
export interface Agreement extends Disposable {
  readonly share: Uint8Array;
  /** @throws Error for a share of small order */
  agree(other: Uint8Array): Secret;
}

/** X25519 (RFC 7748) and HKDF over both shares, the station's first. */
export function openAgreement(side: 'station' | 'process', random: Random): Agreement {
  using secret = new Secret(random.bytes(KEY_LENGTH));
  const held = holdKey('x25519', secret);
  const share = publicBytes(held.key);
  return {
    share,
    agree(other) {
      const shared = diffieHellman({ privateKey: held.key, publicKey: publicKey('x25519', other) });
      const salt = side === 'station' ? concat(share, other) : concat(other, share);
      const key = new Secret(hkdf(sha256, shared, salt, asciiBytes('twofold|apart|1'), KEY_LENGTH));
      shared.fill(0);
      return key;
    },
    [Symbol.dispose]: () => held[Symbol.dispose](),
  };
}

const PLACE: Omit<SealedPlace, 'field'> = { station: '', batch: '', serial: '' };

/** The keys that cross. */
type CrossingField = 'file-key' | 'apart-key' | 'batch-key';

export const sealAcross = (key: Secret, field: CrossingField, plain: Secret, random: Random): Uint8Array =>
  seal(key, { ...PLACE, field }, plain, random);

/** @throws Error if it was not sealed on the other side */
export function unsealAcross(key: Secret, field: CrossingField, sealed: Uint8Array): Secret {
  const secret = unseal(key, { ...PLACE, field }, sealed);
  if (secret === null) throw new Error('what came across does not open');
  return secret;
}
