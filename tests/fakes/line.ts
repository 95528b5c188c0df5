/**
 * A maker's line on the real disk: an Origin, a Press that only returns, and any number of benches, commissioned, with
 * their couriers and anchors. Derivation is cheap, and a Press makes real keys of real codes.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from '../../core/bip38/generate.ts';
import { addressesOf } from '../../core/coins/coins.ts';
import type { JournalEvent } from '../../core/journal/event.ts';
import { must, type Result } from '../../core/base/result.ts';
import { createOriginBook } from '../../core/stations/origin/book.ts';
import { createOriginShift } from '../../core/stations/origin/shift.ts';
import type { Transfer } from '../../core/transfer/transfer.ts';
import type { UncheckedUnits } from '../../core/transfer/kinds.ts';
import { ONE_CARD } from '../../core/etch/tray.ts';
import { createMovingOutbox } from '../../electron/etch/outbox.ts';
import { follow } from '../../electron/journal/fold.ts';
import { openIndex } from '../../electron/journal/index.ts';
import { createCourier } from '../../electron/courier/courier.ts';
import { startBench, type BenchStation } from '../../electron/roles/bench/station.ts';
import { startOrigin, type OriginStation } from '../../electron/roles/origin/station.ts';
import { openCommissioned, type CommissionedStation } from '../../electron/station/commissioned.ts';
import { courierDelivery, namesOfRole } from '../../electron/station/delivery.ts';
import { openGate } from '../../electron/station/gate.ts';
import type { Acceptance } from '../../electron/journal/standing.ts';
import { courierIntake } from '../../electron/station/intake.ts';
import { openVault } from '../../electron/vault/vault.ts';
import { cheapPool } from './pool.ts';
import { cheapGate, introduce, makeStation, openStation, PASSPHRASE, secretOf, systemClock } from './commissioned.ts';
import { outsideAnchor } from './computer.ts';
import { cheapDerivation } from './derivation.ts';
import { request } from './origin.ts';
import { platformRandom } from './streams.ts';

export const LINE_BATCH = 'B-1';
export const LINE_PEOPLE = ['Ada', 'Grace'] as const;

/** A bench of the line: its directory stays, the station in it comes and goes. */
export interface LineBench {
  readonly name: string;
  readonly directory: string;
  readonly anchor: string;
  /** `null` while it is shut. */
  station: BenchStation | null;
}

export interface Line {
  readonly origin: OriginStation;
  readonly benches: readonly LineBench[];
  bench(name: string): LineBench;
  /** A directory that plays a medium. */
  medium(): Promise<string>;
  /** Opens a bench that is shut. */
  open(bench: LineBench, accept?: Acceptance): Promise<Result<BenchStation>>;
  close(bench: LineBench): Promise<void>;
  /** As a power cut leaves it: all that is on disk now, and nothing that would have come after. */
  crash(bench: LineBench): Promise<void>;
  /** Keeps a copy of the directory; what it gives puts that back, and leaves what lies outside it. */
  keep(bench: LineBench): Promise<() => Promise<void>>;
  /** Origin's vault of a share, and Press's return for it. */
  filesFor(
    share: string,
    bench?: string,
    besides?: readonly string[],
  ): Promise<{ readonly vault: string; readonly returned: string }>;
  /** Keeps the whole line, shut, as it is now; what it gives puts all of it back and opens every bench that has a share. */
  save(): Promise<() => Promise<void>>;
  end(): Promise<void>;
}

async function openLineBench(directory: string, accept?: Acceptance): Promise<Result<BenchStation>> {
  const gate = must(
    await openGate({ directory, derivation: cheapGate(), random: platformRandom, now: () => performance.now() }),
  );
  using passphrase = secretOf(PASSPHRASE);
  const unlocked = must(await gate.unlock(passphrase));
  const opened = await openCommissioned(directory, unlocked, systemClock, accept);
  if (!opened.ok) return opened;
  return { ok: true, value: await benchOver(directory, opened.value) };
}

async function benchOver(directory: string, station: CommissionedStation): Promise<BenchStation> {
  const { identity, journal, book, vaultKey, signer } = station;
  await mkdir(join(directory, 'etch'), { recursive: true, mode: 0o700 });
  const courier = createCourier({ ...station, self: identity });
  const jobs = join(directory, 'etch');
  const vault = openVault({
    directory: join(directory, 'vault'),
    station: identity.name,
    stationKey: vaultKey,
    random: platformRandom,
    letGoOfKeys: () => undefined,
  });
  return startBench(
    {
      ...{ name: identity.name, mode: identity.mode, directory, version: '0', runtime: 'test', signer, journal, vault },
      index: await openIndex({ path: join(directory, 'index.sqlite'), journal }),
      laser: () => ({ format: 'svg', slot: null, link: null, directory: jobs }),
      reading: () => ({ code: false, share: 10 }),
      shift: () => ({ target: 38, check: 0 }),
      outbox: createMovingOutbox(() => jobs),
      checking: null,
      pool: cheapPool(),
      tray: () => ONE_CARD,
      clock: systemClock,
      ticks: () => 0,
      random: platformRandom,
      benches: () => namesOfRole(book, 'bench'),
      intake: courierIntake(courier),
      delivery: courierDelivery(courier, book),
      letGo: station.close,
    },
    null,
  );
}

/** Every medium is another one, also for an Origin that was opened again. */
let sticks = 0;

async function openLineOrigin(directory: string): Promise<OriginStation> {
  const station = await openStation(directory);
  const { identity, journal, vaultKey } = station;
  const sealed = join(directory, 'origin');
  await mkdir(sealed, { recursive: true });
  const { derive } = cheapDerivation();
  return must(
    await startOrigin({
      ...{ name: identity.name, mode: identity.mode, version: '0', runtime: 'test', directory: sealed, journal },
      book: await follow(createOriginBook(), journal),
      shift: createOriginShift(),
      stationKey: vaultKey,
      startPool: () => ({ derive, size: 2, close: async () => undefined }),
      random: platformRandom,
      intake: courierIntake(station.courier),
      delivery: courierDelivery(station.courier, station.book),
      medium: async () => `stick ${++sticks}`,
      room: async () => 1e12,
      letGo: station.close,
    }),
  );
}

/** What Press says of a code: a key made of it, and all of it but the key. */
async function returned(
  { serial, code }: Transfer<'order'>['units'][number],
  n: number,
): Promise<UncheckedUnits['return']> {
  const { confirmation, publicKey } = await generate(code, true, platformRandom, cheapDerivation());
  const { BTC = '' } = must(addressesOf(publicKey));
  const hex = Buffer.from(publicKey).toString('hex');
  return { addresses: { BTC }, confirmation, publicKey: hex, serial, sticker: `STK-${n}` };
}

/** The other benches learn of each other, of Origin and of Press, before anything is made. */
async function commissionAll(names: readonly string[], spares: readonly string[]) {
  const [origin, press] = [await makeStation('origin', 'Origin A'), await makeStation('press', 'Press B')];
  const benches = new Map<string, string>();
  for (const name of [...names, ...spares]) benches.set(name, await makeStation('bench', name));
  const opened = [];
  for (const directory of [origin, press, ...benches.values()]) opened.push(await openStation(directory));
  for (const [i, a] of opened.entries()) for (const b of opened.slice(i + 1)) await introduce(a, b);
  const anchors = opened.map(({ identity }) => outsideAnchor(identity));
  for (const station of opened) await station.close();
  return {
    origin,
    press,
    anchors,
    benches: [...benches].map(([name, directory], i) => ({ name, directory, anchor: anchors[i + 2] ?? '' })),
  };
}

/**
 * A batch of `count` units, evenly over these benches, made, ordered and returned.
 *
 * @param spares benches that have no share
 */
export async function newLine(names: readonly string[], count: number, spares: readonly string[] = []): Promise<Line> {
  const scratch: string[] = [];
  const medium = async (): Promise<string> => {
    const directory = await mkdtemp(join(tmpdir(), 'twofold-line-'));
    scratch.push(directory);
    return directory;
  };
  const made = await commissionAll(names, spares);
  let origin = await openLineOrigin(made.origin);
  let press = await openStation(made.press);
  must(await origin.plan(request({ count })));
  const places = names.map((bench, i) => {
    const [from, to] = [Math.floor((count * i) / names.length) + 1, Math.floor((count * (i + 1)) / names.length)];
    return { bench, from, to };
  });
  must(await origin.divide(LINE_BATCH, places));
  const { signal } = new AbortController();
  must(await origin.code({ batch: LINE_BATCH, dice: null, progress: () => undefined, signal }));
  const ordered = must(
    await origin.send({ batch: LINE_BATCH, to: 'press', carrier: 'Ada', directory: await medium() }),
  );
  using order = must(await press.courier.receive('order', ordered.file));
  must(await press.courier.accept([order]));
  const units: UncheckedUnits['return'][] = [];
  for (const [n, unit] of order.transfer.units.entries()) units.push(await returned(unit, n));

  const benches: LineBench[] = made.benches.map((bench) => ({ ...bench, station: null }));
  const bench = (name: string): LineBench => {
    const found = benches.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no bench ${name}`);
    return found;
  };
  const close = async (of: LineBench): Promise<void> => {
    await of.station?.close();
    of.station = null;
  };
  const directories = [made.origin, made.press, ...benches.map(({ directory }) => directory)];
  async function shut(): Promise<void> {
    for (const one of benches) await close(one);
    await origin.close();
    await press.close();
  }
  const line: Line = {
    get origin() {
      return origin;
    },
    benches,
    bench,
    medium,
    close,
    async open(of, accept) {
      const opened = await openLineBench(of.directory, accept);
      if (opened.ok) of.station = opened.value;
      return opened;
    },
    async crash(of) {
      const left = await medium();
      // A process that is gone holds no lock.
      await cp(of.directory, left, { recursive: true, filter: (path) => !path.includes('journal.lock') });
      const noted = await readFile(of.anchor);
      await close(of);
      await rm(of.directory, { recursive: true });
      await cp(left, of.directory, { recursive: true });
      await writeFile(of.anchor, noted);
      await rm(left, { recursive: true });
    },
    async keep(of) {
      const copy = await medium();
      await cp(of.directory, copy, { recursive: true });
      return async () => {
        await rm(of.directory, { recursive: true });
        await cp(copy, of.directory, { recursive: true });
      };
    },
    async filesFor(share, holder = share, besides = []) {
      const [batch] = origin.batches();
      const planned = batch?.shares.find((one) => one.bench === share);
      const own = units.filter(
        ({ serial }) =>
          besides.includes(serial) || (planned !== undefined && planned.first <= serial && serial <= planned.last),
      );
      const [at, back] = [await medium(), await medium()];
      const vault = must(
        await origin.send({ batch: LINE_BATCH, to: 'bench', bench: share, carrier: 'Grace', directory: at }),
      );
      const sent = must(await press.courier.send('return', holder, { batch: LINE_BATCH, units: own }, back));
      return { vault: vault.file, returned: sent.file };
    },
    async save() {
      await shut();
      const whole = await medium();
      const copyOf = (i: number): string => join(whole, String(i));
      for (const [i, directory] of directories.entries()) await cp(directory, copyOf(i), { recursive: true });
      const notes = await Promise.all(made.anchors.map((anchor) => readFile(anchor)));
      return async () => {
        await shut().catch(() => undefined);
        for (const [i, directory] of directories.entries()) {
          await rm(directory, { recursive: true, force: true });
          await cp(copyOf(i), directory, { recursive: true });
        }
        for (const [i, anchor] of made.anchors.entries()) await writeFile(anchor, notes[i] ?? '');
        origin = await openLineOrigin(made.origin);
        press = await openStation(made.press);
        for (const name of names) must(await must(await line.open(bench(name))).select(LINE_BATCH));
      };
    },
    async end() {
      await shut();
      const all = [...directories, ...scratch];
      await Promise.all(all.map((directory) => rm(directory, { recursive: true, force: true })));
    },
  };
  return line;
}

export const eventsAt = ({ parts }: BenchStation): readonly JournalEvent[] =>
  [...parts.journal.records(0)].flat().map(({ event }) => event);

/** Every serial that an intent names, as often as it does. */
export const intendedIn = (events: readonly JournalEvent[]): readonly string[] =>
  events.flatMap((event) => (event.kind === 'etch-intended' ? event.serials : []));

/** Etches a card that waits, for real: verified by derivation, job, intent, mark. Gives whether it was let. */
export async function etchCard({ parts, desk, etching }: BenchStation, serial: string): Promise<boolean> {
  const unit = parts.index.unit(serial);
  if (unit === null || unit.job !== null || parts.index.brokenOff(unit.batch)) return false;
  if (unit.state !== 'verified') {
    if (unit.state !== 'received' && unit.state !== 'checked') return false;
    await parts.journal.append([{ kind: 'unit-verified', serial, address: unit.address, coin: 'BTC' }]);
  }
  const passphrase = desk.passphrases.passphrase(unit);
  if (!passphrase.ok) return false;
  using secret = passphrase.value;
  return (await etching.send([{ serial, passphrase: secret }])).ok;
}

/** From the laser to the box. */
export async function boxCard({ parts, etching }: BenchStation, serial: string): Promise<void> {
  const state = parts.index.unit(serial)?.state;
  if (state === 'sent') must(await etching.marked(serial, true));
  const job = parts.index.unit(serial)?.job ?? '';
  if (parts.index.unit(serial)?.state !== 'marked') return;
  const by = { name: 'Ada' };
  await parts.journal.append([
    { kind: 'etch-read-back', serial, job, positions: [1] },
    { kind: 'unit-covered', serial, by },
    { kind: 'unit-sealed', serial, by },
    { kind: 'unit-finished', serial, by },
  ]);
}
