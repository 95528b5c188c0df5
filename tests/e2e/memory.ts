/** The keys that a station has while it is open, for whoever looks for them in its memory. */
import { bytesToHex } from '@noble/hashes/utils.js';
import { readFileSync } from 'node:fs';
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
