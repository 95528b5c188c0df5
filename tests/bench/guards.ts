/** What the guards of a journal cost who works with it: MAC, anchors, the index's seal, and opening a long one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalEvent } from '../../core/journal/event.ts';
import { must } from '../../core/base/result.ts';
import { openJournal, type OpenJournal } from '../../electron/journal/file.ts';
import { openIdentity } from '../../electron/journal/identity.ts';
import { openIndex } from '../../electron/journal/index.ts';
import { isSealed, sealStore } from '../../electron/journal/seal.ts';
import { milliseconds, percentile } from './measure.ts';
import { atMost, type Row, type Table } from './table.ts';

const RECORDS = 1_000_000;
const GROUP = 10_000;

const plain = (i: number): JournalEvent => ({
  kind: 'verdict-given',
  serial: `C-${String(i % GROUP).padStart(6, '0')}`,
  outcome: 'PASS',
  reason: null,
});

/** After this one both anchors are written before it is acknowledged. */
const anchored = (i: number): JournalEvent => ({
  kind: 'etch-intended',
  serials: [`C-${String(i).padStart(6, '0')}`],
  job: `job ${i}`,
  layout: 'card/1',
  format: 'svg',
});

export async function guards(): Promise<Table[]> {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-bench-'));
  try {
    const open = async (): Promise<OpenJournal> =>
      must(
        await openJournal({
          directory,
          station: 'Bench',
          mode: 'training',
          identity: must(await openIdentity(join(directory, 'identity.key'))),
          clock: { now: () => new Date().toISOString() },
          anchors: join(directory, 'anchors'),
        }),
      );
    const journal = await open();
    const rows = [
      await macs(journal),
      ...(await appended(journal, 'record on disk', plain)),
      ...(await appended(journal, 'record on disk, with both anchors', anchored)),
    ];
    const path = join(directory, 'index.sqlite');
    while (journal.head.size < RECORDS) await journal.append(Array.from({ length: GROUP }, (_, i) => plain(i)));
    await journal.close();
    return [{ title: 'Journal: what its guards cost', rows: [...rows, ...(await long(path, open))] }];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function macs({ mac }: OpenJournal): Promise<Row> {
  const line = 'x'.repeat(300);
  const time = await milliseconds(() => {
    for (let i = 0; i < GROUP; i++) mac(line);
  });
  return { what: 'MAC of 1,000 lines of 300 bytes', value: (time * 1000) / GROUP, unit: 'ms' };
}

async function appended(journal: OpenJournal, what: string, event: (i: number) => JournalEvent): Promise<Row[]> {
  const times: number[] = [];
  for (let i = 0; i < 500; i++) times.push(await milliseconds(() => journal.append([event(i)])));
  return [
    { what: `${what}, p50`, value: percentile(times, 0.5), unit: 'ms', target: atMost(1) },
    { what: `${what}, p95`, value: percentile(times, 0.95), unit: 'ms' },
  ];
}

async function long(path: string, open: () => Promise<OpenJournal>): Promise<Row[]> {
  let journal = await open();
  await journal.close();
  const opening = await milliseconds(async () => (journal = await open()));
  const { mac } = journal;
  (await openIndex({ path, journal })).close();
  await journal.close();
  const sealing = await milliseconds(() => sealStore(path, mac));
  const checking = await milliseconds(() => isSealed(path, mac));
  const of = `of ${RECORDS.toLocaleString('en')} records`;
  return [
    { what: `journal ${of} opened and verified`, value: opening, unit: 'ms', target: atMost(5000) },
    { what: `index ${of} sealed at closing`, value: sealing, unit: 'ms' },
    { what: `seal of that index checked at opening`, value: checking, unit: 'ms' },
  ];
}
