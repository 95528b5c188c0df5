import { sha256 } from '@noble/hashes/sha2.js';
import type { Random } from '../base/ports.ts';
import { wipe } from '../base/secret.ts';
import { createHealthTests, type HealthTest } from './health.ts';

export type RandomFault =
  | HealthTest
  /** It gave the same 16 bytes twice within a short while: a loop, or one answer for every question. */
  | 'repeated-block'
  /** It threw, or gave fewer or more bytes than it was asked for. */
  | 'no-answer'
  /** Something drawn from it was drawn before: a cloned machine, or a disk put back to an older day. */
  | 'seen-before';

/** The generator is not to be trusted any more, and neither is what was drawn from it last. */
export class RandomFailure extends Error {
  override readonly name = 'RandomFailure';
  readonly fault: RandomFault;

  constructor(fault: RandomFault) {
    super(`The random generator of this station has failed (${fault}). Stop work and call your supervisor.`);
    this.fault = fault;
  }
}

export interface HealthyRandom extends Random {
  /** Why it gives nothing any more. */
  readonly fault: RandomFault | null;
  /** Puts it into the error state from outside: whoever draws notices what no test of bytes can. */
  condemn(fault: RandomFault): RandomFailure;
}

/** Samples before the first that is used (SP 800-90B, 4.3: at least 1,024); they are thrown away. */
const START_UP = 1024;
const BLOCK = 16;
/** How many blocks back a repeat is looked for. */
const REMEMBERED = 64;

/**
 * A generator under test, from before its first byte to its last; the start-up tests have been run when this returns.
 * The error state is final: every call throws {@link RandomFailure}, and only a new start of the station, with new
 * start-up tests, leaves it.
 */
export function createHealthyRandom(source: Random): HealthyRandom {
  const tests = createHealthTests();
  const blocks = createBlockTest();
  let fault: RandomFault | null = null;

  function condemn(found: RandomFault): RandomFailure {
    fault ??= found;
    return new RandomFailure(fault);
  }

  function draw(length: number): Uint8Array {
    if (fault !== null) throw new RandomFailure(fault);
    const bytes = ask(source, length);
    if (bytes?.length !== length) throw condemn('no-answer');
    const failed = tests.take(bytes) ?? blocks.take(bytes);
    if (failed === null) return bytes;
    wipe(bytes);
    throw condemn(failed);
  }

  wipe(startUp());

  function startUp(): Uint8Array | undefined {
    try {
      return draw(START_UP);
    } catch {
      // The fault is kept: nothing is ever given out, and whoever looks before work begins sees why.
      return undefined;
    }
  }

  return {
    bytes: draw,
    get fault() {
      return fault;
    },
    condemn,
  };
}

function ask(source: Random, length: number): Uint8Array | null {
  try {
    return source.bytes(length);
  } catch {
    return null;
  }
}

/**
 * The stream in blocks, each compared with those before it. What is remembered are hashes: what is drawn becomes
 * passphrases and keys, and must not lie about here.
 */
function createBlockTest(): { take(bytes: Uint8Array): 'repeated-block' | null } {
  const seen = new Set<string>();
  const block = new Uint8Array(new ArrayBuffer(BLOCK));
  let filled = 0;
  return {
    take(bytes) {
      for (const byte of bytes) {
        block[filled++] = byte;
        if (filled < BLOCK) continue;
        filled = 0;
        const hash = sha256(block).subarray(0, 8).join();
        if (seen.has(hash)) return 'repeated-block';
        seen.add(hash);
        for (const oldest of seen.size > REMEMBERED ? seen : []) {
          seen.delete(oldest);
          break;
        }
      }
      return null;
    },
  };
}
