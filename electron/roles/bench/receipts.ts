/** What Bench says to Origin and to Press: that it has taken in what they sent for a batch, unit by unit. */
import type { Serial } from '../../../core/card/serial.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { Ledger } from '../../../core/stations/bench/ledger.ts';
import type { Index } from '../../journal/index.ts';
import type { Delivered } from '../../station/delivery.ts';
import type { BenchStationParts } from './parts.ts';

const fail = failIn('bench');

/** Who is told; each of them destroys nothing before it is. */
export const TOLD = ['origin', 'press'] as const;
export type Told = (typeof TOLD)[number];

const KINDS = { origin: 'vault-receipt', press: 'return-receipt' } as const;

/** When each of them was told first; null: not yet. */
export type Receipts = Readonly<Record<Told, string | null>>;

export function receiptsOf(index: Pick<Index, 'ending'>, batch: string): Receipts {
  const at = (told: Told): string | null => writtenAt(index, batch, KINDS[told]);
  return { origin: at('origin'), press: at('press') };
}

/** Writes the receipt of a batch for one of them. Written again, it is the same transfer under the same number. */
export async function writeReceipt(
  { index, delivery }: Pick<BenchStationParts, 'index' | 'delivery'>,
  ledger: Pick<Ledger, 'append'>,
  batch: string,
  told: Told,
  directory: string,
): Promise<Result<Delivered>> {
  const kind = KINDS[told];
  const opened = index.batches().find((known) => known.batch === batch);
  if (opened === undefined) return fail('unknown-batch', `No batch ${batch} was opened here.`, { batch });
  const { rows } = index.units({ batch, search: '', state: null, offset: 0, limit: opened.count });
  const units = rows.map(({ serial }) => ({ serial: serial as Serial }));
  const of = told === 'origin' ? opened.vault : opened.returned;
  const sent = await delivery.send(kind, { batch, units, says: { of } }, directory);
  if (!sent.ok) return sent;
  const { to, sequence, digest } = sent.value;
  if (writtenAt(index, batch, kind) === null) {
    await ledger.append([{ kind: 'batch-exported', batch, transfer: kind, count: units.length, to, sequence, digest }]);
  }
  return ok(sent.value);
}

function writtenAt(index: Pick<Index, 'ending'>, batch: string, kind: (typeof KINDS)[Told]): string | null {
  const found = index.ending(batch).find(({ event }) => event.kind === 'batch-exported' && event.transfer === kind);
  return found?.at ?? null;
}
