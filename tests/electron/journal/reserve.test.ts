import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openReserve, RESERVE_FILE, withRoom } from '../../../electron/journal/reserve.ts';
import { bundle } from '../../fakes/cli-bundle.ts';
import { journalDirectory, openAt } from '../../fakes/open-journal.ts';

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

describe('M4: what a start begins with', () => {
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });

  /** Does its work where there is no reserve any more. */
  async function onFullDisk(directory: string) {
    let tries = 0;
    const done = withRoom(directory, async () => {
      tries++;
      if (existsSync(join(directory, RESERVE_FILE))) throw full;
      return 'done';
    });
    return [await done.catch((cause: unknown) => cause), tries];
  }

  test('is done with the room of the reserve where the disk is too full for it', async () => {
    const directory = await journalDirectory();
    await openReserve(join(directory, RESERVE_FILE), 16);
    expect(await onFullDisk(directory)).toEqual(['done', 2]);
    expect(await onFullDisk(directory)).toEqual(['done', 1]);
  });

  test('leaves the reserve to a station that is open', async () => {
    const directory = await journalDirectory();
    const journal = await openAt(directory);
    expect(await onFullDisk(directory)).toEqual([full, 1]);
    expect(existsSync(join(directory, RESERVE_FILE))).toBe(true);
    await journal.close();
    expect(await onFullDisk(directory)).toEqual(['done', 2]);
  });

  test('is not done twice for any other fault, nor where there is no reserve', async () => {
    const directory = await journalDirectory();
    for (const code of ['EIO', 'ENOSPC']) {
      let tries = 0;
      const fault = Object.assign(new Error('broken'), { code });
      const done = withRoom(directory, () => (tries++, Promise.reject(fault)));
      expect([await done.catch((cause: unknown) => cause), tries]).toEqual([fault, 1]);
    }
  });

  const INSIDE = ['--user', '--map-root-user', '--mount', 'sh', '-c'] as const;
  const onSmallDisk = (line: string) => {
    const place = mkdtempSync(join(tmpdir(), 'twofold-full-'));
    onTestFinished(() => rmSync(place, { recursive: true }));
    const mounted = `mount -t tmpfs -o size=4m tmpfs '${place}' && TMPDIR='${place}' exec ${line}`;
    return execFileSync('unshare', [...INSIDE, mounted], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  };
  const mayMount = (() => {
    try {
      execFileSync('unshare', [...INSIDE, 'mount -t tmpfs tmpfs /mnt'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  })();

  test.runIf(mayMount)(
    'a station on a disk that is full to the last byte is opened, and records',
    { timeout: 300_000 },
    async () => {
      const bundles = await bundle({ full: 'tests/fakes/full-disk.ts' });
      onTestFinished(() => rmSync(bundles, { recursive: true }));
      expect(JSON.parse(onSmallDisk(`'${process.execPath}' '${join(bundles, 'full.cjs')}'`))).toEqual({
        low: true,
        last: { kind: 'settings-changed', what: 'full', to: 'recorded' },
      });
    },
  );
});
