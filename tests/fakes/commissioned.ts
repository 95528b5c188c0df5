/** Commissioned stations on the real disk, cheap to open. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mode } from '../../core/journal/event.ts';
import type { Role } from '../../core/peers/role.ts';
import type { KeyDerivation } from '../../core/ports.ts';
import { must } from '../../core/result.ts';
import { Secret } from '../../core/secret.ts';
import { commission } from '../../electron/station/commission.ts';
import { openCommissioned, type CommissionedStation } from '../../electron/station/commissioned.ts';
import { openGate } from '../../electron/station/gate.ts';
import { pinPeer } from '../../electron/station/peers.ts';
import { createCourier, type Courier } from '../../electron/vault/courier.ts';
import type { MediumFs } from '../../electron/vault/medium.ts';
import { CHEAP, nodeDerivation } from './derivation.ts';
import { platformRandom } from './streams.ts';

export const PASSPHRASE = 'correct horse battery staple';
export const secretOf = (text: string): Secret => new Secret(new Uint8Array(Buffer.from(text, 'latin1')));

/** A station's scrypt at next to no cost. What it seals opens with nothing but this. */
export function cheapGate(): KeyDerivation {
  const { derive } = nodeDerivation();
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
  const gate = must(await openGate({ directory, derivation: cheapGate(), now: () => performance.now() }));
  using passphrase = secretOf(PASSPHRASE);
  const unlocked = must(await gate.unlock(passphrase));
  const station = must(await openCommissioned(directory, unlocked, systemClock));
  const { identity: self, book, journal, signer, sealing } = station;
  const courier = createCourier({ self, book, journal, signer, sealing, ...(fs === undefined ? {} : { fs }) });
  return { ...station, directory, courier };
}

export const newStation = async (role: Role, name: string, mode?: Mode): Promise<TestStation> =>
  openStation(await makeStation(role, name, mode));

export const PEOPLE = ['Ada', 'Grace'] as const;

/** Two stations know each other from now on. */
export async function introduce(a: TestStation, b: TestStation): Promise<void> {
  must(await pinPeer({ self: a.identity, book: a.book, journal: a.journal }, b.identity, PEOPLE));
  must(await pinPeer({ self: b.identity, book: b.book, journal: b.journal }, a.identity, PEOPLE));
}
