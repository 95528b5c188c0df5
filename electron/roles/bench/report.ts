/** The shift report: what this station did, as one page to print, anchored by the journal's head. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import { writeReport } from '../../../core/stations/bench/report.ts';
import { diskFaultOf, inWords } from '../../files/fault.ts';
import { replaceWhole } from '../../files/whole.ts';
import type { BenchStation } from './station.ts';

const fail = failIn('bench');

/** Writes the report of the batch on the desk into the station's `reports`. */
export async function saveReport({ parts, desk, ending }: BenchStation): Promise<Result<{ readonly path: string }>> {
  const { index, journal, clock } = parts;
  const batch = desk.batch();
  const end = ending.view();
  if (batch === null || end === null) return fail('no-batch', 'No batch is open. Open one first.');
  const at = clock.now();
  const page = writeReport({
    station: parts.name,
    mode: parts.mode,
    version: parts.version,
    at,
    batch,
    ending: end,
    units: index.units({ batch: batch.batch, search: '', state: null, offset: 0, limit: batch.count }).rows,
    incidents: index.incidents({ open: false }),
    journal: journal.head,
  });
  const directory = join(parts.directory, 'reports');
  const path = join(directory, `${batch.batch}-${at.replace(/[:.]/g, '-')}.html`);
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await replaceWhole(directory, path, page);
    return ok({ path });
  } catch (cause) {
    return fail('report-failed', `The report ${path} was not written: ${inWords(diskFaultOf(cause))}`);
  }
}
