import { expect, test, vi } from 'vitest';
import { openMixer } from '../../../core/scrypt/scrypt.ts';
import { openKernel, type Kernel } from '../../../core/scrypt/kernel.ts';
import type { Task } from '../../../electron/workers/protocol.ts';
import { createTurns, type Turns } from '../../../electron/workers/turns.ts';

const opening = (): Task => ({
  kind: 'open',
  job: { password: new Uint8Array(4), salt: new Uint8Array(4), N: 16, r: 1, p: 1, dkLen: 32 },
});

test('fault 62: while somebody waits only urgent turns are begun, and then the others in their order', async () => {
  const done: number[] = [];
  const turns = createTurns({
    mixer: openMixer(openKernel()),
    second: async () => new Uint8Array(32),
    unit: async () => [],
    post: ({ kind, ...message }) => void (kind === 'done' && 'id' in message && done.push(message.id)),
    listen: () => undefined,
  });
  turns.hold(true);
  turns.take(1, false, opening());
  turns.take(2, false, opening());
  turns.take(3, true, opening());
  await vi.waitFor(() => expect(done).toEqual([3]));
  // Turns of the event loop in which the others could be begun.
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(done).toEqual([3]);
  turns.hold(false);
  await vi.waitFor(() => expect(done).toEqual([3, 1, 2]));
  turns.drop();
});

/** A lane of BIP38's heavy scrypt: hundreds of calls of the kernel. */
const HEAVY = { N: 16384, r: 8 };
const lane = (): Uint8Array => Uint8Array.from({ length: 1024 }, (_, i) => i % 251);

/** Mixes one lane of a batch; `meanwhile` is called with how often the worker has listened while it did. */
function mixingBatch(meanwhile: (turns: Turns, listened: number) => void) {
  const done: number[] = [];
  const results: Uint8Array[] = [];
  let listened = 0;
  const kernel = openKernel() as Kernel;
  const turns = createTurns({
    mixer: openMixer(kernel),
    second: async () => new Uint8Array(32),
    unit: async () => [],
    post(message) {
      if (message.kind !== 'done') return;
      done.push(message.id);
      if (message.id === 1) results.push(...message.result.map((bytes) => bytes.slice()));
    },
    listen: () => meanwhile(turns, ++listened),
  });
  turns.take(1, false, { kind: 'mix', lanes: [lane()], cost: HEAVY });
  return { turns, done, results, kernel, listened: () => listened };
}

function mixed(): Uint8Array {
  const bytes = lane();
  openKernel()?.mix([bytes], HEAVY);
  return bytes;
}

test('fault 62: a piece of a batch is given up for whoever waits, and comes out right afterwards', async () => {
  const { turns, done, results } = mixingBatch((turns, listened) => {
    if (listened === 50) turns.take(2, true, opening());
  });
  await vi.waitFor(() => expect(done).toEqual([2, 1]));
  expect(results).toEqual([mixed()]);
  turns.drop();
});

test('fault 62: what is held in the middle of a piece goes on when it is free again', async () => {
  const { turns, done, results, listened } = mixingBatch((turns, listened) => {
    if (listened === 50) turns.hold(true);
  });
  await vi.waitFor(() => expect(listened()).toBe(50));
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect([done, listened()]).toEqual([[], 50]);
  turns.hold(false);
  await vi.waitFor(() => expect(results).toEqual([mixed()]));
  turns.drop();
});

test('a worker that is sent home in the middle of a piece leaves nothing of it', async () => {
  const { done, kernel, listened } = mixingBatch((turns, listened) => {
    if (listened === 50) turns.drop();
  });
  await vi.waitFor(() => expect(listened()).toBe(50));
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect([done, listened()]).toEqual([[], 50]);
  expect(kernel.memory.every((byte) => byte === 0)).toBe(true);
});
