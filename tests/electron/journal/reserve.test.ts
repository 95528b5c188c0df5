import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openReserve } from '../../../electron/journal/reserve.ts';

test('takes real room, gives it back once, and says so', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-reserve-'));
  const path = join(directory, 'reserve');
  const reserve = await openReserve(path, 4096);
  expect((await stat(path)).size).toBe(4096);
  expect([reserve.held, await reserve.spend(), reserve.held, await reserve.spend()]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  await rm(directory, { recursive: true });
});

test('that the disk does not let go of is no room, and no fault of its own', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-reserve-'));
  const path = join(directory, 'reserve');
  const reserve = await openReserve(path, 16);
  await rm(path);
  await mkdir(path);
  expect(await reserve.spend()).toBe(false);
  await rm(directory, { recursive: true });
});
