/**
 * Invariant 1: an intermediate code is used for exactly one EPK, ever. Here everybody tries for a second one: in one
 * order, in two batches, under another serial, after a restart, after destruction, twice at the same time.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readIntermediateCode, writeIntermediateCode } from '../../core/bip38/layout.ts';
import { must } from '../../core/base/result.ts';
import type { TransferUnits } from '../../core/transfer/kinds.ts';
import { STICKER_STOCK, STICKER_STYLE } from '../../core/sticker/layout.ts';
import { fakePrinter, knownOrder, plainMaker, textsOf } from '../fakes/press.ts';
import { newSite, openSite, type Opened, type Site } from '../fakes/press-station.ts';
import { serialOf, textOf } from '../fakes/transfers.ts';

const known = await knownOrder(4);
const [one, two, three, four] = known.order.units as readonly [
  TransferUnits['order'],
  TransferUnits['order'],
  TransferUnits['order'],
  TransferUnits['order'],
];
const never = new AbortController().signal;

let site: Site;
let press: Opened;
beforeEach(async () => {
  site = newSite();
  press = await openSite(site);
});
afterEach(() => press.station.close());

const medium = () => ({ directory: site.medium, together: true });
const make = () => press.station.make('B-1', medium(), () => undefined, never);

async function restart(): Promise<void> {
  await press.station.close();
  press = await openSite(site);
}

function take(batch: string, ...units: readonly TransferUnits['order'][]) {
  const path = join(site.outside, `${batch}.jsonl`);
  writeFileSync(path, textOf('order', [...units], { batch, from: 'Training Origin', to: 'Training Press' }));
  return press.station.take(path, ['BTC']);
}

/** What nobody checked when it was written. */
function takeText(batch: string, units: readonly TransferUnits['order'][], change: (text: string) => string) {
  const path = join(site.outside, `${batch}.jsonl`);
  const text = textOf('order', [...units], { batch, from: 'Training Origin', to: 'Training Press' });
  writeFileSync(path, change(text));
  return press.station.take(path, ['BTC']);
}

/** Something that is waited for. */
function signal() {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give: () => give() };
}

const refused = (kind: string) => ({ ok: false, error: { kind } });
const eventsOf = (kind: string) => press.records().filter(({ event }) => event.kind === kind);

test('twice in one order', async () => {
  const taken = await takeText('B-1', [one, two], (text) => text.replace(two.code, one.code));
  expect(taken).toMatchObject(refused('duplicate'));
  expect(press.station.book.batches()).toEqual([]);
});

test.each(['at once', 'after a restart', 'after keys were made', 'after destruction'])(
  'in a second batch, %s',
  async (when) => {
    must(await take('B-1', one, two));
    if (when === 'after a restart') await restart();
    if (when === 'after keys were made') must(await make());
    if (when === 'after destruction') {
      const at = { printer: fakePrinter(), stock: STICKER_STOCK, style: STICKER_STYLE, medium: medium() };
      must(await make());
      const open = must(await press.station.open('B-1', at));
      for (const { serial } of [one, two]) must(await open.press.withdraw(serial, 'test', 'Ann'));
      await open.close();
      must(await press.station.giveReturn('B-1', 0, site.outside));
      must(await press.station.destroy('B-1', medium(), ['Ann', 'Bob'], 'told by voice', null));
      await restart();
    }
    // The same unit, the same code under another serial, and the same serial with another code.
    for (const [i, [unit, kind]] of (
      [
        [one, 'code-used'],
        [{ ...one, serial: serialOf(9) }, 'code-used'],
        [{ ...three, serial: one.serial }, 'serial-used'],
      ] as const
    ).entries()) {
      expect(await take(`B-2${i}`, four, unit)).toMatchObject(refused(kind));
    }
    expect(press.station.book.batches()).toHaveLength(1);
    // All or nothing: the good unit beside the bad one was not taken either, and is good still.
    must(await take('B-3', four));
  },
);

test.each(['owner entropy', 'passpoint'])('as another code that shares its %s', async (half) => {
  must(await take('B-1', one));
  const [old, other] = [readIntermediateCode(one.code), readIntermediateCode(two.code)];
  const code = writeIntermediateCode(
    half === 'passpoint' ? { ...other, passpoint: old.passpoint } : { ...other, entropy: old.entropy },
  );
  expect(code).not.toBe(one.code);
  expect(await take('B-2', { serial: two.serial, code })).toMatchObject(refused('code-used'));
});

test('in two orders that are taken at the same time', async () => {
  const both = await Promise.all([take('B-1', one, two), take('B-2', { ...one, serial: serialOf(9) })]);
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  await restart();
  expect(press.station.book.batches()).toHaveLength(1);
});

test('by a second window on the same directory', async () => {
  await expect(openSite(site)).rejects.toThrow('journal-locked');
});

test('by keys that are made twice at the same time, or made again', async () => {
  must(await take('B-1', one, two, three, four));
  const both = await Promise.all([make(), make()]);
  expect(both).toMatchObject([{ ok: true, value: 4 }, refused('busy')]);
  expect(must(await make())).toBe(0);
  await restart();
  expect(must(await make())).toBe(0);
  expect(eventsOf('unit-keyed')).toHaveLength(4);
});

test('by a unit that is withdrawn while its key is made', async () => {
  const [begun, go] = [signal(), signal()];
  await press.station.close();
  press = await openSite(site, {
    crew: () => ({
      ...plainMaker,
      ready: Promise.resolve(),
      close: async () => undefined,
      async make(...asked) {
        begun.give();
        await go.given;
        return plainMaker.make(...asked);
      },
    }),
  });
  must(await take('B-1', one, two));
  const open = must(await press.station.open('B-1', null));
  const making = make();
  await begun.given;
  const withdrawn = open.press.withdraw(one.serial, 'test', 'Ann');
  go.give();
  expect([await making, await withdrawn]).toMatchObject([{ ok: true }, { ok: true }]);
  await open.close();
  // What is on record is what the machine allows: the station opens again.
  await restart();
  expect(press.station.book.counts('B-1')).toMatchObject({ withdrawn: 1, keyed: 1 });
});

test('by a sticker that is printed at two tables at the same time', async () => {
  must(await take('B-1', one, two));
  must(await make());
  const printer = fakePrinter();
  const at = { printer, stock: STICKER_STOCK, style: STICKER_STYLE, medium: medium() };
  const tables = [must(await press.station.open('B-1', at)), must(await press.station.open('B-1', at))];
  const printed = await Promise.all(tables.map((table) => table.press.print(one.serial)));
  expect(printed.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(printer.printed).toHaveLength(1);
  await Promise.all(tables.map((table) => table.close()));
});

test('by a reprint: every sticker of a unit carries the same key', async () => {
  must(await take('B-1', one));
  must(await make());
  const printer = fakePrinter();
  const at = { printer, stock: STICKER_STOCK, style: STICKER_STYLE, medium: medium() };
  for (let round = 0; round < 3; round++) {
    const { press: table, close } = must(await press.station.open('B-1', at));
    must(await table.print(one.serial));
    must(await table.spoil(one.serial, 'smudged', 'Ann'));
    must(await table.destroyed(one.serial, 'Bob'));
    await close();
    await restart();
  }
  expect(printer.printed).toHaveLength(3);
  expect(new Set(printer.printed.map((layout) => textsOf(layout).key)).size).toBe(1);
  expect(new Set(printer.printed.map((layout) => textsOf(layout).address)).size).toBe(1);
});
