import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { deedsOf } from '../../../fakes/deeds.ts';
import { recordsIn, standBench, type TestBench } from '../../../fakes/bench.ts';
import { createOffPath } from '../../../../core/stations/bench/off-path.ts';
import { closedEvent, makeCards, type TestCard } from '../../../fakes/cards.ts';
import { platformRandom } from '../../../fakes/streams.ts';
import { TRAY } from '../../../fakes/tray.ts';
import type { TrayForm } from '../../../../core/etch/tray.ts';
import { CARD } from '../../../../core/etch/card.ts';
import { withCode } from '../../../../core/etch/code.ts';
import { TRAY_DEEDS, type TrayDeed } from '../../../../core/stations/bench/filling.ts';
import { expectEtchedOnce, expectShownIsRecorded } from '../../../fakes/invariants.ts';
import { benchLife } from '../../../../core/life/bench-life.ts';

const cards = await makeCards(4);
/** The last one was given the passphrase of another. */
const wrong = cards.at(-1) as TestCard;

/** Anything that people, scanners, the pre-verification and the disk may do, in any order. */
type Deed =
  | { readonly do: 'scan'; readonly card: number; readonly what: 'serial' | 'address' | 'key' | 'confirmation' }
  | { readonly do: 'verify'; readonly card: number }
  | { readonly do: 'nonsense'; readonly text: string }
  | { readonly do: 'marked'; readonly card: number; readonly finished: boolean }
  | { readonly do: 'read-back'; readonly card: number; readonly right: boolean }
  | { readonly do: 'inspect'; readonly card: number; readonly good: boolean }
  | { readonly do: 'pack'; readonly card: number }
  | { readonly do: 'rework'; readonly card: number }
  | { readonly do: 'release'; readonly card: number }
  | { readonly do: 'scrap'; readonly card: number }
  | { readonly do: 'close' }
  | { readonly do: 'resolve'; readonly card: number; readonly as: 'marked' | 'scrapped'; readonly alone: boolean }
  | { readonly do: 'pre-verify'; readonly card: number; readonly good: boolean }
  | { readonly do: 'outbox'; readonly fault: TestBench['outbox']['fault'] }
  | { readonly do: 'fill'; readonly deed: TrayDeed; readonly card: number }
  | { readonly do: 'metal'; readonly card: number }
  | { readonly do: 'restart' };

const card = fc.nat({ max: cards.length - 1 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('scan'), card, what: fc.constantFrom('serial', 'address') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('scan'), card, what: fc.constantFrom('key', 'confirmation') }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('verify'), card }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('nonsense'), text: fc.string({ maxLength: 20 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('marked'), card, finished: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('read-back'), card, right: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('inspect'), card, good: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('pack', 'rework', 'release', 'scrap'), card }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('resolve'),
      card,
      as: fc.constantFrom('marked', 'scrapped'),
      alone: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pre-verify'), card, good: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('outbox'),
      fault: fc.constantFrom('none', 'before-intent', 'after-intent', 'remove'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('fill'), deed: fc.constantFrom(...TRAY_DEEDS, 'send'), card }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('metal'), card }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart') }) },
) as fc.Arbitrary<Deed>;

async function perform(stand: TestBench, one: Deed): Promise<unknown> {
  const { bench, etching, ledger } = stand;
  const about = cards['card' in one ? one.card : 0] as TestCard;
  const { serial } = about;
  switch (one.do) {
    case 'scan':
      return bench.scan(nameScan(about[one.what]));
    case 'verify':
      return Promise.all([serial, about.address].map((text) => bench.scan(nameScan(text))));
    case 'nonsense':
      return bench.scan(nameScan(one.text));
    case 'marked':
      return bench.marked(serial, one.finished);
    case 'read-back':
      return bench.readBack(serial, one.right ? stand.read(about) : '****');
    case 'inspect':
      return bench.inspected(serial, one.good, 'Li Wei');
    case 'pack':
      for (let looks = 0; looks < 3; looks++) await stand.inspect(about, true);
      return;
    case 'rework':
      return offPathOf(stand).rework(serial, 'new strip', 'Li Wei');
    case 'release':
      return offPathOf(stand).release(serial, 'scanned again', ['Li Wei', 'Anna Roth']);
    case 'scrap':
      return offPathOf(stand).scrap(serial, 'cut in two', ['Li Wei', 'Anna Roth']);
    case 'close':
      if (ledger.underWay || ledger.unit(serial)?.closed === true) return;
      return ledger.append([closedEvent]);
    case 'resolve':
      return etching.resolve(serial, one.as, one.alone ? ['Li Wei', 'LI WEI'] : ['Li Wei', 'Anna Roth']);
    case 'pre-verify': {
      const unit = ledger.unit(serial);
      if (unit === null || !benchLife.may(unit, 'unit-checked')) return;
      const bad = { kind: 'unit-condemned', serial, reason: 'passphrase-mismatch' } as const;
      return ledger.append([one.good ? { kind: 'unit-checked', batch: unit.batch, serial } : bad]);
    }
    case 'fill':
      return bench.fill(one.deed, serial);
    case 'metal':
      return bench.scan({ what: 'metal', serial });
    case 'outbox':
      stand.outbox.fault = one.fault;
      return;
    case 'restart':
      bench.reset(true);
      return etching.recover(stand.journal.allUnits());
  }
}

/** What scans something, or takes up the line anew. */
const SCANNING: ReadonlySet<Deed['do']> = new Set(['scan', 'verify', 'nonsense', 'metal', 'pack', 'restart']);

const cardOf = (one: Deed): number | null => ('card' in one ? one.card : null);

const offPathOf = ({ bench, journal, ledger, etching }: TestBench) =>
  deedsOf(
    createOffPath({
      journal: ledger,
      units: ledger,
      random: platformRandom,
      records: recordsIn(journal),
      labelled: (serial, as, reference) => bench.putAside(serial, as, reference),
      withdraw: etching.withdraw,
      finished: () => [],
      picked: () => [],
    }),
  );

/** One by one, or in a tray of four. */
function stand(tray?: TrayForm): TestBench {
  const made = standBench(cards, tray === undefined ? {} : { tray, layout: withCode(CARD), share: 30 });
  made.vault.instead.set(wrong.serial, cards[0]?.passphrase as string);
  return made;
}

/** Records agree with what stands in the tray's intent: a pocket holds one card, and a card lies in one. */
function expectPocketsKept({ journal }: TestBench): void {
  for (const { serials, pockets = [] } of journal.of('etch-intended')) {
    expect(pockets).toHaveLength(serials.length);
    expect(new Set(pockets).size).toBe(pockets.length);
  }
}

function expectAllWell({ journal, vault, ...rest }: TestBench): void {
  expectShownIsRecorded({ journal, vault, ...rest });
  expectEtchedOnce(journal.events, rest.outbox.sent, cards);
  expect(rest.outbox.sent).not.toContain(wrong.serial);
  expect(vault.allWiped).toBe(true);
}

test('whatever is done one after the other, a job is sent for the card just scanned by serial and address', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 24 }), async (deeds) => {
      const one = stand();
      /** The card whose address was the last scan. */
      let held: number | null = null;
      for (const next of deeds) {
        const { step } = one.view;
        const early = held;
        if (SCANNING.has(next.do)) held = next.do === 'scan' && next.what === 'address' ? next.card : null;
        const before = one.outbox.sent.length;
        await perform(one, next);
        const sent = one.outbox.sent.slice(before);
        if (sent.length > 0) {
          const { serial } = cards['card' in next ? next.card : -1] as TestCard;
          expect(sent).toEqual([serial]);
          if (next.do !== 'verify') {
            const addressNow = next.do === 'scan' && next.what === 'address' && step.at === 'address';
            // Or its address was the scan before this one of its serial.
            expect(addressNow ? step : early).toEqual(addressNow ? { at: 'address', serial } : cardOf(next));
          }
        }
        expect(one.outbox.visible.size).toBeLessThanOrEqual(one.outbox.sent.length);
      }
      await one.bench.settled();
      expectAllWell(one);
    }),
    { numRuns: 60 },
  );
});

test('whatever is done at once, every step is one that the machine allows', async () => {
  // A few turns of the loop between one deed and the next: none waits for the one before.
  const hurried = fc.record({ next: deed, turns: fc.nat({ max: 12 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(hurried, { maxLength: 24 }), async (deeds) => {
      const one = stand();
      const under: Promise<unknown>[] = [];
      for (const { next, turns } of deeds) {
        under.push(perform(one, next));
        for (let i = 0; i < turns; i++) await setImmediate();
      }
      const done = await Promise.allSettled(under);
      await one.bench.settled();
      // Nothing broke: what may not be was refused, in words.
      expect(done.filter(({ status }) => status === 'rejected')).toEqual([]);
      expectAllWell(one);
    }),
    { numRuns: 120 },
  );
});

test('whatever is done to a tray, in whatever order, no card is intended twice and every pocket is on record', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 30 }), async (deeds) => {
      const one = stand(TRAY);
      for (const next of deeds) {
        const before = one.outbox.sent.length;
        await perform(one, next);
        if (one.outbox.sent.length > before) expect(next).toMatchObject({ do: 'fill', deed: 'send' });
      }
      await one.bench.settled();
      one.bench.reset(true);
      expectAllWell(one);
      expectPocketsKept(one);
    }),
    { numRuns: 120 },
  );
});

test('whatever is done to a tray at once, every step is one that the machine allows', async () => {
  const hurried = fc.record({ next: deed, turns: fc.nat({ max: 12 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(hurried, { maxLength: 30 }), async (deeds) => {
      const one = stand(TRAY);
      const under: Promise<unknown>[] = [];
      for (const { next, turns } of deeds) {
        under.push(perform(one, next));
        for (let i = 0; i < turns; i++) await setImmediate();
      }
      const done = await Promise.allSettled(under);
      await one.bench.settled();
      one.bench.reset(true);
      expect(done.filter(({ status }) => status === 'rejected')).toEqual([]);
      expectAllWell(one);
      expectPocketsKept(one);
    }),
    { numRuns: 120 },
  );
});
