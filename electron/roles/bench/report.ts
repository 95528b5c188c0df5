/** The shift report: what this station did, as one page to print, anchored by the journal's head. */
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import { withAnswers } from '../../station/incidents.ts';
import type { DrawnPage } from '../../papers/save.ts';
import { writeReport } from '../../papers/report.ts';
import type { Words } from '../../../resources/words/language.ts';
import type { BenchStation } from './station.ts';

const fail = failIn('bench');

/** The report of the batch on the desk, as it stands now. */
export function drawReport({ parts, desk, ending }: BenchStation, words: Words): Result<DrawnPage> {
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
    typed: index.typed(batch.batch),
    incidents: withAnswers(index.incidents({ open: false }), journal),
    signed: journal.shown(index.signed(batch.batch)),
    journal: journal.head,
  });
  return ok({ name: `${batch.batch}-${at.replace(/[:.]/g, '-')}`, page });
}
