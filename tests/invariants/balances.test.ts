/**
 * Invariant 8: a batch closes only when it balances. At Press every sticker that came out is on a unit or destroyed,
 * whatever people and printers do in whatever order; at Bench every unit that came in has come to an end.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { must } from '../../core/base/result.ts';
import { namePressScan } from '../../core/stations/press/press-code.ts';
import { nameScan } from '../../core/stations/bench/card-code.ts';
import { balance } from '../../core/stations/press/closing.ts';
import type { Press } from '../../core/stations/press/press.ts';
import { STICKER_STOCK, STICKER_STYLE } from '../../core/sticker/layout.ts';
import { startBench, type BenchStation } from '../../electron/roles/bench/station.ts';
import { batchFiles, openParts, scratch } from '../fakes/bench-station.ts';
import { BATCH, makeCards, type TestCard } from '../fakes/cards.ts';
import {
  fakePrinter,
  knownOrder,
  memoryJournal,
  memorySeeds,
  plainMaker,
  pressOver,
  takeInto,
  textsOf,
  type FakePrinter,
} from '../fakes/press.ts';
import { newSite, openSite, orderFile } from '../fakes/press-station.ts';
import { createQueue } from '../../core/work/queue.ts';
import { makeKeys } from '../../core/stations/press/keying.ts';
import { platformRandom } from '../fakes/streams.ts';

const never = new AbortController().signal;

describe('at Press, whatever happens', () => {
  const known = knownOrder(3);

  /** One thing somebody does, to one of the cards. Most of it is refused most of the time. */
  const ACTS = ['print', 'jam', 'unsent', 'scan', 'spoil', 'destroyed', 'absent', 'withdraw'] as const;
  const acts = fc.array(fc.tuple(fc.constantFrom(...ACTS), fc.nat(2)), { minLength: 1, maxLength: 40 });

  async function act(
    what: (typeof ACTS)[number],
    serial: string,
    press: Press,
    printer: FakePrinter,
  ): Promise<boolean> {
    switch (what) {
      case 'print':
      case 'jam':
      case 'unsent':
        printer.next = what === 'print' ? 'fine' : what === 'jam' ? 'void' : 'unsent';
        return (await press.print(serial)).ok;
      case 'scan': {
        const layout = printer.printed.findLast((one) => JSON.stringify(one).includes(serial));
        if (layout === undefined) return false;
        const { address, key } = textsOf(layout);
        const seen = await press.scan(namePressScan(address));
        return seen.ok && (await press.scan(namePressScan(key))).ok;
      }
      case 'spoil':
        return (await press.spoil(serial, 'smudged', 'Ann')).ok;
      case 'destroyed':
        return (await press.destroyed(serial, 'Bob')).ok;
      case 'absent':
        return (await press.absent(serial, ['Ann', 'Bob'])).ok;
      case 'withdraw':
        return (await press.withdraw(serial, 'no stock', 'Ann')).ok;
    }
  }

  test('its balance is that of the stickers in the world', async () => {
    const { order, codes } = await known;
    const once = memoryJournal();
    const seeds = memorySeeds();
    const taken = await takeInto(once, order);
    const still = { ticks: () => 0, progress: () => undefined, inLine: createQueue() };
    const ports = { journal: once, book: once.book, codes, seeds, maker: plainMaker, random: platformRandom };
    must(await makeKeys(taken, { ...ports, ...still }, never));
    await fc.assert(
      fc.asyncProperty(acts, async (done) => {
        const journal = memoryJournal(once.events);
        const printer = fakePrinter();
        const press = pressOver(journal, taken, codes, seeds, printer);
        /** What a person with all stickers before them would count. */
        const world = { destroyed: 0, absent: 0 };
        for (const [what, n] of done) {
          const serial = order.units[n]?.serial ?? '';
          const happened = await act(what, serial, press, printer);
          if (what === 'destroyed' && happened) world.destroyed++;
          if (what === 'absent' && happened) world.absent++;
          const counts = journal.book.counts('BATCH-7');
          const stickers = journal.book.stickers('BATCH-7');
          // "Absent" is what people say; the sticker of a jam is in the world until they have.
          expect(stickers.printed).toBe(printer.printed.length - world.absent);
          expect(stickers.destroyed).toBe(world.destroyed);
          // A sticker that is scanned once more after its proof is on its card.
          const good = counts.proven + counts.applied;
          const over = good + counts.withdrawn === 3;
          const balanced = balance(taken, journal.book);
          expect(balanced.ok).toBe(over);
          // Nothing is at large when it balances.
          if (balanced.ok) expect(stickers.printed).toBe(good + world.destroyed);
        }
      }),
      {
        numRuns: 150,
        // Found by chance, once in some hundred runs: the last sticker, scanned again on its card.
        examples: [
          [
            [
              ['withdraw', 2],
              ['print', 0],
              ['withdraw', 1],
              ['scan', 0],
              ['scan', 0],
            ],
          ],
        ],
      },
    );
  });
});

test('at Press: not with a unit open, a miscount, or before the return; and then once', async () => {
  const site = newSite();
  const { path } = await orderFile(site, 2);
  const { station } = await openSite(site);
  const medium = { directory: site.medium, together: true };
  const destroy = () => station.destroy('BATCH-7', medium, ['Ann', 'Bob'], 'told by voice', null);
  const giveReturn = (counted: number) => station.giveReturn('BATCH-7', counted, site.outside);
  const unfinished = { ok: false, error: { kind: 'unfinished' } };
  must(await station.take(path, ['BTC']));
  expect([await destroy(), await giveReturn(0)]).toMatchObject([unfinished, unfinished]);
  must(await station.make('BATCH-7', medium, () => undefined, never));
  expect([await destroy(), await giveReturn(0)]).toMatchObject([unfinished, unfinished]);
  const printer = fakePrinter();
  const open = must(await station.open('BATCH-7', { printer, stock: STICKER_STOCK, style: STICKER_STYLE, medium }));
  must(await open.press.print('CARD-0001'));
  expect(await destroy()).toMatchObject(unfinished);
  const { address, key } = textsOf(printer.printed[0] as Parameters<typeof textsOf>[0]);
  for (const text of [address, key]) must(await open.press.scan(namePressScan(text)));
  expect(await giveReturn(1)).toMatchObject(unfinished);
  must(await open.press.withdraw('CARD-0002', 'no stock', 'Ann'));
  for (const counted of [0, 2]) expect(await giveReturn(counted)).toMatchObject({ error: { kind: 'miscounted' } });
  expect(await destroy()).toMatchObject({ error: { kind: 'not-returned' } });
  must(await giveReturn(1));
  must(await destroy());
  expect([await giveReturn(1), await destroy()]).toMatchObject([
    { error: { kind: 'no-batch' } },
    { error: { kind: 'no-batch' } },
  ]);
  await open.close();
  await station.close();
});

describe('at Bench', () => {
  let home: string;
  let bench: BenchStation;
  let cards: readonly [TestCard, TestCard, TestCard];
  beforeEach(async () => {
    cards = (await makeCards(3)) as readonly TestCard[] as typeof cards;
    home = await scratch();
    bench = await startBench(await openParts(home), null);
    must(await bench.open(await batchFiles(await scratch(), cards)));
  });
  afterEach(() => bench.close());

  const PEOPLE = ['Ann', 'Bob'] as const;
  const scan = async (...texts: readonly string[]) => {
    for (const text of texts) await bench.bench.scan(nameScan(text));
  };
  const close = async (people: readonly [string, string] = PEOPLE) => {
    const closed = await bench.ending.close(people, 0);
    return closed.ok ? 'closed' : closed.error.kind;
  };

  /** From the sticker to the box. */
  async function finish({ serial, address, passphrase }: TestCard): Promise<void> {
    await scan(serial, address, serial);
    must(await bench.bench.marked(serial, true));
    const { step } = bench.bench.view();
    const symbols = passphrase.replaceAll('-', '');
    const asked = step.at === 'read-back' ? step.positions.map((position) => symbols[position - 1]).join('') : '';
    must(await bench.bench.readBack(serial, asked));
    for (let look = 0; look < 3; look++) {
      await scan(serial);
      must(await bench.bench.inspected(serial, true, 'Ann'));
    }
  }

  test('not before every unit has come to an end, by two people, with its labels counted; and then for good', async () => {
    const [one, two, three] = cards;
    expect(await close()).toBe('cards-open');
    await finish(one);
    expect(await close()).toBe('cards-open');
    // The stickers of two and three are swapped: a second read agrees, and both go to quarantine, each from a hand.
    await scan(two.serial, three.address, three.address);
    expect(await close()).toBe('cards-open');
    await scan(three.serial);
    expect(bench.parts.index.counts(BATCH)).toMatchObject({ finished: 1, quarantined: 2 });
    expect(await bench.ending.close(PEOPLE, 1)).toMatchObject({ ok: false, error: { kind: 'labels-miscounted' } });
    expect(await close(['Ann', 'ANN'])).toBe('same-person');
    expect(await close()).toBe('closed');
    expect(await close()).toBe('already-closed');
    expect((await bench.parts.vault.open(BATCH)).ok).toBe(false);
    const before = bench.parts.journal.head.size;
    await scan(one.serial, one.address, two.serial, two.address);
    const after = [...bench.parts.journal.records(before)].flat();
    expect(after.every(({ event }) => event.kind === 'scan-refused')).toBe(true);
  });

  test.each(['address', 'marking', 'read-back'] as const)('not with a card left at the step %s', async (step) => {
    const [one, two, three] = cards;
    for (const card of [one, two]) await finish(card);
    await scan(three.serial);
    if (step !== 'address') await scan(three.address, three.serial);
    if (step === 'read-back') must(await bench.bench.marked(three.serial, true));
    expect(await close()).toBe('cards-open');
    await bench.close();
    bench = await startBench(await openParts(home), null);
    must(await bench.select(BATCH));
    expect(await close()).toBe('cards-open');
    expect((await bench.parts.vault.open(BATCH)).ok).toBe(true);
  });
});
