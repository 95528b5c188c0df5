/**
 * Invariant 4: etching is at most once. The intent is on disk before anything is sent, and what a crash leaves between
 * is in doubt, never tried again.
 */
import { DatabaseSync } from '@photostructure/sqlite';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '../../core/base/result.ts';
import { nameScan } from '../../core/stations/bench/card-code.ts';
import { sumOf } from '../../electron/journal/rows.ts';
import { startBench, type BenchStation } from '../../electron/roles/bench/station.ts';
import { afterPowerCut, batchFiles, openParts, scratch, tryJournal } from '../fakes/bench-station.ts';
import { BATCH, makeCards, passphraseOf, type TestCard } from '../fakes/cards.ts';

const cards = await makeCards(2);
const [one, two] = cards as readonly [TestCard, TestCard];
const PEOPLE = ['Ann', 'Bob'] as const;

let home: string;
let bench: BenchStation;
beforeEach(async () => {
  home = await scratch();
  bench = await startBench(await openParts(home), null);
  must(await bench.open(await batchFiles(await scratch(), cards)));
});
afterEach(() => bench.close());

async function scan(...texts: readonly string[]): Promise<void> {
  for (const text of texts) await bench.bench.scan(nameScan(text));
}

async function restart(directory = home): Promise<void> {
  await bench.close();
  bench = await startBench(await openParts(directory), null);
  must(await bench.select(BATCH));
}

const stateOf = (serial: string) => bench.parts.index.unit(serial)?.state;
const jobs = (directory = home) => readdir(join(directory, 'etch'));
const events = () => [...bench.parts.journal.records(0)].flat().map(({ event }) => event);
const intended = () => events().flatMap((event) => (event.kind === 'etch-intended' ? event.serials : []));

test('the intent is on record before the job has a name, and the job is whole before there is an intent', async () => {
  await scan(one.serial, one.address);
  const kinds = events().map(({ kind }) => kind);
  expect(kinds.indexOf('etch-intended')).toBeLessThan(kinds.indexOf('etch-sent'));
  // Cut right behind the intent: it names the job, nothing has its name, and nobody will ever send it.
  const cut = await afterPowerCut(home, kinds.indexOf('etch-intended') + 1);
  await rm(join(cut, 'etch'), { recursive: true });
  await restart(cut);
  expect(stateOf(one.serial)).toBe('in-doubt');
  await scan(one.serial, one.address);
  expect(await jobs(cut)).toEqual([]);
  expect(intended()).toEqual([one.serial]);
});

test('the same card scanned again and again, at every step of its way', async () => {
  await scan(one.serial, one.address, one.address, one.serial, one.address);
  must(await bench.bench.marked(one.serial, true));
  await scan(one.serial, one.address, one.serial, one.address);
  await restart();
  await scan(one.serial, one.address);
  expect(intended()).toEqual([one.serial]);
});

test('scans that come faster than the station works', async () => {
  const texts = [one.serial, one.address, one.serial, one.address, one.serial, one.address];
  await Promise.all(texts.map((text) => bench.bench.scan(nameScan(text))));
  await bench.bench.settled();
  expect(intended()).toEqual([one.serial]);
  expect(await jobs()).toEqual([`${one.serial}.svg`]);
});

test('jobs asked for at the same time', async () => {
  await scan(one.serial, one.address);
  using secret = passphraseOf(one);
  const card = { serial: one.serial, passphrase: secret };
  const answers = await Promise.all([bench.etching.send([card]), bench.etching.send([card])]);
  expect(answers).toMatchObject([{ ok: false }, { ok: false }]);
  expect(intended()).toEqual([one.serial]);
});

test('a second window on the same directory', async () => {
  expect(await tryJournal(home)).toMatchObject({ ok: false, error: { kind: 'journal-locked' } });
});

test.each(['etch-intended', 'etch-sent'] as const)('a crash right after %s, again and again', async (kind) => {
  await scan(one.serial, one.address);
  let at = events().findIndex((event) => event.kind === kind) + 1;
  for (let crash = 0; crash < 3; crash++) {
    const left = await afterPowerCut(home, at);
    await restart(left);
    expect(stateOf(one.serial)).toBe('in-doubt');
    await scan(one.serial, one.address);
    expect(intended()).toEqual([one.serial]);
    expect(await jobs(left)).toEqual([]);
    [home, at] = [left, events().length];
  }
  // Only two people who have looked at the metal end the doubt; neither answer sends anything.
  expect(await bench.etching.resolve(one.serial, 'marked', ['Ann', 'ann'])).toMatchObject({ ok: false });
  must(await bench.etching.resolve(one.serial, 'marked', PEOPLE));
  await scan(one.serial, one.address);
  expect(intended()).toEqual([one.serial]);
  expect(await jobs(home)).toEqual([]);
});

test('H2: an index that says otherwise, with a right sum, sends nothing a second time', async () => {
  await scan(one.serial, one.address);
  const sent = bench.parts.index.unit(one.serial);
  if (sent === null) throw new Error('no unit');
  await bench.close();
  const db = new DatabaseSync(join(home, 'index.sqlite'));
  const lie = { ...sent, state: 'checked', job: null } as const;
  db.prepare("UPDATE units SET state = 'checked', job = NULL, sum = ? WHERE serial = ?").run(sumOf(lie), one.serial);
  db.close();
  await rm(join(home, 'etch', `${one.serial}.svg`));
  bench = await startBench(await openParts(home), null);
  must(await bench.select(BATCH));
  expect(bench.parts.index.unit(one.serial)).toEqual(sent);
  await scan(one.serial, one.address);
  expect(intended()).toEqual([one.serial]);
  expect(await jobs()).toEqual([]);
});

/** Whoever writes into the file of the index while the station runs, with sums that are right, changes what it answers. */
function lieOf(serial: string): void {
  const { index } = bench.parts;
  const { unit, unitByAddress } = index;
  const verified = () => events().filter(({ kind }) => kind === 'unit-verified').length;
  const before = verified();
  // From there it goes on as it would: what is verified next, may be etched.
  const lied = (found: ReturnType<typeof unit>) => {
    if (found?.serial !== serial) return found;
    const state = verified() > before ? ('verified' as const) : ('checked' as const);
    return { ...found, state, job: null, reason: null };
  };
  Object.assign(index, {
    unit: (of: string) => lied(unit(of)),
    unitByAddress: (address: string) => lied(unitByAddress(address)),
  });
}

const lies = () => events().filter((event) => event.kind === 'incident' && event.reason === 'index-altered').length;

test.each([
  ['sent', async () => undefined],
  ['marked', async () => void must(await bench.etching.marked(one.serial, true))],
  ['sent, and the station started again', () => restart()],
  [
    'in doubt after a crash',
    async () =>
      restart(
        await afterPowerCut(
          home,
          events().findIndex(({ kind }) => kind === 'etch-sent'),
        ),
      ),
  ],
])('H2: an index that is written into while the station runs sends no card a second time that is %s', async (_, to) => {
  await scan(one.serial, one.address);
  await to();
  lieOf(one.serial);
  const { directory } = bench.parts;
  for (const job of await jobs(directory)) await rm(join(directory, 'etch', job));
  await scan(one.serial, one.address);
  expect([intended(), lies()]).toEqual([[one.serial], 1]);
  expect(await jobs(directory)).toEqual([]);
  await scan(two.serial, two.address);
  expect([intended(), lies()]).toEqual([[one.serial, two.serial], 1]);
});

test.each(['etch-intended', 'etch-sent'] as const)(
  'several cards in one job, and a crash right after %s',
  async (kind) => {
    const together = await Promise.all(
      cards.map(async ({ serial, address }) => {
        await bench.parts.journal.append([{ kind: 'unit-verified', serial, address, coin: 'BTC' }]);
        return serial;
      }),
    );
    using first = passphraseOf(one);
    using second = passphraseOf(two);
    const places = [
      { serial: one.serial, passphrase: first },
      { serial: two.serial, passphrase: second, at: { x: 100, y: 0 } },
    ];
    must(await bench.etching.send(places, { width: 200, height: 60 }));
    const job = bench.parts.index.unit(one.serial)?.job;
    expect(await jobs()).toEqual([`${job}.svg`]);
    expect(bench.parts.index.traveller(two.serial).some(({ event }) => event.kind === 'etch-sent')).toBe(true);
    const left = await afterPowerCut(home, events().findIndex((event) => event.kind === kind) + 1);
    await restart(left);
    expect(together.map(stateOf)).toEqual(['in-doubt', 'in-doubt']);
    expect(await jobs(left)).toEqual([]);
    expect(await bench.etching.send(places, { width: 200, height: 60 })).toMatchObject({ error: { kind: 'not-now' } });
    expect(intended()).toEqual(together);
  },
);

test('an orderly stop leaves a job of several cards with the laser, until the last of them is marked', async () => {
  for (const { serial, address } of cards)
    await bench.parts.journal.append([{ kind: 'unit-verified', serial, address, coin: 'BTC' }]);
  using first = passphraseOf(one);
  using second = passphraseOf(two);
  const beside = { serial: two.serial, passphrase: second, at: { x: 0, y: 60 } };
  must(await bench.etching.send([{ serial: one.serial, passphrase: first }, beside], { width: 90, height: 120 }));
  must(await bench.etching.marked(one.serial, true));
  await restart();
  expect([stateOf(one.serial), stateOf(two.serial)]).toEqual(['marked', 'sent']);
  expect(await jobs()).toHaveLength(1);
  must(await bench.etching.marked(two.serial, true));
  expect(await jobs()).toEqual([]);
});

test('an intent written into the history a second time changes nothing and raises an incident', async () => {
  await scan(one.serial, one.address, two.serial);
  const again = events().find((event) => event.kind === 'etch-intended');
  if (again === undefined) throw new Error('no intent');
  const incidents = bench.parts.index.openIncidents();
  await bench.parts.journal.append([again]);
  expect(bench.parts.index.openIncidents()).toBeGreaterThan(incidents);
  expect(stateOf(one.serial)).toBe('sent');
  expect(await jobs()).toEqual([`${one.serial}.svg`]);
});

test('a card that was marked, and is read back wrong', async () => {
  await scan(one.serial, one.address, one.serial);
  must(await bench.bench.marked(one.serial, true));
  await bench.bench.readBack(one.serial, '????');
  const before = intended();
  await restart();
  await scan(one.serial, one.address);
  expect(intended()).toEqual(before);
});
