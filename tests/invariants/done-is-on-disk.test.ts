/**
 * Invariant 7: what is shown as done is on disk; what is on disk is chained and signed, and history is never edited.
 */
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chainLines, encodeEvent, NO_RECORDS } from '../../core/journal/chain.ts';
import { serialsOf, type JournalEvent, type JournalRecord } from '../../core/journal/event.ts';
import { must } from '../../core/base/result.ts';
import { nameScan } from '../../core/stations/bench/card-code.ts';
import { openJournal } from '../../electron/journal/file.ts';
import { startBench } from '../../electron/roles/bench/station.ts';
import { batchFiles, openParts, scratch } from '../fakes/bench-station.ts';
import { BATCH, makeCards, type TestCard } from '../fakes/cards.ts';
import { STATION, testIdentity } from '../fakes/chain.ts';
import { openIdentity } from '../../electron/journal/identity.ts';
import { introduce, makeStation, openStation, takeIn } from '../fakes/commissioned.ts';
import { outsideAnchor } from '../fakes/computer.ts';
import { faultyDisk } from '../fakes/disk.ts';
import { newDirectory, openOrigin, request } from '../fakes/origin.ts';
import { fakePrinter, textsOf } from '../fakes/press.ts';
import { putJournal } from '../fakes/open-journal.ts';
import { newSite, openSite, orderFile } from '../fakes/press-station.ts';
import { orderUnit } from '../fakes/transfers.ts';
import { namePressScan } from '../../core/stations/press/press-code.ts';
import { STICKER_STOCK, STICKER_STYLE } from '../../core/sticker/layout.ts';

const never = new AbortController().signal;
const recordsIn = async (directory: string): Promise<readonly JournalRecord[]> =>
  (await readFile(join(directory, 'journal.jsonl'), 'utf8'))
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as JournalRecord);

describe('a disk that does not take what it was given', () => {
  const nths = Array.from({ length: 7 }, (_, n) => n);

  test.each(nths)('under Bench, from sync %i of a card on: no verdict and no job without its record', async (nth) => {
    const [card] = (await makeCards(1)) as readonly [TestCard];
    const home = await scratch();
    const disk = faultyDisk();
    const bench = await startBench(await openParts(home, { journal: { openFile: disk.openFile } }), null);
    must(await bench.open(await batchFiles(await scratch(), [card])));
    const from = disk.syncs;
    const shown: string[] = [];
    bench.watch((update) => {
      if (update.type === 'bench' && update.bench.verdict !== null) shown.push(update.bench.verdict.reference);
      if (disk.syncs >= from + nth) disk.syncError = 'EIO';
    });
    if (nth === 0) disk.syncError = 'EIO';
    for (const text of [card.serial, card.address, card.serial]) await bench.scan(nameScan(text), () => undefined);
    await bench.close();
    const records = await recordsIn(home);
    for (const reference of shown) {
      const [seq] = /\d+/.exec(reference) ?? [];
      expect(records[Number(seq)]?.event.kind).toMatch(/^(?:verdict-given|etch-)/);
    }
    const sent = (await readdir(join(home, 'etch'))).length;
    expect(sent).toBeLessThanOrEqual(records.filter(({ event }) => event.kind === 'etch-intended').length);
  });

  test('under Origin: the batch stops, and only what is on record counts', async () => {
    const directory = await newDirectory();
    const disk = faultyDisk();
    const origin = await openOrigin(directory, { openJournalFile: disk.openFile });
    must(await origin.plan(request({ count: 12 })));
    const from = disk.syncs;
    const shown: number[] = [];
    const made = await origin.code({
      ...{ batch: 'B-1', dice: null, signal: never },
      progress: ({ done }) => {
        shown.push(done);
        if (disk.syncs > from + 4) disk.syncError = 'EIO';
      },
    });
    expect(made).toMatchObject({ ok: false, error: { kind: 'journal-failed' } });
    await origin.close();
    const recorded = (await recordsIn(directory)).flatMap(({ event }) => (event.kind === 'units-coded' ? [event] : []));
    expect(Math.max(...shown)).toBeLessThanOrEqual(recorded.reduce((sum, { count }) => sum + count, 0));
    await rm(directory, { recursive: true });
  });
});

/** A whole life at Press, as it stands on record. */
async function lifeAtPress(): Promise<string> {
  const site = newSite();
  const { path } = await orderFile(site, 2);
  const { station } = await openSite(site);
  const medium = { directory: site.medium, together: true };
  must(await station.take(path, ['BTC']));
  must(await station.make('BATCH-7', medium, () => undefined, never));
  const printer = fakePrinter();
  const open = must(await station.open('BATCH-7', { printer, stock: STICKER_STOCK, style: STICKER_STYLE, medium }));
  for (const serial of ['CARD-0001', 'CARD-0002']) {
    must(await open.press.print(serial));
    const { address, key } = textsOf(printer.printed.at(-1) as Parameters<typeof textsOf>[0]);
    for (const text of [address, key]) must(await open.press.scan(namePressScan(text)));
  }
  await open.close();
  must(await station.giveReturn('BATCH-7', 2, site.outside));
  must(await station.destroy('BATCH-7', medium, ['Ann', 'Bob'], 'told by voice', null));
  await station.close();
  return site.station;
}

describe('a history that was edited', () => {
  let life: string;
  let lines: readonly string[];
  beforeAll(async () => {
    life = await lifeAtPress();
    lines = (await readFile(join(life, 'journal.jsonl'), 'utf8')).split('\n').slice(0, -1);
  });
  afterAll(() => rm(join(life, '..'), { recursive: true, force: true }));

  /** What becomes of a journal with these bytes; it must not be touched where it is refused. */
  async function opened(text: string): Promise<string> {
    const directory = await scratch();
    await putJournal(directory, text);
    const journal = await openJournal({
      ...{ directory, station: 'Training Press', mode: 'training', identity: STATION, reserveBytes: 16 },
      clock: { now: () => new Date().toISOString() },
    });
    if (journal.ok) await journal.value.close();
    else expect(await readFile(join(directory, 'journal.jsonl'), 'utf8')).toBe(text);
    return journal.ok ? 'opened' : journal.error.kind;
  }
  const joined = (all: readonly string[]) => all.map((line) => `${line}\n`).join('');

  test('is opened as it is, for comparison', async () => {
    expect(lines.length).toBeGreaterThan(20);
    expect(await opened(joined(lines))).toBe('opened');
  });

  test.each<[string, (all: readonly string[], at: number) => readonly string[]]>([
    ['left out', (all, at) => all.filter((_, i) => i !== at)],
    ['written twice', (all, at) => all.flatMap((line, i) => (i === at ? [line, line] : [line]))],
    [
      'put behind the next',
      (all, at) => [...all.slice(0, at), all[at + 1] as string, all[at] as string, ...all.slice(at + 2)],
    ],
    [
      'changed by one letter',
      (all, at) => all.map((line, i) => (i === at ? line.replace(/"kind":"(.)/, '"kind":"~') : line)),
    ],
    ['dated back', (all, at) => all.map((line, i) => (i === at ? line.replace(/"at":"\d{4}/, '"at":"1999') : line))],
  ])('any line of it %s: the station does not open, and touches nothing', async (_, change) => {
    // The last line is vouched for by nothing behind it but what other stations have heard.
    for (let at = 0; at < lines.length - 1; at++) {
      expect([at, await opened(joined(change(lines, at)))]).toEqual([at, 'journal-damaged']);
    }
  });

  test('any event of it changed and all chained anew, without the key: the signature tells', async () => {
    const events = lines.map((line) => (JSON.parse(line) as JournalRecord).event);
    for (const [at, event] of events.slice(1, -1).entries()) {
      if (serialsOf(event).length === 0) continue;
      const other = 'serials' in event ? { ...event, serials: ['CARD-0009'] } : { ...event, serial: 'CARD-0009' };
      const forged = events.map((one, i) => (i === at + 1 ? (other as JournalEvent) : one));
      const { bytes } = chainLines(
        NO_RECORDS,
        forged.map((one) => ({ event: one, json: encodeEvent(one) })),
        '2026-11-22T10:00:00.000Z',
        testIdentity().mac,
      );
      expect([at, await opened(Buffer.from(bytes).toString())]).toEqual([at, 'journal-damaged']);
    }
  });

  test('half a last line is what a power cut leaves: cut off, and that is on record', async () => {
    const last = lines.at(-1) as string;
    for (const length of [1, 40, last.length - 1]) {
      const directory = await scratch();
      await putJournal(directory, joined(lines.slice(0, -1)) + last.slice(0, length));
      await cp(join(life, 'press'), join(directory, 'press'), { recursive: true });
      const again = await openSite({ station: directory, medium: directory, outside: directory });
      expect(again.station.book.batch('BATCH-7')?.closed).not.toBeNull();
      expect(again.records().filter(({ event }) => event.kind === 'tail-cut')).toHaveLength(1);
      await again.station.close();
    }
  });

  test('whole lines cut off its end: who has heard more of it says so', async () => {
    const [home, elsewhere] = [await makeStation('origin', 'Origin A'), await makeStation('press', 'Press B')];
    let origin = await openStation(home);
    const press = await openStation(elsewhere);
    await introduce(origin, press);
    const send = async (batch: string) => {
      const medium = await scratch();
      return must(await origin.courier.send('order', 'Press B', { batch, units: [orderUnit(1)] }, medium)).file;
    };
    await origin.close();
    const older = await scratch();
    await cp(home, older, { recursive: true });
    const anchor = outsideAnchor(origin.identity);
    const noted = await readFile(anchor);
    origin = await openStation(home);
    await origin.journal.append([{ kind: 'incident', reason: 'test', serial: null, detail: 'more work' }]);
    expect(await takeIn(press, 'order', await send('B-1'))).toBe('taken');
    await origin.close();
    // All of the computer is put back as it was before, and work goes on from there.
    await writeFile(anchor, noted);
    origin = await openStation(older);
    expect(await takeIn(press, 'order', await send('B-2'))).toMatch(/^(?:forked|history-went-back|replayed)$/);
    await origin.close();
    await press.close();
    for (const directory of [home, elsewhere]) await rm(directory, { recursive: true });
  });
});

test('a batch is on the desk after a restart because it is on record, not because it was', async () => {
  const home = await scratch();
  const bench = await startBench(await openParts(home), null);
  const cards = await makeCards(2);
  must(await bench.open(await batchFiles(await scratch(), cards)));
  await bench.close();
  const records = await recordsIn(home);
  const cut = records.findIndex(({ event }) => event.kind === 'batch-opened');
  const text = (await readFile(join(home, 'journal.jsonl'), 'utf8')).split('\n').slice(0, cut);
  const { mac } = must(await openIdentity(join(home, 'identity.key')));
  await putJournal(home, text.map((line) => `${line}\n`).join(''), mac);
  // As a power cut leaves it: the index was not closed.
  await rm(join(home, 'index.sqlite.seal'));
  const again = await startBench(await openParts(home), null);
  expect(await again.select(BATCH)).toMatchObject({ ok: false });
  expect(again.parts.index.batches()).toEqual([]);
  must(await again.open(await batchFiles(await scratch(), cards)));
  await again.close();
});
