import { describe, expect, it } from 'vitest';
import { KERNEL_MEMORY, kernelBinary, openKernel } from '../../../core/scrypt/kernel.ts';
import type { Kernel } from '../../../core/scrypt/kernel.ts';

const bip38 = { N: 16384, r: 8 };

const isBlank = (memory: Uint8Array): boolean => new Int32Array(memory.buffer).every((word) => word === 0);

describe('the kernel', () => {
  const kernel = openKernel() as Kernel;

  it('holds four lanes of BIP38 in 64 MiB', () => {
    expect(KERNEL_MEMORY).toBe(64 * 1024 * 1024);
    expect(kernel.memory.length).toBe(KERNEL_MEMORY);
    expect(kernel.width(bip38)).toBe(4);
    expect(kernel.takes({ N: 2 ** 16, r: 8 })).toBe(true);
    expect(kernel.takes({ N: 2 ** 17, r: 8 })).toBe(false);
  });

  it('leaves nothing in its memory', () => {
    const lanes = Array.from({ length: 5 }, (_, i) => new Uint8Array(1024).fill(i + 1));
    kernel.mix(lanes, { N: 512, r: 8 });
    expect(isBlank(kernel.memory)).toBe(false);
    kernel.wipe();
    expect(isBlank(kernel.memory)).toBe(true);
  });

  it('mixes the same at every width', () => {
    const mixedBy = (widest: 1 | 2 | 3 | 4): Uint8Array[] => {
      const lanes = Array.from({ length: 6 }, (_, i) => new Uint8Array(384).fill(i + 1));
      openKernel(kernelBinary(), widest)?.mix(lanes, { N: 64, r: 3 });
      return lanes;
    };
    expect([mixedBy(2), mixedBy(3), mixedBy(4)]).toEqual([mixedBy(1), mixedBy(1), mixedBy(1)]);
  });

  it('leaves lanes as they were where it is told to stop, and mixes them from there as ever', () => {
    const blocks = (): Uint8Array[] => [1, 2, 3].map((byte) => new Uint8Array(1024).fill(byte));
    const mixed = blocks();
    kernel.mix(mixed, bip38);
    const lanes = blocks();
    for (const stop of [1, 2, 64, 65, 128]) {
      let asked = 0;
      expect(kernel.mixUnless(() => ++asked === stop, lanes, bip38)).toBe(false);
      expect([asked, lanes]).toEqual([stop, blocks()]);
    }
    expect(kernel.mixUnless(() => false, lanes, bip38)).toBe(true);
    expect(lanes).toEqual(mixed);
    expect(() => kernel.mixUnless(() => false, [...blocks(), ...blocks()], bip38)).toThrow(RangeError);
    kernel.wipe();
  });

  it('is not opened from a binary that the host cannot run', () => {
    expect(openKernel(new Uint8Array([0, 1, 2, 3]))).toBeUndefined();
  });
});
