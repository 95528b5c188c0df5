/**
 * What a station and its reading process say to each other. Secrets cross only sealed, under a key that both have agreed
 * on for this one reading: what the system keeps of messages, and the engine of copies, opens nothing.
 */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { diffieHellman } from 'node:crypto';
import { asciiBytes, concat } from '../../../core/base/digest.ts';
import type { Random } from '../../../core/base/ports.ts';
import type { Failed } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import type { PublicIdentity } from '../../../core/peers/identity.ts';
import type { TransferKind } from '../../../core/transfer/kinds.ts';
import type { Manifest } from '../../../core/transfer/manifest.ts';
import { holdKey, publicBytes, publicKey } from '../../keys/ed25519.ts';
import { KEY_LENGTH, seal, unseal, type SealedPlace } from '../../vault/envelope.ts';
import type { SealBroken } from '../age.ts';
import type { ReadRequest } from '../reading.ts';
import type { TransferProgress } from '../transfer-files.ts';

/** What the station asks for: a signed transfer, or one of training, which nobody has signed. */
export type Wanted =
  | (ReadRequest<TransferKind> & { readonly signed: true })
  | { readonly signed: false; readonly kind: TransferKind; readonly path: string };

/** To the process: what it is to read, then an answer to each of its questions. */
export type ToProcess =
  | { readonly is: 'wanted'; readonly share: Uint8Array; readonly wanted: Wanted }
  | { readonly is: 'answer'; readonly answer: Failed | null }
  | { readonly is: 'file-key'; readonly sealed: Uint8Array | null; readonly broken: SealBroken['kind'] | null };

/** A line of a header of age. */
export interface AgeStanza {
  readonly args: readonly string[];
  readonly body: Uint8Array;
}

/** A unit without its secret, and that sealed, hex: text takes less room than many small arrays. */
export interface SealedUnit {
  readonly unit: Readonly<Record<string, unknown>>;
  readonly sealed: string;
}

/** From the process: its share first, questions, and what it has read. */
export type FromProcess =
  | { readonly is: 'ready'; readonly share: Uint8Array }
  | { readonly is: 'open'; readonly stanzas: readonly AgeStanza[] }
  | { readonly is: 'signed'; readonly sender: PublicIdentity }
  | { readonly is: 'admit'; readonly manifest: Manifest }
  | { readonly is: 'progress'; readonly progress: TransferProgress }
  | { readonly is: 'refused'; readonly failure: Failed }
  | {
      readonly is: 'read';
      readonly file: string;
      readonly manifest: Manifest;
      readonly digest: string;
      /** What the secrets are sealed under; sealed itself. */
      readonly key: Uint8Array;
      readonly units: readonly SealedUnit[];
    };

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

export const sealAcross = (key: Secret, field: 'file-key' | 'apart-key', plain: Secret, random: Random): Uint8Array =>
  seal(key, { ...PLACE, field }, plain, random);

/** @throws Error if it was not sealed on the other side */
export function unsealAcross(key: Secret, field: 'file-key' | 'apart-key', sealed: Uint8Array): Secret {
  const secret = unseal(key, { ...PLACE, field }, sealed);
  if (secret === null) throw new Error('what came across does not open');
  return secret;
}

/** Where a passphrase on its way from the process belongs. */
export const placeApart = (batch: string, serial: string): SealedPlace => ({
  station: '',
  batch,
  serial,
  field: 'passphrase',
});
