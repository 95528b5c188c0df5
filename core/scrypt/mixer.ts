/**
 * scrypt between its two PBKDF2 calls: ROMix (RFC 7914, section 5) on lanes that do not depend on each other.
 * Two ways to do it: the SIMD kernel, and plain TypeScript where there is no SIMD or the lane is too large for it.
 */
export interface Mixer {
  /** False for the portable path, about nine times slower: worth telling whoever reads the log, once. */
  readonly simd: boolean;
  /** How many lanes of this cost are best given to one call of `mix`. */
  width(cost: LaneCost): number;
  /** Mixes any number of lanes in place, each of `128 * r` bytes, in groups of `width`. */
  mix(lanes: readonly Uint8Array[], cost: LaneCost): void;
  /**
   * As `mix`, of one group, which is given up as soon as `leave` says so: then the answer is false, and the lanes are as
   * they were. A mixer that cannot stop half-way mixes to the end.
   */
  mixUnless(leave: () => boolean, lanes: readonly Uint8Array[], cost: LaneCost): boolean;
  /** Overwrites what the lanes have left in working memory. To be called when there is nothing more to mix. */
  wipe(): void;
}

/** The most lanes that are ever woven together: what one turn of a worker should bring. */
export const WIDEST = 4;

export interface LaneCost {
  readonly N: number;
  readonly r: number;
}

/** Bytes of a lane's block, and of a row of its table. */
export const rowSize = (r: number): number => 128 * r;
