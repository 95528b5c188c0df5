/**
 * H1: a station that went back, or goes on twice, is locked, and what two people go on with makes nothing a second time.
 * Here its directory is put back, copied to another computer, or loses what vouches for it, in the middle of a batch.
 */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { must, ok } from '../../core/base/result.ts';
import { nameScan } from '../../core/stations/bench/card-code.ts';
import { STICKER_STOCK, STICKER_STYLE } from '../../core/sticker/layout.ts';
import type { JournalOptions } from '../../electron/journal/file.ts';
import type { Acceptance } from '../../electron/journal/standing.ts';
import { startBench, type BenchStation } from '../../electron/roles/bench/station.ts';
import { batchFiles, openParts, scratch, tryJournal } from '../fakes/bench-station.ts';
import { BATCH, makeCards, passphraseOf, type TestCard } from '../fakes/cards.ts';
import { journalDirectory, openAt, optionsFor } from '../fakes/open-journal.ts';
import { newDirectory, openOrigin, request, tryOrigin } from '../fakes/origin.ts';
import { fakePrinter } from '../fakes/press.ts';
import { newSite, openSite, orderFile } from '../fakes/press-station.ts';
import { openJournal } from '../../electron/journal/file.ts';
import type { Intake } from '../../electron/station/intake.ts';

const cards = await makeCards(3);
const [one, two] = cards as readonly [TestCard, TestCard, TestCard];
const SIGNATURES = [{ name: 'Ann' }, { name: 'Bob' }] as const;
const never = new AbortController().signal;

/** What people know from elsewhere, if from nowhere here. */
const UNKNOWN = 'ab'.repeat(11);
const accept = (known = UNKNOWN): Acceptance => ({ known, reason: 'the disk died', signatures: [...SIGNATURES] });

let home: string;
let computer: string;
beforeEach(async () => {
  home = await scratch();
  computer = join(await scratch(), 'state', 'anchors');
});

/** Puts the directory back as it was when this was called. */
async function keep(directory: string): Promise<() => Promise<void>> {
  const copy = await scratch();
  await cp(directory, copy, { recursive: true });
  return async () => {
    await rm(directory, { recursive: true });
    await cp(copy, directory, { recursive: true });
  };
}

describe('a Bench', () => {
  const open = async (journal: Partial<JournalOptions> = {}, directory = home): Promise<BenchStation> => {
    const bench = await startBench(await openParts(directory, { journal: { anchors: computer, ...journal } }), null);
    if (bench.parts.index.batches().length > 0) must(await bench.select(BATCH));
    return bench;
  };
  const refusal = async (journal: Partial<JournalOptions> = {}, directory = home) => {
    const opened = await tryJournal(directory, { anchors: computer, ...journal });
    if (!opened.ok) return opened.error;
    await opened.value.close();
    return null;
  };
  const etch = async (bench: BenchStation, { serial, address }: TestCard): Promise<void> => {
    for (const text of [serial, address]) await bench.bench.scan(nameScan(text));
  };
  const eventsOf = (bench: BenchStation) => [...bench.parts.journal.records(0)].flat().map(({ event }) => event);
  const intents = (bench: BenchStation) => eventsOf(bench).filter(({ kind }) => kind === 'etch-intended');
  const jobs = () => readdir(join(home, 'etch'));

  /** One card etched, and the directory put back to before it was. */
  async function restored(): Promise<{ readonly known: string }> {
    const before = await open();
    must(await before.open(await batchFiles(await scratch(), cards)));
    await before.close();
    const putBack = await keep(home);
    const bench = await open();
    await etch(bench, one);
    expect(intents(bench)).toHaveLength(1);
    await bench.close();
    const known = bench.parts.journal.head.hash.slice(0, 22);
    await putBack();
    return { known };
  }

  test('H1: a directory put back in the middle of a batch is not opened, and nothing in it changes', async () => {
    await restored();
    const files = await readFile(join(home, 'journal.jsonl'));
    expect(await refusal()).toMatchObject({ kind: 'journal-went-back' });
    expect(await readFile(join(home, 'journal.jsonl'))).toEqual(files);
    expect(await jobs()).toEqual([]);
  });

  test('H1: its own anchor forged away with it changes nothing', async () => {
    await restored();
    await rm(join(home, 'journal.anchor'));
    expect(await refusal()).toMatchObject({ kind: 'journal-went-back' });
  });

  test('H1: what two people go on with etches no card of a batch begun before; it can be ended', async () => {
    const { known } = await restored();
    const bench = await open({ accept: accept(known) });
    expect(eventsOf(bench)).toContainEqual(
      expect.objectContaining({ kind: 'history-accepted', lost: true, known, reason: 'the disk died' }),
    );
    await etch(bench, one);
    await bench.bench.scan(nameScan(two.serial));
    expect(bench.bench.view().notice?.kind).toBe('broken-off');
    using secret = passphraseOf(two);
    expect(await bench.etching.send([{ serial: two.serial, passphrase: secret }])).toMatchObject({
      ok: false,
      error: { kind: 'broken-off' },
    });
    expect(intents(bench)).toEqual([]);
    expect(await jobs()).toEqual([]);
    const gone = bench.ending.offPath.decide('put-aside', {
      serial: one.serial,
      as: 'damaged',
      reason: 'etched before the records were lost',
      people: ['Ann'],
    });
    expect(await gone).toMatchObject({ ok: true });
    // And so it stays, also from an index that is made again.
    await bench.close();
    await rm(join(home, 'index.sqlite'));
    const again = await open();
    await etch(again, two);
    expect(intents(again)).toEqual([]);
    await again.close();
  });

  test('H1: a vault whose opening was lost comes once more in doubt, and etches nothing before two people have looked', async () => {
    await (await open()).close();
    const putBack = await keep(home);
    const files = await batchFiles(await scratch(), cards);
    const bench = await open();
    must(await bench.open(files));
    await etch(bench, one);
    expect(intents(bench)).toHaveLength(1);
    const known = bench.parts.journal.head.hash.slice(0, 22);
    await bench.close();
    await putBack();

    const again = await open({ accept: accept(known) });
    must(await again.open(files));
    expect(again.parts.index.counts(BATCH)).toMatchObject({ 'in-doubt': 3, received: 0 });
    expect(again.parts.index.incidents({ open: true }).map(({ reason }) => reason)).toContain('perhaps-etched');
    for (const card of cards) await etch(again, card);
    await again.bench.scan(nameScan(two.serial));
    expect(again.bench.view().notice?.kind).toBe('is-in-doubt');
    expect(intents(again)).toEqual([]);
    expect(await jobs()).toEqual([]);
    // What is blank goes on by two people's word; what was etched is said to be.
    const blank = { serial: two.serial, as: null, reason: 'both sides are blank', people: ['Ann', 'Bob'] };
    must(await again.ending.offPath.decide('blank', blank));
    must(await again.etching.resolve(one.serial, 'marked', ['Ann', 'Bob']));
    await etch(again, two);
    expect(intents(again)).toMatchObject([{ serials: [two.serial] }]);
    await again.close();
    // And so it stays, also from an index that is made again.
    await rm(join(home, 'index.sqlite'));
    const later = await open();
    expect(later.parts.index.counts(BATCH)).toMatchObject({ 'in-doubt': 1, marked: 1 });
    await later.close();
  });

  test('H1: a vault that was written by somebody who knew of the loss is opened as it is', async () => {
    await (await open()).close();
    const putBack = await keep(home);
    const lost = await open();
    await lost.parts.journal.append([
      { kind: 'units-added', batch: 'B', count: 0, from: 'Bench C', part: 1, handover: 'ab'.repeat(32) },
    ]);
    const known = lost.parts.journal.head.hash.slice(0, 22);
    await lost.close();
    await putBack();
    const opened = async (heard: (lostSince: number) => number): Promise<number> => {
      const parts = await openParts(home, { journal: { anchors: computer, accept: accept(known) } });
      const { intake } = parts;
      const told: Intake = {
        ...intake,
        async read(kind, path, onProgress) {
          const read = await intake.read(kind, path, onProgress);
          return read.ok ? ok({ ...read.value, heard: heard(parts.index.lostSince()) }) : read;
        },
      };
      const bench = await startBench({ ...parts, intake: told }, null);
      must(await bench.open(await batchFiles(await scratch(), cards)));
      const doubtful = parts.index.counts(BATCH)['in-doubt'];
      await bench.close();
      await putBack();
      return doubtful;
    };
    expect(await opened((since) => since - 1)).toBe(3);
    expect(await opened((since) => since)).toBe(0);
  });

  test('H1: a copy on another computer is not opened, nor where the computer lost its note', async () => {
    const bench = await open();
    must(await bench.open(await batchFiles(await scratch(), cards)));
    await bench.close();
    const elsewhere = await scratch();
    await cp(home, elsewhere, { recursive: true });
    const other = join(await scratch(), 'anchors');
    const moved = await refusal({ anchors: other }, elsewhere);
    expect(moved).toMatchObject({ kind: 'journal-moved' });
    expect(moved?.message).toContain(other);
    await rm(computer, { recursive: true });
    expect(await refusal()).toMatchObject({ kind: 'journal-moved' });
    // Brought there by two people who know its last record, it goes on with its batch.
    const known = bench.parts.journal.head.hash.slice(0, 22);
    const there = await open({ anchors: other, accept: accept(known) }, elsewhere);
    expect(eventsOf(there)).toContainEqual(expect.objectContaining({ kind: 'history-accepted', lost: false }));
    await etch(there, one);
    expect(intents(there)).toHaveLength(1);
    await there.close();
    expect(await refusal({ anchors: other }, elsewhere)).toBeNull();
  });

  test("H1: another station's note in the place of its own is none", async () => {
    const bench = await open();
    await bench.close();
    const [name] = await readdir(computer);
    const theirs = await journalDirectory();
    const others = join(await scratch(), 'anchors');
    await (await openAt(theirs, { anchors: others })).close();
    const [other] = await readdir(others);
    await cp(join(others, String(other)), join(computer, String(name)));
    expect(await refusal()).toMatchObject({ kind: 'journal-moved' });
  });

  test('H1: an index that this station closed later than the journal says locks it', async () => {
    const first = await open();
    await first.close();
    const [journal, anchor] = await Promise.all(
      ['journal.jsonl', 'journal.anchor'].map((name) => readFile(join(home, name))),
    );
    const notes = await readdir(computer);
    const note = await readFile(join(computer, String(notes[0])));
    const second = await open();
    must(await second.open(await batchFiles(await scratch(), cards)));
    await second.close();
    // All that vouches for the journal is put back with it, but not the index.
    await writeFile(join(home, 'journal.jsonl'), journal as Buffer);
    await writeFile(join(home, 'journal.anchor'), anchor as Buffer);
    await writeFile(join(computer, String(notes[0])), note);
    const parts = await openParts(home, { journal: { anchors: computer } });
    expect(parts.journal.stopped?.message).toContain('records of it are known');
    await expect(parts.journal.append([{ kind: 'station-stopped' }])).rejects.toThrow();
    await parts.journal.close();
    parts.index.close();
    expect(await refusal()).toMatchObject({ kind: 'journal-went-back' });
  });
});

describe('an anchor on a medium', () => {
  const open = (directory: string) => openAt(directory, { anchors: computer });
  const tryOpen = (directory: string) => openJournal({ ...optionsFor(directory), anchors: computer });

  test('H1: without the medium it stays shut, and with it it opens; the computer keeps none', async () => {
    const directory = await journalDirectory();
    const medium = await scratch();
    const journal = await open(directory);
    await journal.moveAnchor(medium, [...SIGNATURES]);
    expect(await readdir(computer)).toEqual([]);
    await journal.append([{ kind: 'incident', reason: 'test', serial: null, detail: 'work' }]);
    await journal.close();
    const hidden = `${medium}.away`;
    await cp(medium, hidden, { recursive: true });
    await rm(medium, { recursive: true });
    expect(await tryOpen(directory)).toMatchObject({ ok: false, error: { kind: 'journal-moved' } });
    await cp(hidden, medium, { recursive: true });
    const again = await open(directory);
    // Pulled while it works, nothing more is acknowledged.
    await rm(medium, { recursive: true });
    const done = again.append([{ kind: 'etch-intended', serials: ['C-1'], job: 'j', layout: 'card/1', format: 'svg' }]);
    await expect(done).rejects.toThrow(/cannot be written/);
    await again.close().catch(() => undefined);
    await rm(hidden, { recursive: true });
  });

  test('H1: a directory from before it was moved is not opened', async () => {
    const directory = await journalDirectory();
    await (await open(directory)).close();
    const putBack = await keep(directory);
    const journal = await open(directory);
    await journal.moveAnchor(await scratch(), [...SIGNATURES]);
    await journal.close();
    await putBack();
    expect(await tryOpen(directory)).toMatchObject({ ok: false, error: { kind: 'journal-moved' } });
  });

  test('H1: a medium that takes nothing leaves it where it was', async () => {
    const directory = await journalDirectory();
    const journal = await open(directory);
    const file = join(await scratch(), 'file');
    await writeFile(file, '');
    await expect(journal.moveAnchor(file, [...SIGNATURES])).rejects.toThrow();
    await journal.append([
      { kind: 'peer-revoked', name: 'Press B', peer: 'ab'.repeat(32), reason: 'stolen', signatures: [...SIGNATURES] },
    ]);
    await journal.close();
    await (await open(directory)).close();
  });
});

describe('a Press', () => {
  const medium = (directory: string) => ({ directory, together: true });

  test('H1: put back before its keys were made, it makes no second key from a code', async () => {
    const site = newSite();
    const anchors = { anchors: computer };
    const order = await orderFile(site, 2);
    const first = await openSite(site, {}, anchors);
    must(await first.station.take(order.path, ['BTC']));
    await first.station.close();
    const putBack = await keep(site.station);
    const press = await openSite(site, {}, anchors);
    must(await press.station.make('BATCH-7', medium(site.medium), () => undefined, never));
    await press.station.close();
    await putBack();
    await rm(site.medium, { recursive: true });
    await mkdir(site.medium);
    await expect(openSite(site, {}, anchors)).rejects.toThrow('journal-went-back');

    const again = await openSite(site, {}, { ...anchors, accept: accept() });
    const { station } = again;
    const broken = { ok: false, error: { kind: 'broken-off' } };
    expect(await station.make('BATCH-7', medium(site.medium), () => undefined, never)).toMatchObject(broken);
    const at = { printer: fakePrinter(), stock: STICKER_STOCK, style: STICKER_STYLE, medium: medium(site.medium) };
    expect(await station.open('BATCH-7', at)).toMatchObject(broken);
    expect(await station.giveReturn('BATCH-7', 0, site.outside)).toMatchObject(broken);
    expect(again.records().filter(({ event }) => event.kind === 'keying-intended')).toEqual([]);
    expect(await readdir(site.medium)).toEqual([]);
    await station.close();
  });

  test('H1: an order whose taking was lost is not taken once more, and one is that was written with knowledge of it', async () => {
    const site = newSite();
    const anchors = { anchors: computer };
    await (await openSite(site, {}, anchors)).station.close();
    const putBack = await keep(site.station);
    const order = await orderFile(site, 2);
    const first = await openSite(site, {}, anchors);
    must(await first.station.take(order.path, ['BTC']));
    must(await first.station.make('BATCH-7', medium(site.medium), () => undefined, never));
    await first.station.close();
    await putBack();
    await rm(site.medium, { recursive: true });
    await mkdir(site.medium);

    let heard = 0;
    const again = await openSite(site, {}, { ...anchors, accept: accept() });
    const { station } = again;
    const { intake } = station.parts as { intake: Intake };
    const read = intake.read.bind(intake);
    Object.assign(intake, {
      read: async (...given: Parameters<Intake['read']>) => {
        const incoming = await read(...given);
        return incoming.ok ? ok({ ...incoming.value, heard }) : incoming;
      },
    });
    expect(await station.take(order.path, ['BTC'])).toMatchObject({ ok: false, error: { kind: 'records-lost' } });
    expect(again.records().at(-1)?.event).toMatchObject({ kind: 'incident', reason: 'records-lost' });
    const { lostSince } = station.book;
    expect(lostSince).toBeGreaterThan(0);
    const fresh = await orderFile(site, 1, 'BATCH-8', 5);
    heard = lostSince - 1;
    expect(await station.take(fresh.path, ['BTC'])).toMatchObject({ ok: false, error: { kind: 'records-lost' } });
    heard = lostSince;
    must(await station.take(fresh.path, ['BTC']));
    must(await station.make('BATCH-8', medium(site.medium), () => undefined, never));
    expect(await readdir(site.medium)).toHaveLength(1);
    await station.close();
  });
});

describe('an Origin', () => {
  test('H1: put back in the middle of a batch, it makes and sends nothing more of it', async () => {
    const directory = await newDirectory();
    const records = { anchors: computer };
    const first = await openOrigin(directory, { records });
    must(await first.plan(request({ batch: 'B-1', count: 2 })));
    await first.close();
    const putBack = await keep(directory);
    const origin = await openOrigin(directory, { records });
    must(await origin.make('B-1'));
    await origin.close();
    await putBack();
    expect(await tryOrigin(directory, { records }).catch((cause: Error) => cause.message)).toMatch('journal-went-back');

    const again = await openOrigin(directory, { records: { ...records, accept: accept() } });
    const voided = { ok: false, error: { kind: 'batch-void' } };
    expect(await again.make('B-1')).toMatchObject(voided);
    expect(await again.export('B-1', await scratch())).toMatchObject(voided);
    must(await again.plan(request({ batch: 'B-2', count: 1, start: 9 })));
    must(await again.make('B-2'));
    await again.close();
    await rm(directory, { recursive: true });
  });
});
