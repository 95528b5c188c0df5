/** What a Bench of a site knows, taken from it past its window. */
import { bech32 } from '@scure/base';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { openStationFile } from '../../electron/keys/station-file.ts';
import { readStation } from '../../electron/station/gate.ts';
import { rememberedScrypt } from '../fakes/remembered.ts';
import { ageOpen } from '../fakes/outside.ts';
import { root } from './app.ts';
import { PASSPHRASE } from './site.ts';

/** What stands on the metal: the vault, opened by age with Bench's own key. Serial to passphrase. */
export async function passphrasesIn(bench: string, vault: string): Promise<ReadonlyMap<string, string>> {
  const file = must(await readStation(bench));
  using given = Secret.copyOf(Buffer.from(PASSPHRASE));
  const secrets = await openStationFile(file, given, rememberedScrypt);
  const text = secrets?.sealing.use((bytes) => bech32.encodeFromBytes('age-secret-key-', bytes)) ?? '';
  const outside = mkdtempSync(join(tmpdir(), 'twofold-outside-'));
  writeFileSync(join(outside, 'key'), text.toUpperCase());
  ageOpen(vault, join(outside, 'key'), join(outside, 'vault'));
  const lines = readFileSync(join(outside, 'vault'), 'latin1').split('\n').slice(1, -1);
  rmSync(outside, { recursive: true });
  const units = lines.map((line) => JSON.parse(line) as { serial: string; passphrase: string });
  return new Map(units.map(({ serial, passphrase }) => [serial, passphrase]));
}

/** The statement of a finished card, asked for on the command line. */
export interface Attested {
  readonly code: string;
  readonly statement: string;
  readonly signature: string;
}

/** @param who badge and PIN of whoever asks */
export function attestedBy(bench: string, batch: string, serial: string, who: readonly [string, string]): Attested {
  const verb = ['bench', 'attest', '--station', bench, '--batch', batch, '--serial', serial];
  const said = execFileSync(process.execPath, [join(root, 'dist/cli.cjs'), ...verb, '--person-fd', '0', '--json'], {
    input: `${who.join('\n')}\n`,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return (JSON.parse(said.toString()) as { readonly result: Attested }).result;
}
