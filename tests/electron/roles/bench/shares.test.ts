import { rm } from 'node:fs/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import type { BenchStation } from '../../../../electron/roles/bench/station.ts';
import {
  boxCard,
  etchCard,
  eventsAt,
  intendedIn,
  LINE_BATCH,
  LINE_PEOPLE,
  newLine,
  type Line,
} from '../../../fakes/line.ts';

let line: Line;
afterEach(() => line.end());

/** Opens a bench and its share. */
async function working(name: string, share = name): Promise<BenchStation> {
  const station = must(await line.open(line.bench(name)));
  must(await station.open(await line.filesFor(share, name)));
  return station;
}

const waiting = (station: BenchStation): readonly string[] => station.shares.waiting(LINE_BATCH);

async function finish(station: BenchStation): Promise<void> {
  for (const serial of waiting(station)) {
    expect(await etchCard(station, serial)).toBe(true);
    await boxCard(station, serial);
  }
}

/** Closes the share of a bench and tells Origin; what Origin says then. */
async function closed(station: BenchStation) {
  must(await station.ending.close(LINE_PEOPLE, 0));
  const { file } = must(await station.shares.closing(LINE_BATCH, await line.medium()));
  return must(await line.origin.takeClosing(file));
}

async function handOver(from: BenchStation, to: string, serials: readonly string[]) {
  const giving = { batch: LINE_BATCH, serials, to, people: LINE_PEOPLE, reason: 'it is behind' };
  return from.shares.handOver({ ...giving, directory: await line.medium() });
}

const acknowledged = async (station: BenchStation): Promise<void> => {
  for (const { incident } of station.parts.index.incidents({ open: true })) {
    await station.parts.journal.append([{ kind: 'incident-acknowledged', incident, by: { name: 'Ada' } }]);
  }
};

test('each bench gets its own units alone, knows whose every other one is, and the batch is complete when all are closed', async () => {
  line = await newLine(['Bench A', 'Bench B', 'Bench C'], 7);
  const [a, b, c] = [await working('Bench A'), await working('Bench B'), await working('Bench C')];
  const all = [a, b, c].map((station) => waiting(station));
  expect(all.map(({ length }) => length)).toEqual([2, 2, 3]);
  expect(new Set(all.flat()).size).toBe(7);

  // A card of another share: whose it is, is said in both languages; one of no share is unknown.
  const foreign = all[2]?.[0] ?? '';
  await a.bench.scan(nameScan(foreign));
  expect(a.bench.view().notice).toMatchObject({ kind: 'other-bench', facts: { serial: foreign, bench: 'Bench C' } });
  expect(a.bench.view().notice?.message).toContain('This card belongs to Bench C');
  await a.bench.scan(nameScan('TF-999999'));
  expect(a.bench.view().notice?.kind).toBe('unknown-serial');

  for (const station of [a, b, c]) await finish(station);
  expect(await closed(a)).toEqual({ batch: LINE_BATCH, bench: 'Bench A', complete: false });
  expect(await closed(c)).toMatchObject({ complete: false });
  expect(await closed(b)).toMatchObject({ complete: true });
});

test('what one bench hands over it never etches, and the other takes it once', async () => {
  line = await newLine(['Bench A', 'Bench C'], 6);
  const [a, c] = [await working('Bench A'), await working('Bench C')];
  const [first, second, third] = waiting(a) as readonly [string, string, string];
  expect(await etchCard(a, first)).toBe(true);

  expect(await handOver(a, 'Bench C', [first])).toMatchObject({ error: { kind: 'not-now' } });
  expect(await handOver(a, 'Bench Q', [second])).toMatchObject({ error: { kind: 'no-such-bench' } });
  expect(await handOver(a, 'Bench C', ['TF-999999'])).toMatchObject({ error: { kind: 'unknown-serial' } });
  const { file } = must(await handOver(a, 'Bench C', [second, third]));

  expect(await etchCard(a, second)).toBe(false);
  await a.bench.scan(nameScan(second));
  expect(a.bench.view().notice).toMatchObject({ kind: 'is-handed-over', facts: { reason: 'Bench C' } });

  expect(must(await c.shares.takeOver(file))).toEqual({ batch: LINE_BATCH, count: 2, from: 'Bench A' });
  expect(await c.shares.takeOver(file)).toMatchObject({ error: { kind: 'replayed' } });
  // The very bytes that A had under seal open at C, and belong to the address on record.
  await c.bench.scan(nameScan(second));
  await c.bench.scan(nameScan(c.parts.index.unit(second)?.address ?? ''));
  expect(c.bench.view().verdict).toMatchObject({ outcome: 'PASS', serial: second });
  await boxCard(c, second);
  await boxCard(a, first);
  await finish(c);
  expect(intendedIn([...eventsAt(a), ...eventsAt(c)])).toHaveLength(6);

  expect(await closed(c)).toMatchObject({ complete: false });
  expect(await closed(a)).toMatchObject({ complete: true });
  const [batch] = line.origin.batches();
  expect(batch?.closings.find(({ bench }) => bench === 'Bench A')).toMatchObject({
    ends: { finished: 1, 'handed-over': 2 },
    handed: [
      { serial: second, to: 'Bench C' },
      { serial: third, to: 'Bench C' },
    ],
  });
});

test('a handover whose medium was lost is written again, after a crash too; nothing else has its number', async () => {
  line = await newLine(['Bench A', 'Bench C'], 4);
  const [a, c] = [await working('Bench A'), await working('Bench C')];
  const [one, two] = waiting(a) as readonly [string, string];
  const giving = { batch: LINE_BATCH, serials: [one], to: 'Bench C', people: LINE_PEOPLE, reason: 'it is behind' };
  expect(await a.shares.handOver({ ...giving, directory: '/nowhere' })).toMatchObject({
    error: { kind: 'not-delivered' },
  });
  expect(a.shares.handovers(LINE_BATCH)).toMatchObject([{ to: 'Bench C', part: 1, count: 1, written: false }]);
  expect(await etchCard(a, one)).toBe(false);
  await line.crash(line.bench('Bench A'));
  const again = must(await line.open(line.bench('Bench A')));
  must(await again.select(LINE_BATCH));
  const sent = must(await again.shares.writeAgain(LINE_BATCH, 'Bench C', 1, await line.medium()));
  const twice = must(await again.shares.writeAgain(LINE_BATCH, 'Bench C', 1, await line.medium()));
  expect(twice).toMatchObject({ digest: sent.digest, sequence: sent.sequence });
  const next = must(await handOver(again, 'Bench C', [two]));
  expect(next.sequence).toBe(sent.sequence + 1);
  expect(await c.shares.takeOver(next.file)).toMatchObject({ error: { kind: 'gap' } });
  must(await c.shares.takeOver(twice.file));
  must(await c.shares.takeOver(next.file));
  expect(waiting(c)).toHaveLength(4);
});

test('a bench whose directory is gone: its share goes to another, every unit of it in doubt until two people have looked', async () => {
  line = await newLine(['Bench A', 'Bench B'], 4, ['Bench D']);
  const [a, b] = [await working('Bench A'), await working('Bench B')];
  const [etched, blank] = waiting(a) as readonly [string, string];
  expect(await etchCard(a, etched)).toBe(true);
  await line.close(line.bench('Bench A'));
  await rm(line.bench('Bench A').directory, { recursive: true });

  const say = (bench: string, to: string, people: readonly [string, string] = LINE_PEOPLE) =>
    line.origin.reissue({ batch: LINE_BATCH, bench, to, besides: [], people, reason: 'its disk died' });
  expect(await say('Bench A', 'Bench D', ['Ada', 'ada'])).toMatchObject({ error: { kind: 'same-person' } });
  expect(await say('Bench Q', 'Bench D')).toMatchObject({ error: { kind: 'no-such-share' } });
  expect(await say('Bench A', 'Bench B')).toMatchObject({ error: { kind: 'takes-already' } });
  must(await say('Bench A', 'Bench D'));
  expect(await say('Bench A', 'Bench D')).toMatchObject({ error: { kind: 'already-dead' } });

  const d = await working('Bench D', 'Bench A');
  expect(d.parts.index.counts(LINE_BATCH)).toMatchObject({ 'in-doubt': 2, received: 0 });
  expect(d.parts.index.incidents({ open: true }).map(({ reason }) => reason)).toContain('reissued');
  expect(await etchCard(d, blank)).toBe(false);
  await d.bench.scan(nameScan(blank));
  expect(d.bench.view().notice?.kind).toBe('is-in-doubt');
  const look = { as: null, reason: 'both sides are blank', people: LINE_PEOPLE };
  must(await d.ending.offPath.decide('blank', { serial: blank, ...look }));
  must(await d.etching.resolve(etched, 'marked', LINE_PEOPLE));
  await finish(d);
  await boxCard(d, etched);
  await acknowledged(d);
  await finish(b);
  expect(await closed(b)).toMatchObject({ complete: false });
  expect(await closed(d)).toMatchObject({ complete: true });
  expect(line.origin.batches()[0]?.closings.map(({ ends }) => ends)).toEqual([{ finished: 2 }, { finished: 2 }]);
});

describe('attacks', () => {
  const SIGNATURES = [{ name: 'Ada' }, { name: 'Grace' }] as const;
  /** Puts a bench back as `back` has it, and goes on by two people's word. */
  async function putBack(name: string, known: string, back: () => Promise<void>): Promise<BenchStation> {
    const bench = line.bench(name);
    await line.close(bench);
    await back();
    expect(await line.open(bench)).toMatchObject({ error: { kind: 'journal-went-back' } });
    const accept = { known, reason: 'its disk was put back', signatures: [...SIGNATURES] as const };
    const station = must(await line.open(bench, accept));
    must(await station.select(LINE_BATCH));
    return station;
  }
  async function kept(name: string): Promise<{ station: BenchStation; back: () => Promise<void> }> {
    await line.close(line.bench(name));
    const back = await line.keep(line.bench(name));
    const station = must(await line.open(line.bench(name)));
    must(await station.select(LINE_BATCH));
    return { station, back };
  }
  const head = (station: BenchStation): string => station.parts.journal.head.hash.slice(0, 22);

  test('the taker is put back to before it took, and etched: what it takes again it never etches, and the card has one intent', async () => {
    line = await newLine(['Bench A', 'Bench C'], 4);
    const a = await working('Bench A');
    await working('Bench C');
    const { station: c, back } = await kept('Bench C');
    const [one] = waiting(a) as readonly [string, string];
    const { file } = must(await handOver(a, 'Bench C', [one]));
    must(await c.shares.takeOver(file));
    expect(await etchCard(c, one)).toBe(true);
    const before = eventsAt(c);
    const again = await putBack('Bench C', head(c), back);
    // Its share was opened before: whatever comes to it is put aside, so that somebody accounts for it.
    must(await again.shares.takeOver(file));
    expect(await etchCard(again, one)).toBe(false);
    expect(await handOver(again, 'Bench A', [one])).toMatchObject({ error: { kind: 'broken-off' } });
    expect(intendedIn([...before, ...eventsAt(again)]).filter((serial) => serial === one)).toHaveLength(1);
  });

  test('a bench that lost records takes no units of a batch that it would begin with them', async () => {
    line = await newLine(['Bench A', 'Bench C'], 4, ['Bench D']);
    const a = await working('Bench A');
    const bench = line.bench('Bench D');
    must(await line.open(bench));
    await line.close(bench);
    const back = await line.keep(bench);
    const d = must(await line.open(bench));
    const { file } = must(await handOver(a, 'Bench D', waiting(a).slice(0, 1)));
    must(await d.shares.takeOver(file));
    const known = head(d);
    await line.close(bench);
    await back();
    const accept = { known, reason: 'its disk was put back', signatures: [...SIGNATURES] as const };
    const again = must(await line.open(bench, accept));
    expect(await again.shares.takeOver(file)).toMatchObject({ error: { kind: 'records-lost-here' } });
    expect(again.parts.index.incidents({ open: true }).map(({ reason }) => reason)).toContain('records-lost-here');
  });

  test('the giver is put back to before it gave: it etches none of them, and gives none to a third', async () => {
    line = await newLine(['Bench A', 'Bench C'], 4);
    await working('Bench A');
    const c = await working('Bench C');
    const { station: a, back } = await kept('Bench A');
    const [one] = waiting(a) as readonly [string, string];
    const { file } = must(await handOver(a, 'Bench C', [one]));
    must(await c.shares.takeOver(file));
    const again = await putBack('Bench A', head(a), back);
    expect(again.parts.index.unit(one)?.state).toBe('received');
    expect(await etchCard(again, one)).toBe(false);
    expect(await handOver(again, 'Bench C', [one])).toMatchObject({ error: { kind: 'broken-off' } });
    expect(await etchCard(c, one)).toBe(true);
  });

  test('a power cut in the middle of taking over leaves it still to be taken, and then it is taken once', async () => {
    line = await newLine(['Bench A', 'Bench C'], 4);
    const [a, c] = [await working('Bench A'), await working('Bench C')];
    const [one] = waiting(a) as readonly [string, string];
    const { file } = must(await handOver(a, 'Bench C', [one]));
    // The units are on record, and what makes them count is not.
    const cut = vi.spyOn(c.parts.intake, 'accept').mockRejectedValue(new Error('power cut'));
    await expect(c.shares.takeOver(file)).rejects.toThrow('power cut');
    cut.mockRestore();
    expect(c.parts.index.unit(one)).toBeNull();
    await line.crash(line.bench('Bench C'));
    const again = must(await line.open(line.bench('Bench C')));
    must(await again.select(LINE_BATCH));
    expect(again.parts.index.unit(one)).toBeNull();
    must(await again.shares.takeOver(file));
    expect(await again.shares.takeOver(file)).toMatchObject({ error: { kind: 'replayed' } });
    expect(again.parts.index.counts(LINE_BATCH)).toMatchObject({ received: 3 });
    expect(await etchCard(again, one)).toBe(true);
  });

  test('a handover carried to a bench that it is not for opens nothing there, and a unit never comes back', async () => {
    line = await newLine(['Bench A', 'Bench B', 'Bench C'], 6);
    const [a, b, c] = [await working('Bench A'), await working('Bench B'), await working('Bench C')];
    const [one] = waiting(a) as readonly [string, string];
    const { file } = must(await handOver(a, 'Bench C', [one]));
    expect(await b.shares.takeOver(file)).toMatchObject({ error: { kind: 'sealed-to-another' } });
    must(await c.shares.takeOver(file));
    expect(await handOver(c, 'Bench A', [one])).toMatchObject({ error: { kind: 'goes-back' } });
    const next = must(await handOver(c, 'Bench B', [one]));
    must(await b.shares.takeOver(next.file));
    for (const name of ['Bench A', 'Bench C']) {
      expect(await handOver(b, name, [one])).toMatchObject({ error: { kind: 'goes-back' } });
    }
    expect(await etchCard(b, one)).toBe(true);
  });
});
