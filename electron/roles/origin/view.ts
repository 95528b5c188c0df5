/** The batches of an Origin as its window shows them. */
import type { OriginBatch } from '../../../core/stations/origin/book.ts';
import { entropyBits } from '../../../core/card/passphrase.ts';
import type { BatchState, OriginBatchView, MadeView, TransferView } from './contract.ts';
import { isDelivered } from '../../../core/stations/origin/receipt.ts';
import type { OriginStation } from './station.ts';

export const batchViews = (station: Pick<OriginStation, 'batches' | 'serials'>): readonly OriginBatchView[] =>
  station.batches().map((batch) => batchView(station, batch));

function batchView(station: Pick<OriginStation, 'serials'>, known: OriginBatch): OriginBatchView {
  const { batch, count, coded, voided, opened, exports, receipt } = known;
  const transfers = exports.map(({ transfer, to, sequence, count: units }) => {
    return { transfer: transfer as TransferView['transfer'], to, sequence, count: units };
  });
  return {
    batch,
    count,
    coded,
    state: stateOf(known),
    made: madeView(station, known),
    voided,
    opened,
    transfers,
    receipt: receipt?.from ?? null,
  };
}

function stateOf(batch: OriginBatch): BatchState {
  if (batch.secrets !== 'sealed') return 'destroyed';
  if (batch.voided !== null) return 'void';
  if (isDelivered(batch)) return 'exported';
  if (batch.leaving) return 'leaving';
  return batch.coded < batch.count ? 'begun' : 'whole';
}

function madeView(station: Pick<OriginStation, 'serials'>, batch: OriginBatch): MadeView | null {
  const serials = station.serials(batch);
  if (batch.source.kind !== 'made' || serials === null) return null;
  const { range, shape, lots } = batch.source;
  const { lot, sequence } = lots ?? { lot: null, sequence: null };
  return { serials, permuted: range.order === 'permuted', ...shape, bits: entropyBits(shape), lot, sequence };
}
