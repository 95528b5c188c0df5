/** Opening a batch as large as a line sends it, in the window: read, checked, sealed and on record. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StationView } from '../../electron/roles/bench/contract.ts';
import { returnUnit, textOf, vaultUnits } from '../fakes/transfers.ts';
import { milliseconds } from './measure.ts';
import { atMost, type Row, type Table } from './table.ts';
import { onStation, type WindowBench } from './window.ts';

const UNITS = 10_000;

/** Without any scrypt, because an opening derives nothing: made in seconds, and each part belongs to the others. */
function writeBatch(directory: string): { readonly vault: string; readonly returned: string } {
  const heading = { batch: 'B-10000', to: 'Training Bench' };
  const files = { vault: join(directory, 'bench.vault.jsonl'), returned: join(directory, 'bench.return.jsonl') };
  const units = Array.from({ length: UNITS }, (_, i) => returnUnit(i + 1, ['BTC', 'ETH']));
  writeFileSync(files.vault, textOf('vault', vaultUnits(UNITS), { ...heading, from: 'Training Origin' }));
  writeFileSync(files.returned, textOf('return', units, { ...heading, from: 'Training Press' }));
  return files;
}

export async function opening(bench: WindowBench): Promise<Table> {
  const directory = mkdtempSync(join(tmpdir(), 'twofold-opening-'));
  try {
    const { vault, returned } = writeBatch(directory);
    const rows = await onStation(bench, ['--vault', vault, '--return', returned], async ({ app, page }) => {
      const before = await app.evaluate(() => process.cpuUsage());
      const taken = await milliseconds(() => page.evaluate(untilOpen, UNITS));
      const spent = await app.evaluate((_, since) => process.cpuUsage(since), before);
      return [
        { what: 'opened: read, checked, sealed, on record', value: taken, unit: 'ms', target: atMost(6000) },
        { what: 'processor time of the main process meanwhile', value: (spent.user + spent.system) / 1000, unit: 'ms' },
      ] satisfies Row[];
    });
    return { title: `Opening ${UNITS.toLocaleString('en')} units with two addresses each`, rows };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** In the window: until the batch is on the desk, with every step of it said meanwhile. */
async function untilOpen(units: number): Promise<void> {
  const steps = new Set<string>();
  window.station.on((told) => {
    const update = told as { readonly type: string; readonly opening?: { readonly step: string } | null };
    if (update.type === 'opening' && update.opening != null) steps.add(update.opening.step);
  });
  for (;;) {
    const { batch } = (await window.station.call('station', null)) as StationView;
    if (batch?.count === units) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  if (!steps.has('recording')) throw new Error(`nobody was told how far it is, only of ${[...steps].join(', ')}`);
}
