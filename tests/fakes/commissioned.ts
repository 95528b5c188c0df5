/** Commissioned stations on the real disk, cheap to open. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalEvent, Mode } from '../../core/journal/event.ts';
import type { Role } from '../../core/base/role.ts';
import type { TransferKind } from '../../core/transfer/kinds.ts';
import type { KeyDerivation } from '../../core/base/ports.ts';
import { must } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { commission } from '../../electron/station/commission.ts';
import { openCommissioned, type CommissionedStation } from '../../electron/station/commissioned.ts';
import { openGate } from '../../electron/station/gate.ts';
import { pinPeer } from '../../electron/station/peers.ts';
import { createCourier, type Courier } from '../../electron/courier/courier.ts';
import type { MediumFs } from '../../electron/files/medium.ts';
import { CHEAP, realDerivation } from './derivation.ts';
import { platformRandom } from './streams.ts';

export const PASSPHRASE = 'correct horse battery staple';
export const secretOf = (text: string): Secret => new Secret(new Uint8Array(Buffer.from(text, 'latin1')));

/** A station's scrypt at next to no cost. What it seals opens with nothing but this. */
export function cheapGate(): KeyDerivation {
  const { derive } = realDerivation();
  return { derive: (job) => derive(job.N === 2 ** 17 ? { ...job, ...CHEAP } : job) };
}

export const systemClock = { now: () => new Date().toISOString() };
export const commissionPorts = { derivation: cheapGate(), random: platformRandom, clock: systemClock };

export interface TestStation extends CommissionedStation {
  readonly directory: string;
  readonly courier: Courier;
}

export async function makeStation(role: Role, name: string, mode: Mode = 'production'): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), `twofold-${role}-`));
  using passphrase = secretOf(PASSPHRASE);
  must(await commission({ directory, role, name, mode, passphrase }, commissionPorts));
  return directory;
}

export async function openStation(directory: string, fs?: MediumFs): Promise<TestStation> {
  const gate = must(
    await openGate({ directory, derivation: cheapGate(), random: platformRandom, now: () => performance.now() }),
  );
  using passphrase = secretOf(PASSPHRASE);
  const unlocked = must(await gate.unlock(passphrase));
  const station = must(await openCommissioned(directory, unlocked, systemClock));
  const { identity: self, book, journal, signer, sealing } = station;
  const courier = createCourier({ self, book, journal, signer, sealing, ...(fs === undefined ? {} : { fs }) });
  let closed: Promise<void> | null = null;
  return { ...station, directory, courier, close: () => (closed ??= station.close()) };
}

export const newStation = async (role: Role, name: string, mode?: Mode): Promise<TestStation> =>
  openStation(await makeStation(role, name, mode));

export const PEOPLE = ['Ada', 'Grace'] as const;

/** Two stations know each other from now on. */
export async function introduce(a: TestStation, b: TestStation): Promise<void> {
  must(await pinPeer({ self: a.identity, book: a.book, journal: a.journal }, { ...b.identity, newest: null }, PEOPLE));
  must(await pinPeer({ self: b.identity, book: b.book, journal: b.journal }, { ...a.identity, newest: null }, PEOPLE));
}

export interface Trio {
  readonly origin: TestStation;
  readonly press: TestStation;
  readonly bench: TestStation;
  /** A directory that plays the medium. */
  medium(): Promise<string>;
  /** Another station, put away with the rest. */
  add(...given: Parameters<typeof newStation>): Promise<TestStation>;
  close(): Promise<void>;
}

/** Origin A, Press B and Bench A, who know each other. */
export async function newTrio(): Promise<Trio> {
  const directories: string[] = [];
  const stations: TestStation[] = [];
  const add: Trio['add'] = async (...given) => {
    const station = await newStation(...given);
    directories.push(station.directory);
    stations.push(station);
    return station;
  };
  const origin = await add('origin', 'Origin A');
  const press = await add('press', 'Press B');
  const bench = await add('bench', 'Bench A');
  await introduce(origin, press);
  await introduce(origin, bench);
  await introduce(press, bench);
  return {
    origin,
    press,
    bench,
    add,
    async medium() {
      const directory = await mkdtemp(join(tmpdir(), 'twofold-medium-'));
      directories.push(directory);
      return directory;
    },
    async close() {
      await Promise.all(stations.map((station) => station.close()));
      await Promise.all(directories.map((directory) => rm(directory, { recursive: true, force: true })));
    },
  };
}

/** What a station answers to a file; what it accepts, it takes in. */
export async function takeIn(station: TestStation, kind: TransferKind, file: string): Promise<string> {
  const received = await station.courier.receive(kind, file);
  if (!received.ok) return received.error.kind;
  using transfer = received.value;
  must(await station.courier.accept([transfer]));
  return 'taken';
}

export const eventsOf = (station: TestStation): JournalEvent[] =>
  [...station.journal.records(0)].flat().map(({ event }) => event);
