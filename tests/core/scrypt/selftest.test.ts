import { describe, expect, it } from 'vitest';
import { kernelBinary, openKernel } from '../../../core/scrypt/kernel.ts';
import type { Mixer } from '../../../core/scrypt/mixer.ts';
import { openMixer } from '../../../core/scrypt/scrypt.ts';
import { deriveSecond } from '../../../core/scrypt/second.ts';
import { checkKnownAnswers, provenFirst, WrongAnswer } from '../../../core/scrypt/selftest.ts';

/** Salsa20's rotation by 13 as it stands in the binary: `i32.const 13`, `i32x4.shl`. */
const shiftBy13 = Buffer.from([0x41, 13, 0xfd, 0xab, 0x01]);

/** The kernel with one shift of 13 changed to 12, the `which`-th of all, counted from the front or from the back. */
function flipped(which: 'first' | 'last'): Uint8Array {
  const binary = Buffer.from(kernelBinary());
  const at = which === 'first' ? binary.indexOf(shiftBy13) : binary.lastIndexOf(shiftBy13);
  expect(at).toBeGreaterThan(0);
  binary[at + 1] = 12;
  return binary;
}

describe('the start-up check', () => {
  it.each(['first', 'last'] as const)(
    'refuses a kernel with one constant flipped, the %s of its kind',
    async (which) => {
      const kernel = openKernel(flipped(which));
      expect(kernel).toBeDefined();
      await expect(checkKnownAnswers(openMixer(kernel))).rejects.toThrow(WrongAnswer);
    },
  );

  it('refuses a second implementation that is wrong', async () => {
    const wrong: typeof deriveSecond = async (job) => (await deriveSecond(job)).fill(0, 63);
    const check = checkKnownAnswers(openMixer(openKernel()), wrong);
    await expect(check).rejects.toThrow(
      "scrypt's start-up check failed: scrypt-js does not give the answer of RFC 7914",
    );
  });

  it('keeps nobody waiting for the second implementation at its full cost, which proves itself before its first opinion', async () => {
    const asked: number[] = [];
    const watched: typeof deriveSecond = async (job) => (asked.push(job.N), deriveSecond(job));
    await checkKnownAnswers(openMixer(openKernel()), watched);
    expect(Math.max(...asked)).toBe(1024);

    asked.splice(0);
    const second = provenFirst(watched);
    const job = { N: 16, r: 1, p: 1, dkLen: 64, password: new Uint8Array(), salt: new Uint8Array() };
    const [one, other] = await Promise.all([second(job), second(job)]);
    expect(asked).toEqual([16384, 16, 16]);
    expect(Buffer.from(one).toString('hex').slice(0, 16)).toBe('77d6576238657b20');
    expect(other).toEqual(one);
  });

  it('lets a second implementation that is wrong at its full cost give no opinion, ever', async () => {
    let answered = 0;
    const wrong: typeof deriveSecond = async (job) => {
      answered++;
      return job.N > 1024 ? new Uint8Array(64) : deriveSecond(job);
    };
    const second = provenFirst(wrong);
    const job = { N: 16, r: 1, p: 1, dkLen: 64, password: new Uint8Array(), salt: new Uint8Array() };
    for (let time = 0; time < 2; time++) await expect(second(job)).rejects.toThrow(WrongAnswer);
    expect(answered).toBe(1);
  });

  it('goes no further than what is going to be derived, and so far all the same', async () => {
    const asked: number[] = [];
    const { mix, ...rest } = openMixer(openKernel());
    const watched: Mixer = { ...rest, mix: (lanes, cost) => (asked.push(cost.N), mix(lanes, cost)) };
    await checkKnownAnswers(watched, deriveSecond, 1024);
    expect(Math.max(...asked)).toBe(1024);
    const wrong = checkKnownAnswers(openMixer(openKernel(flipped('first'))), deriveSecond, 1024);
    await expect(wrong).rejects.toThrow(WrongAnswer);
  });
});
