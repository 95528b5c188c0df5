/** The shift report: what this station did, as one page to print, anchored by the journal's head. */
import { join } from 'node:path';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import { writeReport } from '../../papers/report.ts';
import { diskFaultOf, inWords } from '../../files/fault.ts';
import { replaceWhole } from '../../files/whole.ts';
import type { Words } from '../../../resources/words/language.ts';
import type { PrintPdf } from '../../papers/pdf.ts';
import type { BenchStation } from './station.ts';

const fail = failIn('bench');

export interface DrawnReport {
  /** Of its files, without an extension. */
  readonly name: string;
  readonly page: string;
}

/** The report of the batch on the desk, as it stands now. */
export function drawReport({ parts, desk, ending }: BenchStation, words: Words): Result<DrawnReport> {
  const { index, journal, clock } = parts;
  const batch = desk.batch();
  const end = ending.view();
  if (batch === null || end === null) return fail('no-batch', 'No batch is open. Open one first.');
  const at = clock.now();
  const page = writeReport(words, {
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
  return ok({ name: `${batch.batch}-${at.replace(/[:.]/g, '-')}`, page });
}

/**
 * Writes the report into `directory`: the page, and the same as PDF to be printed.
 *
 * @param print null where nothing draws a PDF: a browser prints the page.
 */
export async function saveReport(
  { name, page }: DrawnReport,
  directory: string,
  print: PrintPdf | null,
): Promise<Result<{ readonly path: string }>> {
  const pdf = print === null ? null : await print(page);
  if (pdf?.ok === false) return pdf;
  const path = join(directory, name);
  try {
    await replaceWhole(directory, `${path}.html`, page);
    if (pdf === null) return ok({ path: `${path}.html` });
    await replaceWhole(directory, `${path}.pdf`, pdf.value);
    return ok({ path: `${path}.pdf` });
  } catch (cause) {
    return fail('report-failed', `The report ${path} was not written: ${inWords(diskFaultOf(cause))}`);
  }
}
