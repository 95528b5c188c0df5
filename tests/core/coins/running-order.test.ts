/** Fault 34: which address stands on a sticker is on record with the order, and no table decides it again. */
import { afterEach, expect, test, vi } from 'vitest';
import { must } from '../../../core/base/result.ts';
import type { Addresses } from '../../../core/coins/coins.ts';
import type { JournalEvent } from '../../../core/journal/event.ts';

const TABLE = '../../../core/coins/table.ts';

type Table = { readonly COINS: object };

/** A program whose rows of the table of coins stand in another order. */
async function programWith(sorted: (rows: [string, unknown][]) => [string, unknown][]) {
  vi.resetModules();
  vi.doMock(TABLE, async (original) => {
    const table = await (original as () => Promise<Table>)();
    return { ...table, COINS: Object.fromEntries(sorted(Object.entries(table.COINS))) };
  });
  return {
    fakes: await import('../../fakes/press.ts'),
    ...(await import('../../../core/stations/press/keying.ts')),
    ...(await import('../../../core/work/queue.ts')),
    ...(await import('../../../core/coins/coins.ts')),
    ...(await import('../../../core/coins/deposit.ts')),
    ...(await import('../../../electron/roles/press/cli/arguments.ts')),
    ...(await import('../../fakes/streams.ts')),
  };
}
const as = (rows: [string, unknown][]) => rows;
const reversed = (rows: [string, unknown][]) => rows.toReversed();

afterEach(() => vi.doUnmock(TABLE));

test('fault 34: the first coin of --coins stands on the sticker, and the table sorted anew changes no running order', async () => {
  const before = await programWith(as);
  const seeds = before.fakes.memorySeeds();
  const { order, codes } = await before.fakes.knownOrder(1);
  const coins = must(before.COIN_OPTIONS.coins.read(['ETH,BTC'], '--coins'));
  expect(coins).toEqual(['ETH', 'BTC']);
  const journal = before.fakes.memoryJournal();
  const taken = await before.fakes.takeInto(journal, order, coins);
  expect(journal.events.at(-1)).toMatchObject({ kind: 'order-taken', coins: ['ETH', 'BTC'], deposit: 'ETH' });
  const still = { ticks: () => 0, progress: () => undefined, inLine: before.createQueue() };
  const making = { ...still, random: before.platformRandom, maker: before.fakes.plainMaker };
  const running = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined };
  must(await before.makeKeys(taken, { journal, book: journal.book, codes, seeds, ...making }, running));

  const stickerOf = async (program: typeof before, events: readonly JournalEvent[]): Promise<string> => {
    const records = program.fakes.memoryJournal(events);
    const printer = program.fakes.fakePrinter();
    const batch = records.book.batch('BATCH-7') ?? taken;
    const press = program.fakes.pressOver(records, batch, codes, seeds, printer);
    must(await press.print(order.units[0]?.serial ?? ''));
    return program.fakes.textsOf(printer.printed[0] as (typeof printer.printed)[number]).address;
  };
  const then = await stickerOf(before, journal.events);
  expect(then).toMatch(/^0x/);
  const after = await programWith(reversed);
  expect(after.coins.at(-1)).toBe('BTC');
  expect(await stickerOf(after, journal.events)).toBe(then);
});

test('fault 34: returns that name no coin keep their stickers when the table is sorted anew', async () => {
  const addresses: Addresses = { ETH: '0xe', 'BTC-taproot': 'bc1p', LTC: 'L' };
  const before = await programWith(as);
  const after = await programWith(reversed);
  expect(before.depositAddress({ addresses })).toBe('bc1p');
  expect(after.depositAddress({ addresses })).toBe('bc1p');
});
