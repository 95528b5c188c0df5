/** The keys that a station has while it is open, and its processes, for whoever looks for them in their memory. */
import { bytesToHex } from '@noble/hashes/utils.js';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { openStationFile } from '../../electron/keys/station-file.ts';
import { readStation } from '../../electron/station/gate.ts';
import { unseal } from '../../electron/vault/envelope.ts';
import { rememberedScrypt } from '../fakes/remembered.ts';

/**
 * A station's own keys, as whoever has its passphrase knows them, and that of a batch at Bench; and all of them in
 * hexadecimal, as a text would have them.
 */
export async function keysOf(
  directory: string,
  passphrase: string,
  batch: string | null = null,
): Promise<Record<string, Uint8Array>> {
  const file = must(await readStation(directory));
  using given = Secret.copyOf(Buffer.from(passphrase));
  const secrets = await openStationFile(file, given, rememberedScrypt);
  if (secrets === null) throw new Error('the passphrase does not open it');
  const { signing, sealing, vault } = secrets;
  const keys: Record<string, Secret> = { signing, sealing, vault };
  if (batch !== null) {
    const place = { station: file.identity.name, batch, serial: '', field: 'batch-key' } as const;
    const key = unseal(vault, place, readFileSync(join(directory, 'vault', `${batch}.key`)));
    if (key === null) throw new Error('the key of the batch does not open');
    keys['batch'] = key;
  }
  const bytes = Object.entries(keys).map(([name, key]) => [name, key.use((own) => Buffer.from(own))] as const);
  return Object.fromEntries(
    bytes.flatMap(([name, key]) => [
      [name, key],
      [`${name} in hex`, Buffer.from(bytesToHex(key))],
    ]),
  );
}

/** Nothing of a process that has ended meanwhile. */
function said(pid: number, what: 'cmdline' | 'stat'): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${what}`, 'latin1');
  } catch {
    return '';
  }
}

/** What a process has had of the processor, of its own and for the system, in hundredths of a second (proc_pid_stat(5)). */
export function workOf(pid: number): number {
  const fields = said(pid, 'stat').split(') ')[1]?.split(' ') ?? [];
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

/** All processes of the app behind a directory. */
const processesOf = (directory: string): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => said(pid, 'cmdline').includes(directory));

/** What all of them have had of the processor. */
export const workBehind = (directory: string): number =>
  processesOf(directory).reduce((sum, pid) => sum + workOf(pid), 0);

/** Those that a station has started beside itself. */
export const helpersOf = (directory: string): readonly number[] =>
  processesOf(directory).filter((pid) => said(pid, 'cmdline').includes('node.mojom.NodeService'));
