/** A station is backed up while it works, and restored: it is itself again when two people say so, and nothing more. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { platformRandom } from '../../fakes/streams.ts';
import { readEightWords } from '../../../core/base/eight-words.ts';
import { must } from '../../../core/base/result.ts';
import { BACKED_UP, copyStation, SUMS_FILE } from '../../../electron/station/backup.ts';
import { openCommissioned } from '../../../electron/station/commissioned.ts';
import { openGate } from '../../../electron/station/gate.ts';
import { backUp, moveAnchor } from '../../../electron/station/keeping.ts';
import { verifyJournal } from '../../../electron/journal/verify.ts';
import { restoreStation } from '../../../electron/station/restore.ts';
import type { Acceptance } from '../../../electron/journal/standing.ts';
import {
  cheapGate,
  eventsOf,
  introduce,
  makeStation,
  newStation,
  openStation,
  PASSPHRASE,
  secretOf,
  systemClock,
  type TestStation,
} from '../../fakes/commissioned.ts';
import { outsideAnchor } from '../../fakes/computer.ts';
import { keepsAnother, pastCache } from '../../fakes/past-cache.ts';

let station: TestStation;
let disk: string;
beforeEach(async () => {
  station = await newStation('bench', 'Bench A');
  disk = await scratch();
  onTestFinished(async () => {
    await station.close();
    await rm(station.directory, { recursive: true, force: true });
  });
});

async function scratch(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-backup-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

const keep = (over: Partial<Parameters<typeof backUp>[0]> = {}) =>
  backUp({ ...station, clock: { now: () => '2026-11-27T10:00:00.000Z' }, ...over }, disk, 'Ann');

async function open(directory: string, accept?: Acceptance) {
  const gate = must(
    await openGate({ directory, derivation: cheapGate(), random: platformRandom, now: () => performance.now() }),
  );
  using passphrase = secretOf(PASSPHRASE);
  return openCommissioned(directory, must(await gate.unlock(passphrase)), systemClock, accept);
}

const accepting = (words: string): Acceptance => ({
  known: readEightWords(words) ?? '',
  reason: 'the disk died',
  signatures: [{ name: 'Ann' }, { name: 'Bob' }],
});

test('a backup and a verification need no key: they finish behind the lock, and the copy is whole', async () => {
  const kept = keep();
  const verifying = verifyJournal(station.journal.path);
  await vi.waitUntil(async () => (await readdir(disk)).length > 0, { timeout: 10_000 });
  await station.close();
  const { folder } = must(await kept);
  expect((await readdir(folder)).sort()).toContain('SHA256SUMS');
  expect(must(await verifying).firstBad).toBeNull();
  const copied = must(await verifyJournal(join(folder, 'journal.jsonl')));
  expect([copied.firstBad, copied.tail]).toEqual([null, 0]);
});

test.runIf(process.platform === 'linux')(
  'a medium that keeps something else than the system remembers is found out',
  async () => {
    const fs = { open: pastCache((handle, path) => path.endsWith('journal.jsonl') && keepsAnother(handle)) };
    const given = { directory: station.directory, station: 'Bench A', at: '2026-11-27T10:00:00.000Z', to: disk };
    expect(await copyStation({ ...given, fs })).toMatchObject({ error: { kind: 'read-back' } });
  },
);

test('H1: its folder holds the station and nothing that opens a card, with sums that standard tools check', async () => {
  for (const name of ['vault', 'origin', 'press', 'etch']) {
    await mkdir(join(station.directory, name), { recursive: true });
    await writeFile(join(station.directory, name, 'B-1'), 'what opens a card');
  }
  const { folder, bytes } = must(await keep());
  expect(folder).toBe(join(disk, 'twofold-Bench_A-20261127-100000'));
  const files = await readdir(folder);
  expect(files.sort()).toEqual([SUMS_FILE, 'journal.jsonl', 'station.keys'].sort());
  expect(execFileSync('sha256sum', ['--check', '--strict', SUMS_FILE], { cwd: folder, encoding: 'utf8' })).toMatch(
    /journal\.jsonl: OK\nstation\.keys: OK/,
  );
  expect(bytes).toBeGreaterThan(1000);
  expect(eventsOf(station).at(-1)).toMatchObject({ kind: 'backup-made', to: disk, by: { name: 'Ann' } });
  expect(await readFile(join(folder, 'journal.jsonl'), 'utf8')).toContain('backup-made');
});

test('H1: restored, it is shut until two people give its last record, and then it is itself', async () => {
  const peer = await newStation('origin', 'Origin A');
  await introduce(station, peer);
  const { folder, words, records } = must(await keep({ rest: station.close }));
  await rm(station.directory, { recursive: true });
  const home = join(await scratch(), 'station');
  expect(must(await restoreStation(folder, home))).toMatchObject({ identity: { name: 'Bench A' }, records });
  expect(await open(home)).toMatchObject({ ok: false, error: { kind: 'journal-went-back' } });
  // Whoever guesses says that records are lost.
  const again = must(await open(home, accepting(words)));
  expect([...again.journal.records(records)].flat()[0]?.event).toMatchObject({ kind: 'history-accepted', lost: false });
  expect(again.book.peers().map(({ identity }) => identity.name)).toEqual(['Origin A']);
  await again.close();
  await peer.close();
  await rm(peer.directory, { recursive: true });
});

test('H1: restored on another computer, from a backup that is not its end, records are lost', async () => {
  const { folder, records } = must(await keep());
  await station.journal.append([{ kind: 'incident', reason: 'test', serial: null, detail: 'later work' }]);
  const { hash } = station.journal.head;
  await station.close();
  await rm(outsideAnchor(station.identity));
  const home = join(await scratch(), 'station');
  must(await restoreStation(folder, home));
  const again = must(await open(home, accepting(hash)));
  expect([...again.journal.records(records)].flat()[0]?.event).toMatchObject({ kind: 'history-accepted', lost: true });
  await again.close();
});

test('H1: what was changed, cut or is none of ours is not restored, and nothing is left', async () => {
  const { folder } = must(await keep());
  const home = join(await scratch(), 'station');
  for (const name of BACKED_UP) {
    const path = join(folder, name);
    const whole = await readFile(path).catch(() => null);
    if (whole === null) continue;
    await writeFile(path, whole.subarray(0, whole.length - 1));
    expect(await restoreStation(folder, home)).toMatchObject({ error: { kind: 'altered', facts: { path } } });
    await writeFile(path, whole);
  }
  // Changed with its sums, by somebody with a pencil: the journal's own chain says so.
  const path = join(folder, 'journal.jsonl');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('"by":{"name":"Ann"}', '"by":{"name":"Eve"}'));
  const files = ['journal.jsonl', 'station.keys'];
  const sums = execFileSync('sha256sum', files, { cwd: folder, encoding: 'utf8' });
  await writeFile(join(folder, SUMS_FILE), sums);
  must(await restoreStation(folder, home));
  expect(await open(home, accepting('ab'.repeat(32)))).toMatchObject({ error: { kind: 'journal-damaged' } });
  await rm(home, { recursive: true });
  // The keys of one station with the journal of another.
  const other = await makeStation('press', 'Press B');
  await writeFile(join(folder, 'station.keys'), await readFile(join(other, 'station.keys')));
  await writeFile(join(folder, SUMS_FILE), execFileSync('sha256sum', files, { cwd: folder, encoding: 'utf8' }));
  expect(await restoreStation(folder, home)).toMatchObject({ error: { kind: 'altered' } });
  await rm(other, { recursive: true });

  expect(await restoreStation(disk, home)).toMatchObject({ error: { kind: 'not-a-backup' } });
  expect(await readdir(home).catch(() => null)).toBeNull();
  expect(await restoreStation(folder, station.directory)).toMatchObject({ error: { kind: 'not-empty' } });
});

test('H1: a medium that reads otherwise the second time, or a disk that is full, leaves nothing of the station', async () => {
  const { folder } = must(await keep());
  const home = join(await scratch(), 'station');
  const path = join(folder, 'station.keys');
  const whole = await readFile(path);
  // All was as it should be when it was looked at; a byte turns while the file before it is copied.
  const turning = (done: number, total: number): void => {
    if (done > total / 2) writeFileSync(path, Buffer.from(whole).fill(0x20, 10, 11));
  };
  expect(await restoreStation(folder, home, turning)).toMatchObject({ error: { kind: 'altered', facts: { path } } });
  expect(await readdir(home)).toEqual([]);
  await writeFile(path, whole);

  expect(
    await restoreStation(folder, home, (done, total) => {
      if (done > total / 2) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    }),
  ).toMatchObject({ error: { kind: 'disk' } });
  expect(await readdir(home)).toEqual([]);
  must(await restoreStation(folder, home));
});

test('H1: a backup into nothing, or a second one in the same second, is refused in words', async () => {
  expect(await backUp({ ...station, clock: systemClock }, join(disk, 'gone'), 'Ann')).toMatchObject({
    error: { kind: 'no-folder' },
  });
  expect(await backUp({ ...station, clock: systemClock }, disk, ' ')).toMatchObject({ error: { kind: 'nobody' } });
  must(await keep());
  expect(await keep()).toMatchObject({ error: { area: 'backup', kind: 'disk' } });
});

test('H1: an anchor is moved by two people, onto a folder that is there', async () => {
  const medium = await scratch();
  expect(await moveAnchor(station, medium, ['Ann', 'ann'])).toMatchObject({ error: { kind: 'same-person' } });
  expect(await moveAnchor(station, join(medium, 'gone'), ['Ann', 'Bob'])).toMatchObject({
    error: { kind: 'no-folder' },
  });
  must(await moveAnchor(station, medium, ['Ann', 'Bob']));
  expect(await readdir(medium)).toHaveLength(1);
  await station.close();
  await rm(join(medium, String((await readdir(medium))[0])));
  expect(await open(station.directory)).toMatchObject({
    error: { kind: 'journal-moved', facts: { path: expect.any(String) as string } },
  });
});

test('H1: a station in the middle of being restored is none', async () => {
  const { folder } = must(await keep());
  const home = join(await scratch(), 'station');
  must(await restoreStation(folder, home));
  await rm(join(home, 'station.keys'));
  expect(
    await openGate({ directory: home, derivation: cheapGate(), random: platformRandom, now: () => 0 }),
  ).toMatchObject({
    error: { kind: 'no-station' },
  });
  // What a power cut left is in the way, and said to be.
  expect(await restoreStation(folder, home)).toMatchObject({ error: { kind: 'not-empty' } });
});

test('a station opened again after its backup goes on as before', async () => {
  must(await keep({ rest: station.close }));
  const again = await openStation(station.directory);
  expect(eventsOf(again).map(({ kind }) => kind)).toContain('backup-made');
  await again.close();
});
