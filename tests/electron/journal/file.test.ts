import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { openJournal } from '../../../electron/journal/file.ts';
import { AT, begun, EVENTS, received, STATION, testIdentity, verified } from '../../fakes/chain.ts';
import { faultyDisk } from '../../fakes/disk.ts';
import { eventsOf, journalDirectory, openAt, optionsFor } from '../../fakes/open-journal.ts';

const started: JournalEvent = { kind: 'station-started', version: '1', runtime: 'test' };

test('a new journal begins with who it is of, for its owner alone', async () => {
  const directory = join(await journalDirectory(), 'deep', 'down');
  const journal = await openAt(directory);
  expect(eventsOf(journal)).toEqual([begun()]);
  expect((await stat(directory)).mode & 0o777).toBe(0o700);
  expect((await stat(journal.path)).mode & 0o777).toBe(0o600);
  await journal.close();
});

test('what was appended is there after closing, under a signed checkpoint, and goes on', async () => {
  const directory = await journalDirectory();
  const first = await openAt(directory);
  const refs = await first.append(EVENTS);
  await first.close();

  const report = verified(await readFile(first.path));
  expect(report).toMatchObject({ firstBad: null, checkpoints: 1, head: { size: EVENTS.length + 2 } });

  const second = await openAt(directory);
  expect(second.head).toEqual(report.head);
  const records = [...second.records(0)].flat();
  expect(records.map(({ event }) => event).slice(0, -1)).toEqual([begun(), ...EVENTS]);
  expect(refs).toEqual(records.slice(1, -1).map(({ seq, hash }) => ({ seq, hash })));
  expect(await second.append([started])).toEqual([{ seq: EVENTS.length + 2, hash: second.head.hash }]);
  await second.close();
});

test('opening and closing without a word leaves no trail of checkpoints', async () => {
  const directory = await journalDirectory();
  for (let i = 0; i < 3; i++) await (await openAt(directory)).close();
  const journal = await openAt(directory);
  expect(eventsOf(journal).map(({ kind }) => kind)).toEqual(['journal-begun', 'checkpoint']);
  await journal.close();
});

describe('appending', () => {
  test('many at once share their writes and their syncs, in the order they were asked for', async () => {
    const disk = faultyDisk();
    const journal = await openAt(await journalDirectory(), { openFile: disk.openFile });
    const { writes, syncs } = disk;
    const events = Array.from({ length: 100 }, (_, i) => received(`C-${i}`));
    const refs = await Promise.all(events.map((event) => journal.append([event])));
    expect([disk.writes - writes, disk.syncs - syncs]).toEqual([2, 2]);
    expect(eventsOf(journal, 1)).toEqual(events);
    expect(refs.flat().map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    await journal.close();
  });

  test('is answered only after the sync, and by then readers and followers know', async () => {
    const disk = faultyDisk();
    const journal = await openAt(await journalDirectory(), { openFile: disk.openFile });
    const seen: string[] = [];
    const stop = journal.follow((records) => {
      seen.push(`${disk.syncs} syncs, ${records.length} records, head ${journal.head.size}`);
    });
    const { syncs } = disk;
    await journal.append([started, started]);
    expect(seen).toEqual([`${syncs + 1} syncs, 2 records, head 3`]);
    stop();
    await journal.append([started]);
    expect(seen.length).toBe(1);
    await journal.close();
  });

  test('nothing gives nothing', async () => {
    const journal = await openAt(await journalDirectory());
    expect(await journal.append([])).toEqual([]);
    expect(journal.head.size).toBe(1);
    await journal.close();
  });

  test('an event that is none is refused alone; the journal goes on', async () => {
    const journal = await openAt(await journalDirectory());
    const wrong = { kind: 'unit-checked', batch: 'B1' } as JournalEvent;
    await expect(journal.append([started, wrong])).rejects.toThrow(TypeError);
    const checkpoint = { kind: 'checkpoint', size: 1, head: journal.head.hash, signature: 'ab'.repeat(64) } as const;
    await expect(journal.append([checkpoint])).rejects.toThrow(TypeError);
    await journal.append([started]);
    expect(eventsOf(journal, 1)).toEqual([started]);
    await journal.close();
  });

  test('after closing is a bug', async () => {
    const journal = await openAt(await journalDirectory());
    const last = journal.append([started]);
    await Promise.all([last, journal.close()]);
    await expect(journal.append([started])).rejects.toThrow('is closed');
    expect(verified(await readFile(journal.path))).toMatchObject({ firstBad: null, head: { size: 3 } });
  });

  test('a checkpoint comes every so many records, also in the middle of a group', async () => {
    const journal = await openAt(await journalDirectory(), { checkpointEvery: 4 });
    const refs = await journal.append(Array.from({ length: 10 }, () => started));
    const kinds = eventsOf(journal).map(({ kind }) => (kind === 'checkpoint' ? 'c' : '.'));
    expect(kinds.join('')).toBe('....c....c...');
    expect(refs.map(({ seq }) => seq)).toEqual([1, 2, 3, 5, 6, 7, 8, 10, 11, 12]);
    expect(verified(await readFile(journal.path))).toMatchObject({ firstBad: null, checkpoints: 2 });
    await journal.close();
  });
});

test('reading may start at any record, of a file of many pieces', async () => {
  const directory = await journalDirectory();
  const writing = await openAt(directory);
  for (let i = 0; i < 4; i++) await writing.append(Array.from({ length: 400 }, (_, j) => received(`C-${i}-${j}`)));
  const check = (journal: typeof writing) => {
    const all = [...journal.records(0)].flat();
    expect(all.length).toBe(journal.head.size);
    for (const from of [0, 1, 399, 400, 777, 1200, all.length - 1, all.length])
      expect([...journal.records(from)].flat()).toEqual(all.slice(from));
  };
  check(writing);
  await writing.close();
  const reading = await openAt(directory);
  check(reading);
  await reading.close();
});

describe('what does not belong together is refused', () => {
  test.each([
    ['another station', { station: 'Bench 2' }],
    ['another mode', { mode: 'production' }],
    ['another key', { identity: testIdentity() }],
  ] as const)('%s', async (_, other) => {
    const directory = await journalDirectory();
    const journal = await openAt(directory);
    await journal.close();
    const before = await readFile(journal.path);
    const opened = await openJournal({ ...optionsFor(directory), ...other });
    expect(opened).toMatchObject({ ok: false, error: { kind: 'journal-of-another' } });
    expect(await readFile(journal.path)).toEqual(before);
    await (await openAt(directory)).close();
  });

  test('a link, a directory, somebody else’s file', async () => {
    const linked = await journalDirectory();
    await writeFile(join(linked, 'elsewhere'), '');
    await symlink('elsewhere', join(linked, 'journal.jsonl'));
    expect(await openJournal(optionsFor(linked))).toMatchObject({ error: { kind: 'journal-unusable' } });

    const directory = await journalDirectory();
    await mkdir(join(directory, 'journal.jsonl'));
    expect(await openJournal(optionsFor(directory))).toMatchObject({ error: { kind: 'journal-unusable' } });

    const foreign = await journalDirectory();
    await writeFile(join(foreign, 'journal.jsonl'), 'Dear diary');
    expect(await openJournal(optionsFor(foreign))).toMatchObject({ error: { kind: 'journal-damaged' } });
    expect(await readFile(join(foreign, 'journal.jsonl'), 'utf8')).toBe('Dear diary');
  });

  test('a directory that is a file', async () => {
    const path = join(await journalDirectory(), 'file');
    await writeFile(path, '');
    expect(await openJournal(optionsFor(join(path, 'journal')))).toMatchObject({ error: { kind: 'journal-unusable' } });
  });
});

test('two at once: the second is refused until the first closes', async () => {
  const directory = await journalDirectory();
  const first = await openAt(directory);
  const second = await openJournal(optionsFor(directory));
  expect(second).toMatchObject({ ok: false, error: { kind: 'journal-locked', facts: { pid: process.pid } } });
  await first.close();
  const third = await openAt(directory);
  await third.close();
  expect((await readdir(directory)).sort()).toEqual([
    'journal.anchor',
    'journal.jsonl',
    'journal.lock.2',
    'journal.reserve',
    'journal.verified',
  ]);
});

test('what is not a key of ours signs nothing', async () => {
  const { publicKey } = generateKeyPairSync('x25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
  const identity = { ...STATION, publicKey: raw };
  const directory = await journalDirectory();
  const journal = await openAt(directory, { identity });
  await journal.close();
  expect(verified(await readFile(journal.path)).firstBad?.why).toBe('the signature of this checkpoint is false');
});

test('progress runs to the end of the file', async () => {
  const directory = await journalDirectory();
  const journal = await openAt(directory);
  await journal.append(Array.from({ length: 900 }, (_, i) => received(`C-${i}`)));
  await journal.close();
  const { size } = await stat(journal.path);
  const progress: [number, number][] = [];
  const again = await openAt(directory, { onProgress: (done, total) => progress.push([done, total]) });
  expect(progress.length).toBeGreaterThan(1);
  expect(progress.at(-1)).toEqual([size, size]);
  await again.close();
});

test('the time on a record is the clock’s', async () => {
  const journal = await openAt(await journalDirectory(), { clock: { now: () => '1970-01-01T00:00:00.000Z' } });
  await journal.append([started]);
  expect([...journal.records(0)].flat().map(({ at }) => at)).not.toContain(AT);
  await journal.close();
});
