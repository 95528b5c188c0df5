import { expect, test, vi } from 'vitest';
import { openMixer } from '../../../core/scrypt/scrypt.ts';
import { openKernel } from '../../../core/scrypt/kernel.ts';
import type { Task } from '../../../electron/workers/protocol.ts';
import { createTurns } from '../../../electron/workers/turns.ts';

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
