import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Mode } from '../../../../../core/journal/event.ts';
import { must } from '../../../../../core/base/result.ts';
import { noteSource, scansFrom, type ScannedFor } from '../../../../../electron/roles/bench/cli/scan-source.ts';
import type { BenchStation } from '../../../../../electron/roles/bench/station.ts';
import { memoryJournal } from '../../../../fakes/journal.ts';

const DONE = ['cards were verified', 'cards were finished', 'known cards were checked'] satisfies ScannedFor[];

async function noted(mode: Mode, scans: string, done: ScannedFor) {
  const journal = memoryJournal([]);
  await noteSource({ parts: { journal, mode } as unknown as BenchStation['parts'] }, scans, done);
  return journal.events;
}

test.each(DONE)('in production, that %s with scans out of a file is an incident', async (done) => {
  expect(await noted('production', '/tmp/scans.txt', done)).toEqual([
    { kind: 'settings-changed', what: 'scan-source', to: 'a file' },
    { kind: 'incident', reason: 'scans-from-file', serial: null, detail: `${done} without a scanner` },
  ]);
});

test('scans that a person makes, and those of a training station, are no incident', async () => {
  expect(await noted('production', '-', 'cards were finished')).toEqual([
    { kind: 'settings-changed', what: 'scan-source', to: 'standard input' },
  ]);
  expect((await noted('training', '/tmp/scans.txt', 'cards were finished')).map(({ kind }) => kind)).toEqual([
    'settings-changed',
  ]);
});

test('a file of scans is read as it stands; a directory, or nothing, is none', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-scans-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  writeFileSync(join(directory, 'scans.txt'), 'TF-0001\n! yes\n');
  const { signal } = new AbortController();
  const pieces: Uint8Array[] = [];
  for await (const piece of must(await scansFrom(join(directory, 'scans.txt'), signal))()) pieces.push(piece);
  expect(Buffer.concat(pieces).toString('latin1')).toBe('TF-0001\n! yes\n');
  for (const path of [directory, join(directory, 'none')]) {
    expect(await scansFrom(path, signal)).toMatchObject({ ok: false, error: { kind: 'bad-scans', facts: { path } } });
  }
});
