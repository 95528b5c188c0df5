import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyJournal } from '../../../electron/journal/verify.ts';
import { STATION, wholeChain } from '../../fakes/chain.ts';
import { journalDirectory, openAt } from '../../fakes/open-journal.ts';

const whole = wholeChain();

test('a journal file alone says all there is to say', async () => {
  const path = join(await journalDirectory(), 'copy.jsonl');
  await writeFile(path, whole.bytes);
  const all = {
    records: whole.lines.length,
    head: whole.head.hash,
    station: 'Bench 1',
    mode: 'training',
    publicKey: STATION.publicKey,
    checkpoints: 1,
    unsigned: 0,
    signed: 0,
    firstBad: null,
    setBack: null,
    tail: 0,
  };
  expect(await verifyJournal(path)).toEqual({ ok: true, value: all });
  await writeFile(path, Buffer.concat([whole.bytes, Buffer.from('{"at"')]));
  expect(await verifyJournal(path)).toEqual({ ok: true, value: { ...all, tail: 5 } });
  expect((await readFile(path)).length).toBe(whole.bytes.length + 5);
});

test('a huge file that is no journal is given up at once', async () => {
  const path = join(await journalDirectory(), 'huge');
  const file = await open(path, 'w');
  await file.truncate(8 * 2 ** 30);
  await file.close();
  const progress: number[] = [];
  const verification = await verifyJournal(path, (done) => progress.push(done));
  expect(verification).toMatchObject({ value: { records: 0, station: null, firstBad: { seq: 0, offset: 0 } } });
  expect(progress.length).toBe(1);
});

test('what cannot be read is said', async () => {
  const directory = await journalDirectory();
  await mkdir(join(directory, 'sub'));
  for (const name of ['sub', 'missing'])
    expect(await verifyJournal(join(directory, name))).toMatchObject({ ok: false, error: { kind: 'unreadable' } });
});

test('fault 29: a clock that was set back is said, with the record and both times; a minute is not', async () => {
  const directory = await journalDirectory();
  const times = ['2026-05-01T08:00:00.000Z', '2026-05-01T07:59:30.000Z', '2009-05-01T08:00:00.000Z'];
  let now = times[0] ?? '';
  const journal = await openAt(directory, { clock: { now: () => now } });
  for (const at of times) {
    now = at;
    await journal.append([{ kind: 'settings-changed', what: 'clock', to: at }]);
  }
  await journal.close();
  const said = await verifyJournal(join(directory, 'journal.jsonl'));
  expect(said).toMatchObject({ value: { firstBad: null, setBack: { from: times[1], to: times[2] } } });
});
