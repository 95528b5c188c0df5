import { DatabaseSync } from '@photostructure/sqlite';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { openJournal, type OpenJournal } from '../../../electron/journal/file.ts';
import { openIndex, type Index } from '../../../electron/journal/index.ts';
import { sealStore } from '../../../electron/journal/seal.ts';
import { opened, received, STATION, testIdentity } from '../../fakes/chain.ts';
import { eventsOf, journalDirectory, openAt, optionsFor } from '../../fakes/open-journal.ts';

const SERIALS = Array.from({ length: 120 }, (_, i) => `C-${i}`);
const checked = (serial: string): JournalEvent => ({ kind: 'unit-checked', batch: 'B1', serial });
const LIFE: readonly JournalEvent[] = [
  ...SERIALS.map((serial) => received(serial)),
  opened(SERIALS.length),
  ...SERIALS.slice(0, 40).map(checked),
  { kind: 'incident', reason: 'misread', serial: 'C-1', detail: 'd' },
];

const everything = (index: Index) => ({
  units: index.units({ batch: 'B1', search: '', state: null, offset: 0, limit: 1000 }),
  counts: index.counts('B1'),
  batches: index.batches(),
  incidents: index.incidents({ open: false }).filter(({ reason }) => reason !== 'history-differs'),
  traveller: index.traveller('C-7'),
});

async function station(directory?: string) {
  const home = directory ?? (await journalDirectory());
  const journal = await openAt(home);
  const path = join(home, 'index.sqlite');
  const index = await openIndex({ path, journal });
  async function close() {
    index.close();
    await journal.close();
  }
  return { home, path, journal, index, close };
}

/** A station with a history, closed again, and what its index answered. */
async function lived() {
  const { home, path, journal, index, close } = await station();
  await journal.append(LIFE);
  const answers = everything(index);
  await close();
  return { home, path, answers };
}

const rebuilds = (journal: OpenJournal) =>
  eventsOf(journal).flatMap((event) => (event.kind === 'index-rebuilt' ? [event.because] : []));

test('the first start makes an index and has nothing to tell of it; nor has any start after', async () => {
  const { home, path } = await lived();
  const again = await station(home);
  expect(rebuilds(again.journal)).toEqual([]);
  expect(again.index.kept).toBe('on-disk');
  await again.close();
  expect((await readdir(home)).filter((name) => name.startsWith('index'))).toEqual([
    'index.sqlite',
    'index.sqlite.seal',
  ]);
  expect((await stat(path)).size).toBeGreaterThan(10_000);
});

describe('made again with the same answers, and that on record', () => {
  const overwrite = (offset: number, bytes: Buffer) => async (path: string) => {
    const content = await readFile(path);
    bytes.copy(content, offset < 0 ? content.length + offset : offset);
    await writeFile(path, content);
  };
  const sql = (statement: string) => (path: string) => {
    const db = new DatabaseSync(path);
    db.exec(statement);
    db.close();
    return Promise.resolve();
  };

  test.each<[string, string, (path: string) => Promise<void>]>([
    ['deleted', 'missing', (path) => rm(path)],
    ['empty', 'damaged', (path) => writeFile(path, '')],
    ['garbage', 'damaged', (path) => writeFile(path, Buffer.alloc(20_000, 'garbage'))],
    ['cut in half', 'damaged', async (path) => writeFile(path, (await readFile(path)).subarray(0, 20_480))],
    ['without a header', 'damaged', overwrite(0, Buffer.alloc(100))],
    ['with a page of noise', 'damaged', overwrite(8192, Buffer.alloc(4096, 0x5a))],
    ['without its place', 'damaged', sql('DELETE FROM meta')],
    ['without a table', 'damaged', sql('DROP TABLE incidents')],
    ['of another version', 'stale', sql('UPDATE meta SET schema = 999')],
  ])('%s: %s', async (_, because, spoil) => {
    const { home, path, answers } = await lived();
    await spoil(path);
    // As it would be if the disk rotted under the seal: who is not the station cannot seal it.
    sealStore(path, STATION.mac);
    const again = await station(home);
    expect(everything(again.index)).toEqual(answers);
    expect(rebuilds(again.journal)).toEqual([because]);
    expect(again.index.tail(3).map(({ event }) => event)).toEqual(eventsOf(again.journal).slice(-3));
    await again.close();
    const third = await station(home);
    expect(rebuilds(third.journal)).toEqual([because]);
    await third.close();
  });
});

describe('H2: an index is believed only as this station closed it', () => {
  test.each<[string, (path: string) => Promise<void>]>([
    [
      'one row changed',
      (path) =>
        Promise.resolve(new DatabaseSync(path)).then((db) => {
          db.exec("UPDATE units SET reason = 'none'");
          db.close();
        }),
    ],
    ['the seal is gone', (path) => rm(`${path}.seal`)],
    ['the seal is of another station', (path) => Promise.resolve(sealStore(path, testIdentity().mac))],
    ['a log lies beside it', (path) => writeFile(`${path}-wal`, 'anything')],
  ])('%s', async (_, spoil) => {
    const { home, path, answers } = await lived();
    await spoil(path);
    const again = await station(home);
    expect(everything(again.index)).toEqual(answers);
    expect(rebuilds(again.journal)).toEqual(['unsealed']);
    await again.close();
  });

  test('while it is open it has no seal: what a crash leaves is made again', async () => {
    const { home, path } = await lived();
    const again = await station(home);
    expect(existsSync(`${path}.seal`)).toBe(false);
    await again.close();
    expect(existsSync(`${path}.seal`)).toBe(true);
  });
});

test('an index that is behind catches up without a word', async () => {
  const { home, path, answers } = await lived();
  const earlier = join(home, 'earlier.sqlite');
  await copyFile(path, earlier);
  const more = await station(home);
  await more.journal.append(SERIALS.slice(40, 80).map(checked));
  const later = everything(more.index);
  await more.close();
  expect(later).not.toEqual(answers);
  await copyFile(earlier, path);
  sealStore(path, STATION.mac);
  const again = await station(home);
  expect(everything(again.index)).toEqual(later);
  expect(rebuilds(again.journal)).toEqual([]);
  await again.close();
});

test.each([
  ['of another history', `UPDATE meta SET head = '${'ab'.repeat(32)}'`],
  ['ahead of the journal', 'UPDATE meta SET size = size + 1'],
])('H1: an index %s stops the journal', async (_, statement) => {
  const { home, path, answers } = await lived();
  const db = new DatabaseSync(path);
  db.exec(statement);
  db.close();
  sealStore(path, STATION.mac);
  const again = await station(home);
  expect(everything(again.index)).toEqual(answers);
  expect(again.journal.stopped).not.toBeNull();
  await again.close();
});

test('H1: a journal put back from a backup is an incident and stops: its index has seen more', async () => {
  const { home } = await lived();
  const files = ['journal.jsonl', 'journal.anchor'].map((name) => join(home, name));
  const backup = await Promise.all(files.map((path) => readFile(path)));
  const more = await station(home);
  await more.journal.append([checked('C-100')]);
  const { head } = more.journal;
  await more.close();
  for (const [i, path] of files.entries()) await writeFile(path, backup[i] as Buffer);
  const again = await station(home);
  const incidents = again.index.incidents({ open: true }).filter(({ reason }) => reason === 'history-differs');
  expect(incidents.length).toBe(1);
  expect(incidents[0]?.detail).toContain(`the index had seen ${head.size} records`);
  expect(again.index.unit('C-100')?.state).toBe('received');
  await expect(again.journal.append([checked('C-101')])).rejects.toThrow('records of it are known');
  await again.close();
  expect(await openJournal(optionsFor(home))).toMatchObject({ error: { kind: 'journal-went-back' } });
});

describe('while the station works', () => {
  /** Changes bytes of the file where SQLite does not notice, as a failing disk would. */
  async function rot(path: string, old: string, changed: string): Promise<void> {
    const content = await readFile(path);
    const at = content.lastIndexOf(old);
    expect(at).toBeGreaterThan(0);
    content.write(changed, at);
    await writeFile(path, content);
  }

  test('a flipped bit in a row is met by making the index again, then answered', async () => {
    const { home, path, answers } = await lived();
    await rot(path, `cfrm38C-7ST-C-7`, `cfrm38C-7ST-C-8`);
    sealStore(path, STATION.mac);
    const again = await station(home);
    expect(rebuilds(again.journal)).toEqual([]);
    expect(again.index.unit('C-7')).toEqual(answers.units.rows[7]);
    expect(everything(again.index)).toEqual(answers);
    await again.journal.append([checked('C-100')]);
    expect(rebuilds(again.journal)).toEqual(['damaged']);
    expect([again.index.unit('C-100')?.state, again.index.kept]).toEqual(['checked', 'on-disk']);
    await again.close();
  });

  test('a flipped bit in a record too', async () => {
    const { home, path, answers } = await lived();
    await rot(path, '"kind":"unit-checked","serial":"C-7"}', '"kind":"unit-checked","serial":"C-8"}');
    sealStore(path, STATION.mac);
    const again = await station(home);
    expect(again.index.traveller('C-7')).toEqual(answers.traveller);
    await again.close();
  });

  test('writing on a damaged index heals it, and the append is answered as ever', async () => {
    const { home, path } = await lived();
    const again = await station(home);
    await again.close();
    const db = new DatabaseSync(path);
    db.exec('CREATE TRIGGER rot BEFORE INSERT ON events BEGIN SELECT raise(ABORT, "rotten"); END');
    db.close();
    sealStore(path, STATION.mac);
    const rotten = await station(home);
    const [ref] = await rotten.journal.append([checked('C-100')]);
    expect(ref?.seq).toBeGreaterThan(0);
    expect(rotten.index.unit('C-100')?.state).toBe('checked');
    await rotten.journal.append([checked('C-101')]);
    expect(rebuilds(rotten.journal)).toEqual(['damaged']);
    await rotten.close();
  });
});

test('where the disk will not have an index it is kept in memory, and answers the same', async () => {
  const { home, path, answers } = await lived();
  await rm(path);
  await mkdir(path);
  const again = await station(home);
  expect(again.index.kept).toBe('in-memory');
  expect(everything(again.index)).toEqual(answers);
  await again.journal.append([checked('C-100')]);
  expect(again.index.unit('C-100')?.state).toBe('checked');
  await again.close();
});

test('a disk that fails twice in one run is not asked again: the index goes to memory, its room to the journal', async () => {
  const { home, path, journal, index, close } = await station();
  // Far more than SQLite keeps of a file in memory, so that it must read what we spoil.
  const serials = Array.from({ length: 6000 }, (_, i) => `C-${i}`);
  await journal.append([...serials.map((serial) => received(serial)), opened(serials.length)]);
  for (let times = 0; times < 2; times++) {
    expect(index.kept).toBe('on-disk');
    for (const file of [path, `${path}-wal`]) await writeFile(file, Buffer.alloc((await stat(file)).size, 0x5a));
    expect(index.tail(9000).length).toBeGreaterThan(6000);
  }
  expect(index.kept).toBe('in-memory');
  expect((await readdir(home)).filter((name) => name.startsWith('index'))).toEqual([]);
  await journal.append([checked('C-100')]);
  expect(index.unit('C-100')?.state).toBe('checked');
  expect(rebuilds(journal)).toEqual(['damaged', 'damaged']);
  await close();
});

test('progress runs to the last record', async () => {
  const { home, path } = await lived();
  await rm(path);
  const journal = await openAt(home);
  const progress: [number, number][] = [];
  const index = await openIndex({ path, journal, onProgress: (done, total) => progress.push([done, total]) });
  expect(progress.at(-1)).toEqual([journal.head.size - 1, journal.head.size - 1]);
  index.close();
  await journal.close();
});

test('a closed index is a bug to ask', async () => {
  const { index, journal, close } = await station();
  index.close();
  expect(() => index.tail(1)).toThrow('closed');
  await journal.append([received('C-1')]);
  await close();
});
