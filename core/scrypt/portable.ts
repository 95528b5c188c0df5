import { rowSize } from './mixer.ts';
import type { LaneCost, Mixer } from './mixer.ts';

/**
 * ROMix in plain TypeScript, straight from RFC 7914: for hosts without SIMD and for lanes the kernel has no room for.
 * Takes `128 * N * r` bytes while it runs and gives them back wiped.
 */
export const portableMixer: Mixer = {
  simd: false,
  width: () => 1,
  mix: (lanes, cost) => lanes.forEach((lane) => roMix(lane, cost)),
  mixUnless(_leave, lanes, cost) {
    for (const lane of lanes) roMix(lane, cost);
    return true;
  },
  wipe: () => undefined,
};

/** scryptROMix (section 5), in place. */
function roMix(lane: Uint8Array, { N, r }: LaneCost): void {
  const words = rowSize(r) / 4;
  const view = new DataView(lane.buffer, lane.byteOffset, lane.byteLength);
  const table = new Uint32Array(N * words);
  const x = new Uint32Array(words);
  const y = new Uint32Array(words);
  for (let i = 0; i < words; i++) x[i] = view.getUint32(4 * i, true);
  for (let i = 0; i < N; i++) {
    table.set(x, i * words);
    blockMix(x, y, r);
  }
  for (let i = 0; i < N; i++) {
    const row = ((x[words - 16] as number) & (N - 1)) * words;
    for (let k = 0; k < words; k++) x[k] = (x[k] as number) ^ (table[row + k] as number);
    blockMix(x, y, r);
  }
  for (let i = 0; i < words; i++) view.setUint32(4 * i, x[i] as number, true);
  table.fill(0);
  x.fill(0);
  y.fill(0);
}

/** scryptBlockMix (section 4): `x` in place, `y` is room for the result. */
function blockMix(x: Uint32Array, y: Uint32Array, r: number): void {
  const state = new Uint32Array(16);
  state.set(x.subarray(x.length - 16));
  for (let block = 0; block < 2 * r; block++) {
    for (let i = 0; i < 16; i++) state[i] = (state[i] as number) ^ (x[16 * block + i] as number);
    salsa(state);
    y.set(state, 16 * ((block >> 1) + (block & 1) * r));
  }
  x.set(y);
  state.fill(0);
}

/** A left rotation of 32 bits. */
const turn = (word: number, n: number): number => (word << n) | (word >>> (32 - n));

/** Salsa20/8 (section 3), in place. Sixteen local variables, because an array would take twice as long. */
function salsa(state: Uint32Array): void {
  let x0 = state[0] as number;
  let x1 = state[1] as number;
  let x2 = state[2] as number;
  let x3 = state[3] as number;
  let x4 = state[4] as number;
  let x5 = state[5] as number;
  let x6 = state[6] as number;
  let x7 = state[7] as number;
  let x8 = state[8] as number;
  let x9 = state[9] as number;
  let x10 = state[10] as number;
  let x11 = state[11] as number;
  let x12 = state[12] as number;
  let x13 = state[13] as number;
  let x14 = state[14] as number;
  let x15 = state[15] as number;
  for (let round = 0; round < 8; round += 2) {
    // Column round.
    x4 ^= turn(x0 + x12, 7);
    x8 ^= turn(x4 + x0, 9);
    x12 ^= turn(x8 + x4, 13);
    x0 ^= turn(x12 + x8, 18);
    x9 ^= turn(x5 + x1, 7);
    x13 ^= turn(x9 + x5, 9);
    x1 ^= turn(x13 + x9, 13);
    x5 ^= turn(x1 + x13, 18);
    x14 ^= turn(x10 + x6, 7);
    x2 ^= turn(x14 + x10, 9);
    x6 ^= turn(x2 + x14, 13);
    x10 ^= turn(x6 + x2, 18);
    x3 ^= turn(x15 + x11, 7);
    x7 ^= turn(x3 + x15, 9);
    x11 ^= turn(x7 + x3, 13);
    x15 ^= turn(x11 + x7, 18);
    // Row round.
    x1 ^= turn(x0 + x3, 7);
    x2 ^= turn(x1 + x0, 9);
    x3 ^= turn(x2 + x1, 13);
    x0 ^= turn(x3 + x2, 18);
    x6 ^= turn(x5 + x4, 7);
    x7 ^= turn(x6 + x5, 9);
    x4 ^= turn(x7 + x6, 13);
    x5 ^= turn(x4 + x7, 18);
    x11 ^= turn(x10 + x9, 7);
    x8 ^= turn(x11 + x10, 9);
    x9 ^= turn(x8 + x11, 13);
    x10 ^= turn(x9 + x8, 18);
    x12 ^= turn(x15 + x14, 7);
    x13 ^= turn(x12 + x15, 9);
    x14 ^= turn(x13 + x12, 13);
    x15 ^= turn(x14 + x13, 18);
  }
  state[0] = (state[0] as number) + x0;
  state[1] = (state[1] as number) + x1;
  state[2] = (state[2] as number) + x2;
  state[3] = (state[3] as number) + x3;
  state[4] = (state[4] as number) + x4;
  state[5] = (state[5] as number) + x5;
  state[6] = (state[6] as number) + x6;
  state[7] = (state[7] as number) + x7;
  state[8] = (state[8] as number) + x8;
  state[9] = (state[9] as number) + x9;
  state[10] = (state[10] as number) + x10;
  state[11] = (state[11] as number) + x11;
  state[12] = (state[12] as number) + x12;
  state[13] = (state[13] as number) + x13;
  state[14] = (state[14] as number) + x14;
  state[15] = (state[15] as number) + x15;
}
