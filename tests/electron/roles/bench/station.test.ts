import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JournalRecord } from '../../../../core/journal/event.ts';
import { jobId } from '../../../fakes/jobs.ts';
import { must } from '../../../../core/base/result.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { openTrainingBench } from '../../../../electron/roles/bench/open.ts';
import { startBench, type BenchStation } from '../../../../electron/roles/bench/station.ts';
import type { StationUpdate } from '../../../../electron/roles/bench/contract.ts';
import {
  afterPowerCut,
  batchFiles,
  fillable,
  journalLines,
  openParts,
  scratch,
  tryJournal,
} from '../../../fakes/bench-station.ts';
import { cheapPool } from '../../../fakes/pool.ts';
import { BATCH, makeCards, type TestCard } from '../../../fakes/cards.ts';
import { heldDerivation } from '../../../fakes/derivation.ts';

const cards = await makeCards(3);
const [one, two, three] = cards as readonly [TestCard, TestCard, TestCard];

/** A station with a batch on its desk. */
async function working(directory: string): Promise<BenchStation> {
  const station = await startBench(await openParts(directory), null);
  must(await station.open(await batchFiles(directory, cards)));
  return station;
}

async function scan(station: BenchStation, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await station.bench.scan(nameScan(text));
}

async function restart(directory: string): Promise<BenchStation> {
  const station = await startBench(await openParts(directory), null);
  must(await station.select(BATCH));
  return station;
}

const kinds = async (directory: string): Promise<readonly string[]> =>
  (await journalLines(directory)).map((line) => (JSON.parse(line) as JournalRecord).event.kind);

describe('an orderly stop', () => {
  test('waits for a batch that is being opened, which is on the desk of whoever comes next', async () => {
    const directory = await scratch();
    const before = await startBench(await openParts(directory), null);
    const opening = before.open(await batchFiles(directory, cards));
    await before.close();
    expect(must(await opening)).toMatchObject({ batch: BATCH });
    expect((await kinds(directory)).slice(-2)).toEqual(['station-stopped', 'checkpoint']);
    await (await restart(directory)).close();
  });

  test('leaves a card at the laser where it is, and its job in the outbox', async () => {
    const directory = await scratch();
    const before = await working(directory);
    await scan(before, one.serial, one.address);
    await before.close();
    expect((await kinds(directory)).slice(-2)).toEqual(['station-stopped', 'checkpoint']);

    const after = await restart(directory);
    expect(after.desk.batch()?.states).toMatchObject({ sent: 1, 'in-doubt': 0 });
    expect(await readdir(join(directory, 'etch'))).toEqual([`${one.serial}.svg`]);
    await scan(after, one.serial);
    expect(after.bench.view().step).toEqual({ at: 'marking', serial: one.serial });
    await after.close();
  });

  test('is one also where the index was lost afterwards', async () => {
    const directory = await scratch();
    const before = await working(directory);
    await scan(before, one.serial, one.address);
    await before.close();
    // Without the files of the index, its making anew is recorded before the start.
    const moved = await afterPowerCut(directory);
    const after = await restart(moved);
    expect(await kinds(moved)).toContain('index-rebuilt');
    expect(after.desk.batch()?.states).toMatchObject({ sent: 1, 'in-doubt': 0 });
    await after.close();
  });

  test('waits for the card that is being derived', async () => {
    const directory = await scratch();
    const held = heldDerivation();
    const station = await startBench(await openParts(directory, { pool: cheapPool(held) }), null);
    must(await station.open(await batchFiles(directory, cards)));
    const scanned = scan(station, one.serial, one.address);
    await expect.poll(() => station.bench.view().step.at).toBe('deriving');
    const closed = station.close();
    held.letGo();
    await Promise.all([scanned, closed]);
    const recorded = await kinds(directory);
    expect(recorded.indexOf('etch-sent')).toBeLessThan(recorded.indexOf('station-stopped'));
    expect(recorded.slice(-2)).toEqual(['station-stopped', 'checkpoint']);
  });

  test('tells nobody anything afterwards', async () => {
    const directory = await scratch();
    const station = await working(directory);
    const told: StationUpdate[] = [];
    station.watch((update) => told.push(update));
    await scan(station, one.serial);
    await station.close();
    const { length } = told;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(told).toHaveLength(length);
  });
});

describe('a power cut', () => {
  test('puts in doubt what was at the laser, and takes its job out of the outbox', async () => {
    const directory = await scratch();
    const before = await working(directory);
    await scan(before, one.serial, one.address, two.serial, two.address);
    await scan(before, two.serial);
    must(await before.bench.marked(two.serial, true));
    const left = await afterPowerCut(directory);
    await before.close();

    const after = await restart(left);
    expect(after.desk.batch()?.states).toMatchObject({ received: 1, sent: 0, 'in-doubt': 1, marked: 1 });
    expect(after.parts.index.unit(one.serial)).toMatchObject({ state: 'in-doubt', reason: 'interrupted' });
    expect(after.parts.index.openIncidents()).toBe(1);
    expect(await readdir(join(left, 'etch'))).toEqual([]);
    await scan(after, one.serial);
    expect(after.bench.view().notice?.kind).toBe('is-in-doubt');
    await after.close();
  });

  test('at any record between intent and mark ends in doubt, with one job ever', async () => {
    const directory = await scratch();
    const before = await working(directory);
    await scan(before, one.serial, one.address, one.serial);
    must(await before.bench.marked(one.serial, true));
    const recorded = await kinds(directory);
    const expected = {
      'unit-verified': 'verified',
      'verdict-given': 'verified',
      'etch-marked': 'marked',
      'read-back-asked': 'marked',
    } as const;
    for (let at = recorded.indexOf('unit-verified'); at < recorded.length; at++) {
      const left = await afterPowerCut(directory, at + 1);
      const after = await restart(left);
      const last = recorded[at] as string;
      expect(after.parts.index.unit(one.serial)?.state).toBe(
        last in expected ? expected[last as keyof typeof expected] : 'in-doubt',
      );
      await scan(after, one.serial, one.address);
      expect((await kinds(left)).filter((kind) => kind === 'etch-intended')).toHaveLength(1);
      await after.close();
    }
    await before.close();
  });

  test('leaves no half of a job lying about', async () => {
    const directory = await scratch();
    const before = await working(directory);
    await scan(before, one.serial, one.address, two.serial, two.address);
    const left = await afterPowerCut(directory);
    await before.close();
    const etch = join(left, 'etch');
    await writeFile(join(etch, `.${three.serial}.${jobId(3)}.part`), three.passphrase);
    await writeFile(join(etch, 'TF-9999.svg'), 'not ours');
    await writeFile(join(etch, 'notes.txt'), 'not ours');
    const after = await restart(left);
    expect(await readdir(etch)).toEqual(['TF-9999.svg', 'notes.txt']);
    await after.close();
  });

  test('while the station was taking up work is one all the same', async () => {
    const directory = await scratch();
    const before = await working(directory);
    await scan(before, one.serial, one.address);
    const lines = await journalLines(directory);
    const left = await afterPowerCut(directory);
    const once = await restart(left);
    const started = (await kinds(left)).lastIndexOf('station-started');
    expect(started).toBeGreaterThanOrEqual(lines.length);
    const again = await afterPowerCut(left, started + 1);
    const after = await restart(again);
    expect(after.parts.index.unit(one.serial)?.state).toBe('in-doubt');
    expect((await kinds(again)).filter((kind) => kind === 'etch-in-doubt')).toHaveLength(1);
    for (const station of [before, once, after]) await station.close();
  });
});

describe('one directory has one station', () => {
  test('the second opener is refused by name', async () => {
    const directory = await scratch();
    const first = must(await tryJournal(directory));
    const second = await openTrainingBench({ directory, dist: directory, version: '1.2.3', runtime: 'test' });
    expect(second).toMatchObject({ ok: false, error: { kind: 'journal-locked', facts: { pid: process.pid } } });
    await first.close();
  });
});

describe('batches', () => {
  test('are opened one at a time', async () => {
    const directory = await scratch();
    const station = await startBench(await openParts(directory), null);
    const files = await batchFiles(directory, cards);
    const clicks = await Promise.all([station.open(files), station.open(files)]);
    expect(clicks).toMatchObject([{ ok: true }, { ok: false, error: { kind: 'busy' } }]);
    expect(station.desk.batch()).toMatchObject({ batch: BATCH, count: 3 });
    expect((await kinds(directory)).filter((kind) => kind === 'batch-opened')).toHaveLength(1);
    expect((await station.open(files)).ok).toBe(false);
    await station.close();
  });

  test('do not see the cards of one another', async () => {
    const directory = await scratch();
    const station = await startBench(await openParts(directory), null);
    must(await station.open(await batchFiles(directory, [one])));
    must(await station.open(await batchFiles(directory, [two], { batch: 'BATCH-2' })));
    expect(station.bench.view().step).toEqual({ at: 'serial' });
    await scan(station, one.serial);
    expect(station.bench.view().notice?.kind).toBe('unknown-serial');
    await scan(station, two.serial, one.address, one.address);
    expect(station.bench.view().verdict).toMatchObject({ outcome: 'FAIL', reason: { kind: 'unknown-sticker' } });
    expect(await station.select('BATCH-3')).toMatchObject({ ok: false, error: { kind: 'unknown-batch' } });
    must(await station.select(BATCH));
    await scan(station, one.serial, one.address);
    expect(station.bench.view().verdict?.outcome).toBe('PASS');
    await station.close();
  });

  test('change only when the card on the bench is done with', async () => {
    const directory = await scratch();
    const held = heldDerivation();
    const station = await startBench(await openParts(directory, { pool: cheapPool(held) }), null);
    must(await station.open(await batchFiles(directory, [two], { batch: 'BATCH-2' })));
    must(await station.open(await batchFiles(directory, [one])));
    const scanned = scan(station, one.serial, one.address);
    await expect.poll(() => station.bench.view().step.at).toBe('deriving');
    const selected = station.select('BATCH-2');
    held.letGo();
    await Promise.all([scanned, selected]);
    expect(station.parts.index.unit(one.serial)?.state).toBe('sent');
    expect(station.desk.batch()?.batch).toBe('BATCH-2');
    await station.close();
  });
});

describe('the scanner', () => {
  test('is told good or bad for every scan', async () => {
    const directory = await scratch();
    const station = await working(directory);
    const judged: string[] = [];
    for (const text of [one.address, one.serial, one.address, two.serial, one.address, three.key]) {
      await station.scan(nameScan(text), (judgement) => judged.push(judgement));
    }
    // The first address counts with the serial behind it, so that its second sight is a repeat.
    expect(judged).toEqual(['bad', 'good', 'bad', 'good', 'bad', 'bad']);
    await station.close();
  });

  test('is told bad, and the window why, when the disk is full', async () => {
    const directory = await scratch();
    const disk = { full: false };
    const station = await startBench(await openParts(directory, { journal: fillable(disk) }), null);
    must(await station.open(await batchFiles(directory, cards)));
    const told: StationUpdate[] = [];
    station.watch((update) => told.push(update));
    const judged: string[] = [];
    disk.full = true;
    await station.scan(nameScan(one.serial), (judgement) => judged.push(judgement));
    await station.scan(nameScan(one.address), (judgement) => judged.push(judgement));
    expect(judged).toEqual(['good', 'bad']);
    expect(station.bench.view()).toMatchObject({
      step: { at: 'serial' },
      verdict: null,
      notice: { kind: 'journal-failed' },
    });
    const fault = told.find((update) => update.type === 'fault')?.fault;
    expect(fault).toMatchObject({ kind: 'journal-failed' });
    expect(fault?.message).toContain('the disk is full (ENOSPC)');
    expect(station.parts.index.unit(one.serial)?.state).toBe('received');
    expect(await readdir(join(directory, 'etch'))).toEqual([]);
    await station.close();
  });

  test('is told bad when the workers are gone, and the card is as before', async () => {
    const directory = await scratch();
    const pool = cheapPool({ derive: () => Promise.reject(new Error('no answer')) });
    const station = await startBench(await openParts(directory, { pool }), null);
    must(await station.open(await batchFiles(directory, cards)));
    const judged: string[] = [];
    for (const text of [one.serial, one.address]) {
      await station.scan(nameScan(text), (judgement) => judged.push(judgement));
    }
    expect(judged).toEqual(['good', 'bad']);
    expect(station.bench.view().verdict).toMatchObject({ outcome: 'ERROR', reason: { kind: 'derivation-failed' } });
    expect(station.parts.index.unit(one.serial)?.state).toBe('received');
    await station.close();
  });
});
