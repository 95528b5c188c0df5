/**
 * The power cut at every single change a Press makes to its disk, from its first start to the destruction; then it is
 * started again and goes on. Stickers that came out stay in the world: at the end each card has one, made of one key.
 */
import { readdirSync, rmSync } from 'node:fs';
import type * as Fs from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, vi } from 'vitest';
import { addressInLink } from '../../../../core/coins/coins.ts';
import { decrypt } from '../../../../core/bip38/decrypt.ts';
import { parseEncryptedKey } from '../../../../core/bip38/layout.ts';
import type { Passphrase } from '../../../../core/bip38/passphrase.ts';
import type { ChainRecord } from '../../../../core/journal/chain.ts';
import { must } from '../../../../core/base/result.ts';
import { namePressScan } from '../../../../core/stations/press/press-code.ts';
import { STICKER_STOCK, STICKER_STYLE, type StickerLayout } from '../../../../core/sticker/layout.ts';
import { readTransfer } from '../../../../electron/courier/transfer-files.ts';
import { holdsEncryptedKey } from '../../../fakes/canary.ts';
import { cutEverywhere, type Witness } from '../../../fakes/power-cuts.ts';
import { derivation, fakePrinter, textsOf, type FakePrinter } from '../../../fakes/press.ts';
import { filesBelow, newSite, openSite, orderFile, type Opened, type Site } from '../../../fakes/press-station.ts';

vi.mock('node:fs/promises', async (original) => (await import('../../../fakes/power.ts')).power.over(await original()));
vi.mock('node:fs', async (original) => {
  const { power } = await import('../../../fakes/power.ts');
  const real = await original<typeof Fs>();
  return { ...real, promises: power.over(real.promises) };
});

const COUNT = 3;
const BATCH = 'BATCH-7';
const PEOPLE: readonly [string, string] = ['Ann', 'Bob'];
const made: Site[] = [];
afterAll(() => made.forEach(({ station }) => rmSync(dirname(station), { recursive: true, force: true })));

/** What no power cut undoes: the order that was brought, the stickers that came out. */
interface World {
  readonly site: Site;
  readonly order: string;
  readonly passphrases: readonly Passphrase[];
  readonly printer: FakePrinter;
}

const medium = (site: Site) => ({ directory: site.medium, together: true });
const numberOf = (layout: StickerLayout): string => JSON.stringify(layout);

async function newWorld(): Promise<World> {
  const site = newSite();
  made.push(site);
  const { path: order, passphrases } = await orderFile(site, COUNT);
  return { site, order, passphrases, printer: fakePrinter() };
}

/** Everything there is to do, from wherever it was left. */
async function work(world: World, witness: Witness): Promise<void> {
  const { site, order } = world;
  const opened = await openSite(site);
  witness.follow(opened.records(), opened.follow);
  const { station } = opened;
  if (station.book.batch(BATCH) === null) must(await station.take(order, ['BTC']));
  if (station.book.batch(BATCH)?.closed === null) {
    if (station.book.batch(BATCH)?.destruction === null) await fill(opened, world);
    must(await station.destroy(BATCH, medium(site), PEOPLE, 'told by voice', null));
  }
  await station.close();
}

/** Keys, stickers and the return. */
async function fill({ station }: Opened, { site, printer }: World): Promise<void> {
  const { counts, units } = station.book;
  const { ordered, keying } = counts(BATCH);
  if (ordered + keying > 0)
    must(await station.make(BATCH, medium(site), () => undefined, new AbortController().signal));
  const at = { printer, stock: STICKER_STOCK, style: STICKER_STYLE, medium: medium(site) };
  const { press, close } = must(await station.open(BATCH, at));
  for (const { serial } of [...units(BATCH)]) {
    const now = () => station.book.unit(serial);
    // People look for what may have come out: scanned if it did, declared absent by two if not.
    const there = () => printer.printed.findLast((layout) => numberOf(layout).includes(now()?.sticker ?? 'none'));
    if (now()?.state === 'in-doubt' && there() === undefined) must(await press.absent(serial, PEOPLE));
    if (now()?.state === 'keyed') must(await press.print(serial));
    const sticker = there();
    if (now()?.state !== 'printed' && now()?.state !== 'in-doubt') continue;
    const { key, address } = textsOf(sticker as StickerLayout);
    for (const text of [address, key]) must(await press.scan(namePressScan(text)));
  }
  await close();
  if (station.book.batch(BATCH)?.returned === null) must(await station.giveReturn(BATCH, COUNT, site.outside));
}

/** One key a card, whatever was printed how often; its last sticker is good, and the return agrees. */
async function expectAll(world: World, records: readonly ChainRecord[]): Promise<void> {
  const events = records.map(({ event }) => event);
  const proven = events.flatMap((event) => (event.kind === 'unit-proven' ? [event.serial] : []));
  const serials = ['CARD-0001', 'CARD-0002', 'CARD-0003'];
  expect(proven).toEqual(serials);
  const keyed = events.flatMap((event) => (event.kind === 'unit-keyed' ? [event] : []));
  expect(keyed.map(({ serial }) => serial).sort()).toEqual(serials);
  const closed = events.filter((event) => event.kind === 'press-batch-closed');
  const destroyed = events.filter((event) => event.kind === 'sticker-destroyed').length;
  expect(closed).toMatchObject([{ proven: COUNT, destroyed, printed: COUNT + destroyed }]);
  expect(world.printer.printed).toHaveLength(COUNT);

  const file = readdirSync(world.site.outside).find((name) => name.startsWith('return-')) ?? '';
  const { units, digest } = must(await readTransfer({ kind: 'return', path: join(world.site.outside, file) }));
  expect(events.findLast((event) => event.kind === 'return-written')).toMatchObject({ digest, count: COUNT });
  for (const [i, passphrase] of world.passphrases.entries()) {
    const unit = units.find(({ serial }) => serial === serials[i]);
    const address = unit !== undefined && 'addresses' in unit ? unit.addresses.BTC : 'none';
    const sticker = world.printer.printed.filter((layout) => addressInLink(textsOf(layout).address) === address);
    expect(sticker).toHaveLength(1);
    const key = must(parseEncryptedKey(textsOf(sticker[0] as StickerLayout).key));
    expect(must(await decrypt(key, passphrase, derivation)).address).toBe(address);
  }
  expect(filesBelow(world.site.medium)).toEqual([]);
  expect(filesBelow(join(world.site.station, 'press'))).toEqual([]);
  expectNoneInClear(world);
}

/** No EPK that came out stands in any file, as text, hex, base64 or in two bytes a character. */
function expectNoneInClear({ site, printer }: World): void {
  const keys = printer.printed.map((layout) => textsOf(layout).key);
  const shapes = keys.flatMap((key) => {
    const bytes = Buffer.from(key, 'latin1');
    return [
      key,
      bytes.toString('hex'),
      bytes.toString('base64').slice(0, 72),
      Buffer.from(key, 'utf16le').toString('latin1'),
    ];
  });
  const found = filesBelow(dirname(site.station)).filter(
    ({ text }) => holdsEncryptedKey(text) || shapes.some((shape) => text.includes(shape)),
  );
  expect(found.map(({ path }) => path)).toEqual([]);
}

cutEverywhere(
  {
    begin: newWorld,
    home: ({ site }) => site.station,
    work,
    expectDisk: expectNoneInClear,
    expectEnd: expectAll,
  },
  100,
  300_000,
);
