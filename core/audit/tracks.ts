/**
 * What must be unique across stations, in columns of numbers: a name is 64 bits of it, 12 bytes with its record, so that
 * ten million cards are a hundred megabytes and not ten. Two that agree in their 64 bits are read again from their
 * journals before anybody says that they are one.
 */

/** What is compared: the code of a card and its key at Press, its etch job at Bench. */
export const TRACK_NAMES = ['code', 'key', 'etch'] as const;
export type TrackName = (typeof TRACK_NAMES)[number];

/** Three numbers an entry: the 64 bits, and the record. */
export type Track = Uint32Array<ArrayBuffer>;

export interface TrackWriter {
  add(name: string, record: number): void;
  readonly track: Track;
}

const WIDTH = 3;

export function createTrack(): TrackWriter {
  let track: Track = new Uint32Array(WIDTH * 1024);
  let length = 0;
  return {
    add(name, record) {
      if (length + WIDTH > track.length) {
        const larger: Track = new Uint32Array(2 * track.length);
        larger.set(track);
        track = larger;
      }
      const [a, b] = halves(name);
      track[length] = a;
      track[length + 1] = b;
      track[length + 2] = record;
      length += WIDTH;
    },
    get track() {
      return track.slice(0, length);
    },
  };
}

/** Two mixes of 32 bits (FNV-1a with two primes and a last stir): they sort names, they prove nothing. */
function halves(name: string): readonly [number, number] {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995);
    b ^= b >>> 13;
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
  return [(a ^ (a >>> 13)) >>> 0, (b ^ (b >>> 15)) >>> 0];
}

export interface Pair {
  readonly first: { readonly journal: number; readonly record: number };
  readonly second: { readonly journal: number; readonly record: number };
}

/** How many parts the names are cut into, so that only one of them is in memory as a table. */
const PARTS = 64;

/** Every two entries of these tracks (one a journal) whose 64 bits agree; each with the first that had them. */
export function* agreeing(tracks: readonly Track[]): Generator<Pair, void, undefined> {
  for (let part = 0; part < PARTS; part++) {
    const seen = new Map<number, number>();
    for (const [journal, track] of tracks.entries()) {
      for (let i = 0; i < track.length; i += WIDTH) {
        const a = track[i] as number;
        if (a % PARTS !== part) continue;
        // 53 of the 64 bits as one number; the rest is compared where they meet.
        const key = a * 0x200000 + ((track[i + 1] as number) >>> 11);
        const place = journal * 0x200000000 + i;
        const before = seen.get(key);
        if (before === undefined) {
          seen.set(key, place);
          continue;
        }
        const [other, at] = [Math.floor(before / 0x200000000), before % 0x200000000];
        const first = { journal: other, record: tracks[other]?.[at + 2] ?? 0 };
        yield { first, second: { journal, record: track[i + 2] as number } };
      }
    }
  }
}
