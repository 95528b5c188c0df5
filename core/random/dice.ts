/**
 * Entropy from dice, for those who would rather not trust one generator alone. It is mixed in so that it can only add:
 * what comes out is as good as the better of the two.
 */
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { asciiBytes } from '../base/digest.ts';
import type { Random } from '../base/ports.ts';
import { failIn, ok, type Result } from '../base/result.ts';
import { Secret, wipe } from '../base/secret.ts';
import { repetitionCutoff } from './health.ts';

const fail = failIn('dice');

/** Rolls of one or more six-sided dice, one byte (1 to 6) each. */
export interface DiceRolls {
  readonly rolls: Secret;
  /** What fair dice put into them. */
  readonly bits: number;
}

export type DiceFailure = 'not-dice' | 'too-few-rolls' | 'stuck-dice';

const BITS = Math.log2(6);
/** 100 bits: with fewer, dice alone would not carry a passphrase. */
const LEAST = Math.ceil(100 / BITS);
const MOST = 4096;
/** Equal rolls in a row that a fair die gives once in 2^40 runs. */
const STUCK = repetitionCutoff(BITS, 40);

/** Reads typed rolls: the digits 1 to 6, with spaces and line ends wherever they help. `text` is read, not kept. */
export function readDice(text: Uint8Array): Result<DiceRolls, DiceFailure> {
  const rolls = new Uint8Array(new ArrayBuffer(Math.min(text.length, MOST)));
  let count = 0;
  let inARow = 0;
  for (const byte of text) {
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d) continue;
    const roll = byte - 0x30;
    if (roll < 1 || roll > 6 || count === MOST) {
      wipe(rolls);
      return fail('not-dice', `Rolls are the digits 1 to 6, ${MOST} of them at most. Type them again.`);
    }
    inARow = roll === rolls[count - 1] ? inARow + 1 : 1;
    rolls[count++] = roll;
    if (inARow < STUCK) continue;
    wipe(rolls);
    return fail('stuck-dice', `${STUCK} equal rolls in a row are no accident. Take other dice and roll again.`);
  }
  if (count < LEAST) {
    wipe(rolls);
    return fail('too-few-rolls', `${count} rolls are too few: ${LEAST} are the least, for 100 bits.`, { count });
  }
  const exact = Secret.copyOf(rolls.subarray(0, count));
  wipe(rolls);
  return ok({ rolls: exact, bits: count * BITS });
}

export interface MixedRandom extends Random, Disposable {}

/**
 * `source` with dice mixed in: its bytes XOR a stream of HMAC-SHA256 in counter mode, keyed (HKDF, RFC 5869) by the
 * rolls and by 32 bytes of the source that are used for nothing else. If the source is good, its bytes are a one-time
 * pad on the stream whatever the dice; if it is not, the stream is as good as the dice.
 *
 * `rolls` is read, not kept. Disposing wipes the key; from then on it throws.
 */
export function mixDice(source: Random, rolls: Secret): MixedRandom {
  const salt = source.bytes(32);
  const key = new Secret(rolls.use((bytes) => hkdf(sha256, bytes, salt, asciiBytes('twofold|dice|1'), 32)));
  wipe(salt);
  let counter = 0;
  return {
    bytes(length) {
      const bytes = source.bytes(length);
      for (let at = 0; at < length; at += 32) {
        const block = key.use((k) => hmac(sha256, k, counterBytes(counter++)));
        for (let i = at; i < Math.min(at + 32, length); i++)
          bytes[i] = (bytes[i] as number) ^ (block[i - at] as number);
        wipe(block);
      }
      return bytes;
    },
    [Symbol.dispose]: () => key.wipe(),
  };
}

function counterBytes(counter: number): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(counter / 2 ** 32));
  view.setUint32(4, counter % 2 ** 32);
  return bytes;
}
