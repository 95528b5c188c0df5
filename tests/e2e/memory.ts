/** What stands in the memory of a running process, read past it: of the kernel, which lets root and the same account. */
import { bytesToHex } from '@noble/hashes/utils.js';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { platformScrypt } from '../../electron/keys/platform-scrypt.ts';
import { openStationFile } from '../../electron/keys/station-file.ts';
import { readStation } from '../../electron/station/gate.ts';
import { unseal } from '../../electron/vault/envelope.ts';

const PIECE = 1 << 20;

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
  const secrets = await openStationFile(file, given, platformScrypt);
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

/** Which of these, by name, stand somewhere in the memory that the process can write. */
export function foundInMemory(pid: number, sought: Readonly<Record<string, Uint8Array>>): readonly string[] {
  const longest = Math.max(...Object.values(sought).map((bytes) => bytes.length));
  const found = new Set<string>();
  const memory = openSync(`/proc/${String(pid)}/mem`, 'r');
  try {
    const buffer = Buffer.alloc(PIECE + longest);
    for (const [from, to] of writableOf(pid)) {
      for (let at = from; at < to; at += PIECE) {
        const here = buffer.subarray(0, readAt(memory, buffer.subarray(0, Math.min(buffer.length, to - at)), at));
        for (const [name, bytes] of Object.entries(sought)) if (here.includes(Buffer.from(bytes))) found.add(name);
      }
    }
    buffer.fill(0);
  } finally {
    closeSync(memory);
  }
  return [...found].sort();
}

/** Its own memory, from and to; what is mapped from files and cannot be written holds nothing of ours. */
function writableOf(pid: number): readonly (readonly [number, number])[] {
  const maps = readFileSync(`/proc/${String(pid)}/maps`, 'latin1').split('\n');
  return maps.flatMap((line) => {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    return from === undefined || to === undefined ? [] : [[parseInt(from, 16), parseInt(to, 16)] as const];
  });
}

/** How much of it could be read: what a device has mapped, and what is gone meanwhile, cannot. */
function readAt(memory: number, into: Buffer, at: number): number {
  try {
    return readSync(memory, into, 0, into.length, at);
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (code === 'EIO' || code === 'EFAULT') return 0;
    throw cause;
  }
}
