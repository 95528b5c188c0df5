/** The slip of a transfer, drawn from the records: it is the same whenever it is made. */
import { ok, type Result } from '../../../core/base/result.ts';
import { slipOf, type SlipFacts } from '../../../core/stations/origin/departure.ts';
import type { Words } from '../../../resources/words/language.ts';
import type { DrawnPage } from '../../papers/save.ts';
import { slipPage } from '../../papers/slip.ts';
import { systemClock } from '../../station/platform.ts';
import { knownBatch } from './desk.ts';
import type { OriginStation } from './station.ts';

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
  const { name: station, mode, version } = parts;
  const page = slipPage(words, { ...facts.value, station, mode, version, at: systemClock.now() });
  return ok({ name: `${name}-${transfer}-slip`, page });
}
