import { base64 } from '@scure/base';
import { kernelWasm } from './kernel.wasm.ts';
import { rowSize } from './mixer.ts';
import type { LaneCost, Mixer } from './mixer.ts';
import { webAssembly } from './webassembly.ts';

/** All the kernel ever uses: with BIP38's parameters it holds four lanes of 16 MiB. Only touched pages cost memory. */
export const KERNEL_MEMORY = 64 * 1024 * 1024;

const PAGE = 64 * 1024;
/** Rows of a lane that are not V: X, its successor, and room for a row computed again (see romix.as). */
const WORKING_ROWS = 3;
/** From here on the working rows take the place of V's last ones: one step in thousands is done again for it. */
const LARGE = 4096;
/**
 * Steps to a call: small enough that an engine which starts with quick code soon changes to its best code, and that
 * whoever is not to be kept waiting is seen within half a millisecond.
 */
const STRIDE = 256;

type Walk = (base: number, lane: number, size: number, kept: number, n: number, begin: number, end: number) => void;
type Move = (from: number, to: number, size: number) => void;
type Width = 1 | 2 | 3 | 4;

type KernelExports = Readonly<Record<'arrange' | 'restore', Move> & Record<`fill${Width}` | `mix${Width}`, Walk>>;

export interface Kernel extends Mixer {
  /** False if one lane alone is larger than the kernel's memory. */
  takes(cost: LaneCost): boolean;
  /** The working memory itself, for the test that looks for what was left in it. */
  readonly memory: Uint8Array;
}

/** The kernel as it was built: what `openKernel` runs unless it is given something else. */
export const kernelBinary = (): Uint8Array => base64.decode(kernelWasm);

/**
 * Opens the SIMD kernel with a working memory of its own. Returns undefined where the host has no 128-bit SIMD.
 * `widest` limits how many lanes are woven together (the bench compares them).
 */
export function openKernel(binary: Uint8Array = kernelBinary(), widest: Width = 4): Kernel | undefined {
  const host = webAssembly();
  if (host === undefined || !host.validate(binary)) return undefined;
  const pages = KERNEL_MEMORY / PAGE;
  const shared = new host.Memory({ initial: pages, maximum: pages });
  const instance = new host.Instance(new host.Module(binary), { env: { memory: shared } });
  const code = instance.exports as KernelExports;
  const memory = new Uint8Array(shared.buffer);
  let touched = 0;

  /** Mixes up to `widest` lanes side by side; false if it was given up, and the lanes are as they were. */
  function mixTogether(lanes: readonly Uint8Array[], cost: LaneCost, leave: () => boolean): boolean {
    const { N, r } = cost;
    const size = rowSize(r);
    const kept = keptRows(N);
    const lane = (kept + WORKING_ROWS) * size;
    const spare = (kept + 1) * size;
    touched = Math.max(touched, lanes.length * lane);
    lanes.forEach((block, i) => {
      memory.set(block, i * lane + spare);
      code.arrange(i * lane + spare, i * lane, size);
    });
    const [fill, mix] = [code[`fill${lanes.length as Width}`], code[`mix${lanes.length as Width}`]];
    for (const walk of [fill, mix]) {
      for (let step = 0; step < N; step += STRIDE) {
        if (leave()) return false;
        walk(0, lane, size, kept, N, step, Math.min(step + STRIDE, N));
      }
    }
    lanes.forEach((block, i) => {
      code.restore(i * lane + kept * size, i * lane + spare, size);
      block.set(memory.subarray(i * lane + spare, i * lane + spare + size));
    });
    return true;
  }

  const width = (cost: LaneCost): number => Math.min(widest, Math.floor(KERNEL_MEMORY / laneBytes(cost)));
  return {
    simd: true,
    memory,
    width,
    takes: (cost) => width(cost) > 0,
    mix(lanes, cost) {
      const group = width(cost);
      for (let i = 0; i < lanes.length; i += group) mixTogether(lanes.slice(i, i + group), cost, never);
    },
    mixUnless(leave, lanes, cost) {
      if (lanes.length > width(cost)) throw new RangeError('more lanes than are woven together');
      return mixTogether(lanes, cost, leave);
    },
    wipe() {
      memory.fill(0, 0, touched);
      touched = 0;
    },
  };
}

const never = (): boolean => false;

const keptRows = (N: number): number => (N < LARGE ? N : N - WORKING_ROWS);

const laneBytes = ({ N, r }: LaneCost): number => (keptRows(N) + WORKING_ROWS) * rowSize(r);
