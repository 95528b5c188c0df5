import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JournalRecord } from '../../../../core/journal/event.ts';
import { deedsOf } from '../../../fakes/deeds.ts';
import { must } from '../../../../core/base/result.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { startBench, type BenchStation } from '../../../../electron/roles/bench/station.ts';
import { readTransfer } from '../../../../electron/courier/transfer-files.ts';
import { afterPowerCut, batchFiles, journalLines, openParts, scratch } from '../../../fakes/bench-station.ts';
import { BATCH, finishedEvents, makeCards, type TestCard } from '../../../fakes/cards.ts';

const cards = await makeCards(4);
const [one, two, three, four] = cards as readonly [TestCard, TestCard, TestCard, TestCard];
const PEOPLE = ['Li Wei', 'Anna Roth'] as const;

/** A station whose batch has two finished cards, one in quarantine, and one with its strip on. */
async function worked(directory: string): Promise<BenchStation> {
  const station = await startBench(await openParts(directory), null);
  // In the order of the transfer, which is not that of the serials.
  must(await station.open(await batchFiles(directory, [three, one, four, two])));
  const { journal } = station.parts;
  await journal.append([...finishedEvents(three), ...finishedEvents(one)]);
  await journal.append([{ kind: 'unit-quarantined', serial: four.serial, reason: 'unknown-sticker' }]);
  await journal.append(finishedEvents(two).slice(0, -2));
  return station;
}

/** From the strip to the box, as a person does it. */
async function finishLast({ bench }: BenchStation): Promise<void> {
  for (let looks = 0; looks < 2; looks++) {
    await bench.scan(nameScan(two.serial));
    must(await bench.inspected(two.serial, true, 'Li Wei'));
  }
}

async function closed(directory: string): Promise<BenchStation> {
  const station = await worked(directory);
  await finishLast(station);
  must(await station.ending.close(PEOPLE, 0));
  return station;
}

async function restart(directory: string): Promise<BenchStation> {
  const station = await startBench(await openParts(directory), null);
  must(await station.select(BATCH));
  return station;
}

const kinds = async (directory: string): Promise<readonly string[]> =>
  (await journalLines(directory)).map((line) => (JSON.parse(line) as JournalRecord).event.kind);

const sealed = (directory: string): Promise<readonly string[]> => readdir(join(directory, 'vault'));

describe('closing a batch', () => {
  test('says what is in the way, and changes nothing', async () => {
    const directory = await scratch();
    const station = await worked(directory);
    expect(station.ending.view()).toMatchObject({
      batch: BATCH,
      count: 4,
      closed: null,
      obstacles: [{ kind: 'cards-open', facts: { state: 'covered', list: two.serial } }],
    });
    const before = (await journalLines(directory)).length;
    expect(await station.ending.close(PEOPLE, 0)).toMatchObject({ ok: false, error: { kind: 'cards-open' } });
    expect(await journalLines(directory)).toHaveLength(before);
    expect(await sealed(directory)).toEqual([`${BATCH}.key`, `${BATCH}.sealed`]);
    await station.close();
  });

  test('destroys its passphrases, and from then on nothing happens to its cards', async () => {
    const directory = await scratch();
    const station = await closed(directory);
    expect(await sealed(directory)).toEqual([]);
    expect((await kinds(directory)).slice(-2)).toEqual(['batch-closed', 'passphrases-destroyed']);
    expect(station.ending.view()).toMatchObject({ closed: { people: PEOPLE }, destroyed: true, obstacles: [] });
    const unit = station.desk.units.unit(one.serial);
    expect(unit).toMatchObject({ state: 'finished', closed: true });
    expect(station.desk.passphrases.passphrase(must({ ok: true, value: unit as NonNullable<typeof unit> })).ok).toBe(
      false,
    );
    await station.bench.scan(nameScan(four.serial));
    expect(station.bench.view().notice?.kind).toBe('batch-is-closed');
    const refused = { ok: false, error: { kind: 'not-now' } };
    expect(await deedsOf(station.ending.offPath).scrap(four.serial, 'cut in two', PEOPLE)).toMatchObject(refused);
    await station.close();
  });

  test('leaves it for reading, also after a restart', async () => {
    const directory = await scratch();
    await (await closed(directory)).close();
    const after = await restart(directory);
    expect(after.desk.batch()?.states).toMatchObject({ finished: 3, quarantined: 1 });
    expect(await after.ending.close(PEOPLE, 0)).toMatchObject({ ok: false, error: { kind: 'already-closed' } });
    await after.close();
  });
});

describe('a power cut', () => {
  test.each([
    ['before anything is destroyed', []],
    ['when the key is gone', ['key']],
    ['when all is gone', ['key', 'sealed']],
  ])('between closing and destruction, %s, is gone on with at the next start', async (_, gone) => {
    const directory = await scratch();
    const station = await worked(directory);
    await finishLast(station);
    const whole = await afterPowerCut(directory);
    must(await station.ending.close(PEOPLE, 0));
    await station.close();
    // The journal up to the closing, and the vault as it was before, or half destroyed.
    const lines = await journalLines(directory);
    const upTo = lines.findIndex((line) => line.includes('"kind":"batch-closed"')) + 1;
    await writeFile(
      join(whole, 'journal.jsonl'),
      lines
        .slice(0, upTo)
        .map((line) => `${line}\n`)
        .join(''),
    );
    for (const half of gone) await rm(join(whole, 'vault', `${BATCH}.${half}`));

    const after = await restart(whole);
    expect(await sealed(whole)).toEqual([]);
    expect((await kinds(whole)).filter((kind) => kind === 'passphrases-destroyed')).toHaveLength(1);
    expect(after.ending.view()).toMatchObject({ destroyed: true });
    await after.close();
    const again = await restart(whole);
    expect((await kinds(whole)).filter((kind) => kind === 'passphrases-destroyed')).toHaveLength(1);
    await again.close();
  });
});

describe('the proof', () => {
  const proofIn = async (directory: string) => {
    const [file = '', ...more] = (await readdir(directory)).sort();
    expect(more).toEqual([]);
    return { file, text: await readFile(join(directory, file), 'utf8') };
  };

  test('is written of a closed batch alone', async () => {
    const directory = await scratch();
    const station = await worked(directory);
    const out = await scratch();
    expect(await station.ending.proof(out)).toMatchObject({ ok: false, error: { kind: 'not-closed' } });
    expect(await readdir(out)).toEqual([]);
    await station.close();
  });

  test('holds the finished cards by serial, and nothing else of anybody', async () => {
    const station = await closed(await scratch());
    const out = await scratch();
    const sent = must(await station.ending.proof(out));
    expect(sent).toMatchObject({ to: 'Public', sequence: 1 });
    const read = must(await readTransfer({ kind: 'proof', path: sent.file }));
    expect(read.manifest).toMatchObject({ kind: 'proof', batch: BATCH, count: 3, mode: 'training', to: 'Public' });
    expect(read.units).toEqual(
      [one, two, three].map(({ serial, address, confirmation }) => ({ serial, address, confirmation })),
    );
    const { text } = await proofIn(out);
    for (const { passphrase, key, publicKey } of cards) {
      for (const secret of [passphrase, key, publicKey]) expect(text).not.toContain(secret);
    }
    expect(text).not.toContain(four.serial);
    expect(station.ending.view()?.proof).toMatchObject({ count: 3, sequence: 1 });
    await station.close();
  });

  test('is the same bytes whenever it is written again', async () => {
    const directory = await scratch();
    const station = await closed(directory);
    const [first, second] = [await scratch(), await scratch()];
    must(await station.ending.proof(first));
    await station.close();
    const later = await restart(directory);
    must(await later.ending.proof(second));
    expect(await proofIn(second)).toEqual(await proofIn(first));
    expect((await kinds(directory)).filter((kind) => kind === 'batch-exported')).toHaveLength(1);
    await later.close();
  });

  test('of a batch without a finished card is none', async () => {
    const directory = await scratch();
    const station = await startBench(await openParts(directory), null);
    must(await station.open(await batchFiles(directory, [one])));
    await station.parts.journal.append([{ kind: 'unit-quarantined', serial: one.serial, reason: 'unknown-sticker' }]);
    must(await station.ending.close(PEOPLE, 0));
    expect(await station.ending.proof(directory)).toMatchObject({ ok: false, error: { kind: 'nothing-finished' } });
    await station.close();
  });
});

test('fault 12: a batch does not close while an incident of it, or of no card, waits for an answer', async () => {
  const station = await worked(await scratch());
  await finishLast(station);
  await station.parts.journal.append([
    { kind: 'incident', reason: 'secret-scanned', serial: null, detail: 'no card was open' },
  ]);
  expect(station.ending.view()).toMatchObject({ obstacles: [{ kind: 'incidents-open' }] });
  expect(await station.ending.close(PEOPLE, 0)).toMatchObject({ ok: false, error: { kind: 'incidents-open' } });
  const [incident] = station.parts.index.incidents({ open: true });
  await station.parts.journal.append([
    { kind: 'incident-acknowledged', incident: incident?.incident ?? -1, by: { name: 'Anna Roth' } },
  ]);
  expect(station.ending.view()).toMatchObject({ obstacles: [] });
  must(await station.ending.close(PEOPLE, 0));
  await station.close();
});

test('the sample is drawn of the batch on the desk, and keeps it open until it was opened', async () => {
  const station = await worked(await scratch());
  await finishLast(station);
  const [drawn = ''] = must(await station.ending.pick(1));
  expect(station.ending.view()).toMatchObject({
    picked: [drawn],
    unopened: [drawn],
    obstacles: [{ kind: 'sample-open' }],
  });
  must(await deedsOf(station.ending.offPath).sampled(drawn, false, PEOPLE));
  expect(station.ending.view()).toMatchObject({ unopened: [], obstacles: [{ kind: 'sample-alarm' }] });
  const [incident] = station.parts.index.incidents({ open: true });
  await station.parts.journal.append([
    { kind: 'incident-acknowledged', incident: incident?.incident ?? -1, by: { name: 'Anna Roth' } },
  ]);
  must(await station.ending.close(PEOPLE, 0));
  expect(station.desk.batch()?.states).toMatchObject({ finished: 2, sampled: 1, quarantined: 1 });
  await station.close();
});
