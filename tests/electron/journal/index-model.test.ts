import fc from 'fast-check';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serialsOf, type JournalEvent } from '../../../core/journal/event.ts';
import {
  type BenchLifeStep,
  benchLife,
  type BenchUnit,
  type BenchUnitState,
  receivedUnit,
} from '../../../core/life/bench-life.ts';
import { openIndex } from '../../../electron/journal/index.ts';
import { opened, received } from '../../fakes/chain.ts';
import { journalDirectory, openAt } from '../../fakes/open-journal.ts';

const BATCHES = ['B1', 'B2'] as const;
const SERIALS = ['C-1', 'C-2', 'C-3', 'C-4'] as const;
const serialIn = (batch: string, serial: string): string => `${batch}-${serial}`;

/** Everything that can happen to a unit, allowed or not, and some that touches none. */
const step = (serial: string): fc.Arbitrary<JournalEvent> => {
  const job = { serial, job: `job-${serial}` };
  const whole = { serials: [serial], job: job.job };
  return fc.constantFrom<JournalEvent[]>(
    { kind: 'unit-checked', batch: serial.slice(0, 2), serial },
    { kind: 'unit-verified', serial, address: 'a', coin: 'BTC' },
    { kind: 'unit-quarantined', serial, reason: 'unknown-sticker' },
    { kind: 'etch-intended', ...whole, layout: 'l', format: 'svg' },
    { kind: 'etch-intended', serials: [serial, `${serial.slice(0, 2)}-C-1`], job: 'j', layout: 'l', format: 'svg' },
    { kind: 'etch-sent', ...whole, bytes: 1, mac: 'm' },
    { kind: 'etch-marked', ...job },
    { kind: 'etch-read-back', ...job, positions: [1] },
    { kind: 'etch-in-doubt', ...job, reason: 'interrupted' },
    { kind: 'doubt-resolved', ...job, as: 'scrapped', signatures: [{ name: 'A' }, { name: 'B' }] },
    { kind: 'unit-covered', serial, by: { name: 'A' } },
    { kind: 'unit-sealed', serial, by: { name: 'A' } },
    { kind: 'unit-finished', serial, by: { name: 'A' } },
    { kind: 'unit-quarantined', serial, reason: 'seal-failed' },
    { kind: 'unit-reworked', serial, reason: 'new bag', by: { name: 'A' } },
    { kind: 'unit-scrapped', serial, reason: 'bent', signatures: [{ name: 'A' }, { name: 'B' }] },
    { kind: 'unit-sampled', serial, good: false, signatures: [{ name: 'A' }, { name: 'B' }] },
    { kind: 'verdict-given', serial, outcome: 'PASS', reason: null },
  );
};

const happenings = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...BATCHES), fc.subarray([...SERIALS])).map(receive) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...BATCHES), fc.subarray([...SERIALS], { minLength: 1 })).map(open),
    },
    { weight: 1, arbitrary: fc.constantFrom(...BATCHES).map(close) },
    {
      weight: 12,
      arbitrary: fc
        .tuple(fc.constantFrom(...BATCHES), fc.constantFrom(...SERIALS))
        .chain(([batch, serial]) => step(serialIn(batch, serial)))
        .map((event) => [event]),
    },
  ),
  // Long enough for batches to be opened twice and units to come to their ends.
  { maxLength: 60, size: 'max' },
);

/** An import that was cut short. */
function receive([batch, serials]: [string, string[]]): JournalEvent[] {
  return serials.map((serial) => received(serialIn(batch, serial), batch));
}

function open([batch, serials]: [string, string[]]): JournalEvent[] {
  return [...receive([batch, serials]), opened(serials.length, batch)];
}

function close(batch: string): JournalEvent[] {
  const counts = { count: 0, finished: 0, scrapped: 0, quarantined: 0, sampled: 0, withdrawn: 0, printed: 0 };
  return [{ kind: 'batch-closed', batch, ...counts, destroyed: 0, signatures: [{ name: 'A' }, { name: 'B' }] }];
}

/** The same, said in the simplest way: maps, and the machine of core. */
function folded(groups: readonly (readonly JournalEvent[])[]) {
  const units = new Map<string, BenchUnit>();
  const order = new Map<string, string[]>();
  const closed = new Set<string>();
  // A record is odd once, however many of a batch's units are.
  let odd = 0;
  for (const group of groups) {
    const last = group.at(-1);
    let known = 0;
    for (const event of group) {
      if (event.kind === 'unit-received' && last?.kind === 'batch-opened') {
        if (units.has(event.serial)) known++;
        else {
          units.set(event.serial, { ...receivedUnit(event), closed: closed.has(event.batch) });
          order.set(event.batch, [...(order.get(event.batch) ?? []), event.serial]);
        }
      }
      if (event.kind === 'batch-closed') {
        closed.add(event.batch);
        for (const serial of order.get(event.batch) ?? [])
          units.set(serial, { ...(units.get(serial) as BenchUnit), closed: true });
      }
      if (!benchLife.isStep(event)) continue;
      let strange = false;
      for (const serial of serialsOf(event)) {
        const unit = units.get(serial);
        const after = unit && allowed(unit, event);
        if (after === undefined) strange = true;
        else units.set(serial, after);
      }
      if (strange) odd++;
    }
    if (known > 0) odd++;
  }
  return { units, order, odd };
}

function allowed(unit: BenchUnit, event: BenchLifeStep): BenchUnit | undefined {
  return benchLife.may(unit, event.kind) ? benchLife.apply(unit, event) : undefined;
}

test('whatever happens, the index is the fold of the journal; made again, it is the same', async () => {
  const directory = await journalDirectory();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(happenings, async (groups) => {
      const home = join(directory, String(run++));
      const journal = await openAt(home, { checkpointEvery: 7 });
      const live = await openIndex({ path: join(home, 'live.sqlite'), journal });
      for (const group of groups) await journal.append(group);
      const again = await openIndex({ path: ':memory:', journal });
      const { units, order, odd } = folded(groups);

      for (const index of [live, again]) {
        expect(index.openIncidents()).toBe(odd);
        for (const batch of BATCHES) {
          const { rows } = index.units({ batch, search: '', state: null, offset: 0, limit: 100 });
          const plain = rows.map(({ position: _, since: __, ...unit }) => unit);
          const expected = (order.get(batch) ?? []).map((serial) => units.get(serial));
          expect(plain).toEqual(expected);
          const counts = Object.entries(index.counts(batch)) as [BenchUnitState, number][];
          for (const [state, count] of counts)
            expect(expected.filter((unit) => unit?.state === state).length, state).toBe(count);
        }
      }
      live.close();
      again.close();
      await journal.close();
    }),
    { numRuns: 40 },
  );
});
