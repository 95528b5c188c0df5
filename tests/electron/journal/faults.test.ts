import { existsSync } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openJournal, type OpenJournal } from '../../../electron/journal/file.ts';
import { received, verified } from '../../fakes/chain.ts';
import { faultyDisk } from '../../fakes/disk.ts';
import { eventsOf, journalDirectory, openAt, optionsFor } from '../../fakes/open-journal.ts';

const many = (count: number, prefix = 'C') => Array.from({ length: count }, (_, i) => received(`${prefix}-${i}`));

async function onFaultyDisk() {
  const disk = faultyDisk();
  const directory = await journalDirectory();
  const journal = await openAt(directory, { openFile: disk.openFile });
  return { disk, directory, journal, size: async () => (await stat(journal.path)).size };
}

/** Nothing but what was acknowledged is on disk, and the next start works with that. */
async function goesOnWith(directory: string, journal: OpenJournal, acknowledged: number): Promise<void> {
  await journal.close();
  expect(verified(await readFile(journal.path))).toMatchObject({ firstBad: null, tail: new Uint8Array(0) });
  const again = await openAt(directory);
  expect(eventsOf(again).filter(({ kind }) => kind === 'unit-received').length).toBe(acknowledged);
  await again.append([received('AFTER')]);
  await again.close();
}

test('short writes are carried on with', async () => {
  const { disk, directory, journal } = await onFaultyDisk();
  disk.bite = 7;
  await journal.append(many(5));
  await goesOnWith(directory, journal, 5);
});

describe('a full disk', () => {
  test('lets what was begun be finished from the reserve, and says that it is low', async () => {
    const { disk, directory, journal } = await onFaultyDisk();
    const reserve = join(directory, 'journal.reserve');
    expect([journal.low, (await stat(reserve)).size]).toEqual([false, 4096]);
    disk.room = 300;
    disk.freed = () => (existsSync(reserve) ? 0 : 4096);
    expect((await journal.append(many(3))).length).toBe(3);
    expect([journal.low, journal.stopped]).toEqual([true, null]);
    disk.freed = () => 0;
    await expect(journal.append(many(20, 'D'))).rejects.toMatchObject({ code: 'ENOSPC' });
    await goesOnWith(directory, journal, 3);
  });

  test('that has no room for a reserve is low from the start', async () => {
    const directory = await journalDirectory();
    await mkdir(join(directory, 'journal.reserve'));
    const journal = await openAt(directory);
    expect(journal.low).toBe(true);
    await journal.append(many(1));
    await journal.close();
  });

  test('stops the journal with what and where; nothing is half written, nothing is lost', async () => {
    const { disk, directory, journal, size } = await onFaultyDisk();
    await journal.append(many(3));
    const before = await size();
    disk.room = 700;
    const [first, second] = await Promise.allSettled([journal.append(many(9, 'D')), journal.append(many(1, 'E'))]);
    const message = `The journal ${journal.path} cannot be written: the disk is full (ENOSPC); free some room, then start the station again. The last step counts as not done.`;
    expect([first, second]).toMatchObject([{ reason: { message, code: 'ENOSPC' } }, { reason: { message } }]);
    expect(await size()).toBe(before);
    disk.room = Infinity;
    await expect(journal.append(many(1))).rejects.toThrow(message);
    expect(await size()).toBe(before);
    await goesOnWith(directory, journal, 3);
  });

  test('that fills between the slices of one long append takes all of it back', async () => {
    const { disk, directory, journal, size } = await onFaultyDisk();
    const before = await size();
    disk.room = 300_000;
    await expect(journal.append(many(2000))).rejects.toThrow('ENOSPC');
    expect(disk.writes).toBeGreaterThan(2);
    expect(await size()).toBe(before);
    await goesOnWith(directory, journal, 0);
  });

  test('at the very start is said, and leaves nothing locked', async () => {
    const disk = faultyDisk();
    disk.room = 50;
    const directory = await journalDirectory();
    const opened = await openJournal({ ...optionsFor(directory), openFile: disk.openFile });
    expect(opened).toMatchObject({ ok: false, error: { kind: 'journal-unusable', facts: { code: 'ENOSPC' } } });
    await (await openAt(directory)).close();
  });
});

describe('an error of the disk', () => {
  test('on fdatasync is the end: no second try, the file is not touched any more', async () => {
    const { disk, journal, size } = await onFaultyDisk();
    disk.syncError = 'EIO';
    await expect(journal.append(many(2))).rejects.toMatchObject({ code: 'EIO' });
    const { writes, syncs } = disk;
    const left = await size();
    await expect(journal.append(many(2))).rejects.toMatchObject({ code: 'EIO' });
    await journal.close();
    expect([disk.writes, disk.syncs, await size()]).toEqual([writes, syncs, left]);
    expect(journal.stopped?.message).toContain('do not trust this disk');
  });

  test('answers everyone who comes after it, one after the other and at once', async () => {
    const { disk, journal } = await onFaultyDisk();
    disk.syncError = 'EIO';
    await expect(journal.append(many(1))).rejects.toMatchObject({ code: 'EIO' });
    for (let i = 0; i < 3; i++) await expect(journal.append(many(1))).rejects.toMatchObject({ code: 'EIO' });
    const together = await Promise.allSettled([1, 2, 3].map(() => journal.append(many(1))));
    expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await journal.close();
  });

  test.each(['EIO', 'EROFS', 'EDQUOT', 'EFBIG', 'EBADF'])('on writing is final too: %s', async (code) => {
    const { disk, directory, journal } = await onFaultyDisk();
    await journal.append(many(2));
    disk.writeError = code;
    await expect(journal.append(many(1, 'D'))).rejects.toMatchObject({ name: 'JournalStopped', code });
    await expect(journal.append(many(1, 'E'))).rejects.toThrow(code);
    await goesOnWith(directory, journal, 2);
  });

  test('a clock that fails stops the journal rather than leave it without an answer', async () => {
    let now = '2026-11-22T10:00:00.000Z';
    const journal = await openAt(await journalDirectory(), { clock: { now: () => now } });
    now = 'noon';
    await expect(journal.append(many(1))).rejects.toThrow('"at" expected');
    expect(journal.stopped).not.toBe(null);
    await journal.close();
  });
});
