/** Opening a commissioned station for one command. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Result } from '../../core/base/result.ts';
import { STATION_FILE } from '../station/commission.ts';
import { openCommissioned, type CommissionedStation } from '../station/commissioned.ts';
import { openGate } from '../station/gate.ts';
import { systemClock } from '../station/platform.ts';
import { platformScrypt } from '../keys/platform-scrypt.ts';
import { readPassphrase } from './passphrase.ts';

/** Waits as long as the gate wants, asks for the passphrase, and opens. The caller closes the station. */
export async function unlockStation(directory: string, fd: number | null): Promise<Result<CommissionedStation>> {
  const gate = await openGate({ directory, derivation: platformScrypt, now: () => performance.now() });
  if (!gate.ok) return gate;
  const wait = gate.value.wait();
  if (wait > 0) {
    process.stderr.write(`twofold: wrong passphrases were given before; the next is looked at in ${wait} s\n`);
    await pause(wait * 1000);
  }
  const given = await readPassphrase(fd, `Passphrase of ${gate.value.identity.name}: `);
  if (!given.ok) return given;
  using passphrase = given.value;
  const unlocked = await gate.value.unlock(passphrase);
  return unlocked.ok ? openCommissioned(directory, unlocked.value, systemClock) : unlocked;
}

export interface Openings<T> {
  readonly training: () => Promise<Result<T>>;
  readonly commissioned: (station: CommissionedStation) => Promise<Result<T>>;
}

/** A commissioned station asks for its passphrase; any other directory is one of training. */
export async function openStation<T>(
  directory: string,
  fd: number | null,
  { training, commissioned }: Openings<T>,
): Promise<Result<T>> {
  if (!existsSync(join(directory, STATION_FILE))) return training();
  const unlocked = await unlockStation(directory, fd);
  return unlocked.ok ? commissioned(unlocked.value) : unlocked;
}

/** `--passphrase-fd N`: a descriptor's number, `null` for none, `undefined` for nonsense. */
export function descriptorOf(text: string | undefined): number | null | undefined {
  if (text === undefined) return null;
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}
