/** The slip of a transfer, drawn from the records: it is the same whenever it is made. */
import type { WhoDid } from '../../../core/journal/who.ts';
import { ok, type Result } from '../../../core/base/result.ts';
import { slipOf, type SlipFacts } from '../../../core/stations/origin/departure.ts';
import type { Words } from '../../../resources/words/language.ts';
import type { OpenJournal } from '../../journal/file.ts';
import type { DrawnPage } from '../../papers/save.ts';
import { slipPage } from '../../papers/slip.ts';
import { systemClock } from '../../station/platform.ts';
import { knownBatch } from './desk.ts';
import type { OriginStation } from './station.ts';

/** Who was given the medium, as the record of it says: with the roles of then, and whether their signature holds. */
function whoCarries(
  journal: Pick<OpenJournal, 'rare' | 'records' | 'shown'>,
  batch: string,
  transfer: SlipFacts['transfer'],
): WhoDid | null {
  const sent = journal.rare.findLast(
    ({ event }) => event.kind === 'batch-exported' && event.batch === batch && event.transfer === transfer,
  );
  if (sent === undefined) return null;
  for (const [record] of journal.records(sent.seq)) {
    return record === undefined ? null : (journal.shown([record])[0]?.who ?? null);
  }
  return null;
}

export function drawSlip(
  { parts }: Pick<OriginStation, 'parts'>,
  name: string,
  transfer: SlipFacts['transfer'],
  words: Words,
): Result<DrawnPage> {
  const batch = knownBatch(parts, name);
  if (!batch.ok) return batch;
  const facts = slipOf(batch.value, transfer);
  if (!facts.ok) return facts;
  const { name: station, mode, version, journal } = parts;
  const who = whoCarries(journal, name, transfer);
  const page = slipPage(words, { ...facts.value, who, station, mode, version, at: systemClock.now() });
  return ok({ name: `${name}-${transfer}-slip`, page });
}
