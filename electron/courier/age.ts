/**
 * Sealing a file to one station: age (https://age-encryption.org/v1) with an X25519 recipient, so that `age -d` opens
 * it with the station's key. Works in pieces of 64 KiB, whatever the file's size.
 */
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64nopad } from '@scure/base';
import { Decrypter, Encrypter, Stanza, type Identity, type Recipient } from 'age-encryption';
import { diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { asciiBytes, concat } from '../../core/base/digest.ts';
import { readRecipient, writeRecipient } from '../../core/peers/identity.ts';
import { ownRoom, type Secret } from '../../core/base/secret.ts';
import { holdKey, publicBytes, publicKey } from '../keys/ed25519.ts';

/** Opens what is sealed to {@link SealingKey.recipient}. */
export interface SealingKey {
  /** `age1...`, as `age -r` takes it. */
  readonly recipient: string;
  readonly identity: Identity;
}

/** Why an age file does not open: it is for another key, or it is not what was written. */
export class SealBroken extends Error {
  readonly kind: 'sealed-to-another' | 'seal-broken';

  constructor(kind: SealBroken['kind']) {
    super(kind);
    this.kind = kind;
  }
}

/** How large a file of `size` bytes can get by being sealed to one recipient. */
export const sealedSize = (size: number): number => HEADER + size + TAG * (Math.floor(size / CHUNK) + 1);

const HEADER = 1024;
const CHUNK = 64 << 10;
const TAG = 16;

/** Opens an X25519 key of 32 bytes, which it reads and does not keep. */
export function openSealingKey(secret: Secret): SealingKey & Disposable {
  const held = holdKey('x25519', secret);
  const own = publicBytes(held.key);
  return {
    recipient: writeRecipient(own),
    identity: { unwrapFileKey: (stanzas) => unwrap(stanzas, held.key, own) },
    [Symbol.dispose]: () => held[Symbol.dispose](),
  };
}

/** Ours have one; `age` writes one for each recipient. Every one costs a key agreement. */
const MOST_STANZAS = 16;

/*
 * The X25519 recipient type of the format follows, by the platform's key agreement. Ours instead of the package's, which
 * wants the private key as a string (strings cannot be wiped) and goes through an experimental part of WebCrypto.
 */

function wrap(fileKey: Uint8Array, theirs: Uint8Array): Stanza[] {
  const { privateKey: ephemeral } = generateKeyPairSync('x25519');
  const share = publicBytes(ephemeral);
  const key = wrappingKey(ephemeral, theirs, share, theirs);
  const stanza = new Stanza(
    ['X25519', base64nopad.encode(share)],
    chacha20poly1305(key, NO_NONCE).encrypt(fileKey, ownRoom(fileKey.length + TAG)),
  );
  key.fill(0);
  return [stanza];
}

/** Throws for a share of small order, as the format asks. Whoever asks for somebody else's share says what that means. */
function wrappingKey(own: KeyObject, other: Uint8Array, share: Uint8Array, recipient: Uint8Array): Uint8Array {
  const shared = diffieHellman({ privateKey: own, publicKey: publicKey('x25519', other) });
  const key = hkdf(sha256, shared, concat(share, recipient), asciiBytes('age-encryption.org/v1/X25519'), 32);
  shared.fill(0);
  return key;
}

/** Every wrapping key is used once. */
const NO_NONCE = new Uint8Array(12);

function unwrap(stanzas: readonly Stanza[], key: KeyObject, own: Uint8Array): Uint8Array | null {
  if (stanzas.length > MOST_STANZAS) throw new SealBroken('seal-broken');
  for (const { args, body } of stanzas) {
    const [type, share = '', ...more] = args;
    if (type !== 'X25519') continue;
    if (more.length > 0 || body.length !== 32) throw new SealBroken('seal-broken');
    const wrapping = wrappingKeyOf(share, key, own);
    // noble says "not for us" by throwing; here that is an answer.
    try {
      return chacha20poly1305(wrapping, NO_NONCE).decrypt(body, ownRoom(body.length - TAG));
    } catch {
      continue;
    } finally {
      wrapping.fill(0);
    }
  }
  return null;
}

/**
 * What a header says of its share is anybody's text: letters that are none, another length, a point of small order.
 * The answer is the same wherever the header is opened: here, and at home for a file that is read apart.
 */
function wrappingKeyOf(share: string, key: KeyObject, own: Uint8Array): Uint8Array {
  try {
    const ephemeral = base64nopad.decode(share);
    if (ephemeral.length === 32) return wrappingKey(key, ephemeral, ephemeral, own);
  } catch {
    // Said below.
  }
  throw new SealBroken('seal-broken');
}

/** Seals a stream of bytes to a recipient. Pieces are copied before the next is asked for. */
export async function* sealTo(
  recipient: string,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const theirs = readRecipient(recipient);
  if (theirs === null) throw new TypeError('"recipient" expected age1 and an X25519 key');
  const to: Recipient = { wrapFileKey: (fileKey) => wrap(fileKey, theirs) };
  const encrypter = new Encrypter();
  encrypter.addRecipient(to);
  yield* piecesOf(await encrypter.encrypt(streamOf(pieces)));
}

/**
 * Opens a sealed stream. A piece is wiped when the next is asked for. Every piece is authentic, but the end is reached only if nothing was cut off.
 *
 * @throws SealBroken for what is not sealed to this key, or damaged, wherever the damage is; errors of `pieces`.
 */
export async function* unsealWith(
  { identity }: Pick<SealingKey, 'identity'>,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let sourceFault: unknown = null;
  async function* watched(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* pieces;
    } catch (cause) {
      sourceFault = cause;
      throw cause;
    }
  }
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    for await (const piece of piecesOf(await decrypter.decrypt(streamOf(watched())))) {
      try {
        yield piece;
      } finally {
        // What was sealed is secret: nobody keeps a piece, and nothing of it is left for whoever gets this memory next.
        piece.fill(0);
      }
    }
  } catch (cause) {
    if (sourceFault !== null || cause instanceof SealBroken) throw cause;
    const another = cause instanceof Error && cause.message.startsWith('no identity matched');
    throw new SealBroken(another ? 'sealed-to-another' : 'seal-broken');
  }
}

function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await iterator.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value.slice());
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever stops early stops the source too; whatever that says, the reader has what it wanted.
    if (!ended) await reader.cancel().catch(() => undefined);
  }
}
