import { readdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { benchLife } from '../../../../core/life/bench-life.ts';
import type { UnitRecord } from '../../../../electron/journal/rows.ts';
import { openBatchFiles } from '../../../../electron/roles/bench/opening.ts';
import type { BatchFiles } from '../../../../electron/roles/served.ts';
import type { BenchStationParts } from '../../../../electron/roles/bench/parts.ts';
import type { OpeningView } from '../../../../electron/roles/bench/contract.ts';
import {
  afterPowerCut,
  batchFiles,
  closeParts,
  fillable,
  journalLines,
  openParts,
  scratch,
} from '../../../fakes/bench-station.ts';
import { BATCH, makeCards, type TestCard } from '../../../fakes/cards.ts';

const cards = await makeCards(3);
const [one, two, three] = cards as readonly [TestCard, TestCard, TestCard];

const opening = (
  parts: BenchStationParts,
  files: BatchFiles,
  { room = 1e9, shown = [] as (OpeningView | null)[] } = {},
) => openBatchFiles(files, { ...parts, room: async () => room, progress: (view) => shown.push(view) });

test('puts a batch on record in the order of the vault, and its passphrases under seal', async () => {
  const directory = await scratch();
  const parts = await openParts(directory);
  const shown: (OpeningView | null)[] = [];
  expect(await opening(parts, await batchFiles(directory, cards), { shown })).toEqual({ ok: true, value: BATCH });
  const { rows, total } = parts.index.units({ batch: BATCH, search: '', state: null, offset: 0, limit: 10 });
  expect(total).toBe(3);
  expect(rows.map(({ serial, address, state }) => ({ serial, address, state }))).toEqual(
    cards.map(({ serial, address }) => ({ serial, address, state: 'received' })),
  );
  using opened = must(must(await parts.vault.open(BATCH)).passphrase(one.serial));
  expect(opened.use((bytes) => Buffer.from(bytes).toString('latin1'))).toBe(one.passphrase);
  expect(shown.at(-2)).toEqual({ step: 'recording', done: 3, total: 3 });
  expect(shown.at(-1)).toBeNull();
  await closeParts(parts);

  const seen = await Promise.all(
    ['journal.jsonl', 'index.sqlite', `vault/${BATCH}.sealed`].map((name) => readFile(join(directory, name), 'latin1')),
  );
  for (const { passphrase } of cards) expect(seen.join('')).not.toContain(passphrase);
});

test('a unit that Press has withdrawn is counted, and its passphrase goes nowhere', async () => {
  const directory = await scratch();
  const files = await batchFiles(directory, cards, {}, [two]);
  const parts = await openParts(directory);
  expect(await opening(parts, files)).toEqual({ ok: true, value: BATCH });
  expect(parts.index.batches()).toMatchObject([{ batch: BATCH, count: 3 }]);
  expect(parts.index.counts(BATCH)).toMatchObject({ received: 2, withdrawn: 1 });
  const { rows } = parts.index.units({ batch: BATCH, search: '', state: null, offset: 0, limit: 10 });
  expect(rows.map(({ serial, state }) => [serial, state])).toEqual([
    [one.serial, 'received'],
    [two.serial, 'withdrawn'],
    [three.serial, 'received'],
  ]);
  expect(rows[1]).toMatchObject({ address: '', publicKey: '', confirmation: '', sticker: '', job: null });
  const withdrawn = rows[1] as UnitRecord;
  expect(benchLife.steps.filter((action) => benchLife.may(withdrawn, action))).toEqual([]);
  const sealed = must(await parts.vault.open(BATCH));
  expect(sealed.count).toBe(2);
  expect(sealed.passphrase(two.serial)).toMatchObject({ ok: false });
  // Its serial stays used.
  const again = await batchFiles(await scratch(), [two], { batch: 'BATCH-2' });
  expect(await opening(parts, again)).toMatchObject({ error: { kind: 'unit-known' } });
  await closeParts(parts);
});

test('of several withdrawn units each is one; a batch of nothing else opens as well', async () => {
  const directory = await scratch();
  const parts = await openParts(directory);
  must(await opening(parts, await batchFiles(directory, cards, {}, cards)));
  expect(parts.index.counts(BATCH)).toMatchObject({ received: 0, withdrawn: 3 });
  expect(parts.index.openIncidents()).toBe(0);
  await closeParts(parts);
});

describe('nothing is opened', () => {
  /** Tries to open, and looks for anything it has left. */
  async function refused(files: (directory: string) => Promise<BatchFiles>, room?: number) {
    const directory = await scratch();
    const parts = await openParts(directory);
    const { size } = parts.journal.head;
    const answer = await opening(parts, await files(directory), room === undefined ? {} : { room });
    // What is refused is on record, and nothing else.
    const since = [...parts.journal.records(size)].flat().map(({ event }) => event.kind);
    expect(since.filter((kind) => kind !== 'transfer-refused' && kind !== 'incident')).toEqual([]);
    expect(await readdir(join(directory, 'vault')).catch(() => [])).toEqual([]);
    await closeParts(parts);
    return answer;
  }

  test('of files that are cut short', async () => {
    const answer = await refused(async (directory) => {
      const files = await batchFiles(directory, cards);
      await truncate(files.returned, 900);
      return files;
    });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'truncated' } });
  });

  test('of files that do not belong together', async () => {
    const answer = await refused(async (directory) => {
      const files = await batchFiles(directory, [one, two]);
      const other = await batchFiles(await scratch(), [two, three]);
      return { ...files, returned: other.returned };
    });
    expect(answer).toMatchObject({ ok: false, error: { kind: 'units-differ' } });
  });

  test('of a file that is not there', async () => {
    const answer = await refused(async (directory) => ({
      vault: join(directory, 'none.jsonl'),
      returned: join(directory, 'none.jsonl'),
    }));
    expect(answer).toMatchObject({ ok: false, error: { kind: 'missing' } });
  });

  test('on a disk that cannot hold it to its end', async () => {
    const answer = await refused((directory) => batchFiles(directory, cards), 10_000);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'disk-full', facts: { needed: 24_576, free: 10_000 } } });
  });
});

describe('M15: what is known already is refused, and is an incident', () => {
  const cases: readonly (readonly [string, readonly TestCard[], string, string])[] = [
    ['a batch', [three], BATCH, 'batch-known'],
    ['a serial', [{ ...three, serial: one.serial }], 'BATCH-2', 'unit-known'],
    ['a key', [{ ...one, serial: three.serial }], 'BATCH-2', 'unit-known'],
  ];

  test.each(cases)('%s', async (_, units, batch, kind) => {
    const directory = await scratch();
    const parts = await openParts(directory);
    must(await opening(parts, await batchFiles(directory, [one, two])));
    const { size } = parts.journal.head;
    const files = await batchFiles(await scratch(), units, { batch });
    expect(await opening(parts, files)).toMatchObject({ ok: false, error: { kind } });
    expect(parts.journal.head.size).toBe(size + 1);
    expect(parts.index.incidents({ open: true })).toMatchObject([{ reason: kind, detail: `batch ${batch}` }]);
    // The passphrases of the batch that is there are not touched.
    using opened = must(must(await parts.vault.open(BATCH)).passphrase(one.serial));
    expect(opened.length).toBe(one.passphrase.length);
    await closeParts(parts);
  });
});

test('an opening that was cut at any record never was, and can be done again', async () => {
  const directory = await scratch();
  const files = await batchFiles(directory, cards);
  const parts = await openParts(directory);
  must(await opening(parts, files));
  const lines = await journalLines(directory);
  const opened = lines.findIndex((line) => line.includes('"kind":"batch-opened"'));
  await closeParts(parts);
  expect(opened).toBeGreaterThan(3);

  for (let kept = 1; kept <= opened; kept++) {
    // Once in the middle of the record, else behind it.
    for (const torn of kept === opened ? ['', (lines[kept] as string).slice(0, 40)] : ['']) {
      const left = await afterPowerCut(directory, kept, torn);
      const after = await openParts(left);
      expect(after.index.batches()).toEqual([]);
      expect(cards.map(({ serial }) => after.index.unit(serial))).toEqual([null, null, null]);
      expect(await opening(after, files)).toEqual({ ok: true, value: BATCH });
      expect(after.index.counts(BATCH)).toMatchObject({ received: 3 });
      expect(after.index.openIncidents()).toBe(0);
      await closeParts(after);
    }
  }
});

test('a disk that fills up in the middle is a refusal in words, and nothing is open', async () => {
  const directory = await scratch();
  const disk = { full: false };
  const parts = await openParts(directory, { journal: fillable(disk) });
  const files = await batchFiles(directory, cards);
  disk.full = true;
  const answer = await opening(parts, files);
  expect(answer).toMatchObject({ ok: false, error: { kind: 'journal-failed' } });
  expect(answer.ok ? '' : answer.error.message).toContain('the disk is full (ENOSPC)');
  expect(parts.index.batches()).toEqual([]);
  await closeParts(parts);
});
