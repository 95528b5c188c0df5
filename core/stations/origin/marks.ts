/**
 * What this station has ever made, as marks: keyed hashes that tell whether something was made before and nothing
 * else. They outlive the secrets themselves. A second passphrase or owner entropy is no chance but a sign that the
 * generator repeats itself: it failed, or the machine was cloned or put back to an older day.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { asciiBytes, concat } from '../../base/digest.ts';
import { wipe, type Secret } from '../../base/secret.ts';

/** What must never come twice. */
export type Unrepeatable = 'passphrase' | 'owner' | 'serial';

const MARK_LENGTH = 16;

export interface Marks {
  /** The mark of a value, taken from now on; `null` if it was taken before. `value` is read, not kept. */
  claim(what: Unrepeatable, value: Uint8Array): Uint8Array | null;
  /** Takes a mark from the files; false if it was taken before. */
  add(mark: Uint8Array): boolean;
  has(what: Unrepeatable, value: Uint8Array): boolean;
}

/** @param key lent for each call. */
export function createMarks(key: Secret): Marks {
  const taken = createMarkSet();

  function markOf(what: Unrepeatable, value: Uint8Array): Uint8Array {
    const named = concat(asciiBytes(`${what}|`), value);
    const mark = key.use((k) => hmac(sha256, k, named)).slice(0, MARK_LENGTH);
    wipe(named);
    return mark;
  }

  return {
    claim(what, value) {
      const mark = markOf(what, value);
      return taken.add(mark) ? mark : null;
    },
    add: taken.add,
    has: (what, value) => taken.has(markOf(what, value)),
  };
}

interface MarkSet {
  add(mark: Uint8Array): boolean;
  has(mark: Uint8Array): boolean;
}

/**
 * A set of marks by their first 8 bytes, in 8 bytes of memory each: a million units have three million, which as
 * strings in a Set would take half a gigabyte. Open addressing, at most half full. Two different marks agree in 8
 * bytes once in four million stations that make a million units.
 */
export function createMarkSet(slots = 1 << 10): MarkSet {
  let table = new Uint32Array(2 * slots);
  let size = 0;

  /** Where the pair is, or the empty place where it belongs. */
  function placeOf(into: Uint32Array, high: number, low: number): number {
    const mask = into.length / 2 - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const at = 2 * slot;
      if ((into[at] === 0 && into[at + 1] === 0) || (into[at] === high && into[at + 1] === low)) return at;
    }
  }

  function grow(): void {
    const larger = new Uint32Array(2 * table.length);
    for (let at = 0; at < table.length; at += 2) {
      const [high, low] = [table[at] as number, table[at + 1] as number];
      if (high !== 0 || low !== 0) larger.set([high, low], placeOf(larger, high, low));
    }
    table = larger;
  }

  const holds = (at: number): boolean => table[at] !== 0 || table[at + 1] !== 0;

  return {
    add(mark) {
      const [high, low] = pairOf(mark);
      const at = placeOf(table, high, low);
      if (holds(at)) return false;
      table.set([high, low], at);
      if (4 * ++size > table.length) grow();
      return true;
    },
    has: (mark) => holds(placeOf(table, ...pairOf(mark))),
  };
}

/** Never two zeros: that is what an empty place looks like. */
function pairOf(mark: Uint8Array): [number, number] {
  const view = new DataView(mark.buffer, mark.byteOffset, mark.length);
  return [view.getUint32(0) || 1, view.getUint32(4)];
}
