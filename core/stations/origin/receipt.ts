/** Bench's receipt of a vault, or of what was supplied in its place: until it is here, what is sealed is kept. */
import { failIn, ok, type Failed, type Result } from '../../base/result.ts';
import type { EventOf } from '../../journal/event.ts';
import { checkWords, type WordsFailure } from '../../people/words.ts';
import type { Transfer } from '../../transfer/transfer.ts';
import type { OriginBatch, OriginBook } from './book.ts';

const fail = failIn('origin');

/** What of a batch is for Bench. */
export const forBench = ({ source }: Pick<OriginBatch, 'source'>) => (source.kind === 'made' ? 'vault' : 'supplied');

/** Both transfers of a batch that is whole. */
export const isDelivered = ({ source, exports }: Pick<OriginBatch, 'source' | 'exports'>): boolean =>
  ['order', forBench({ source })].every((kind) => exports.some(({ transfer }) => transfer === kind));

/** What goes on record with a receipt, if it is of what this station has sent to Bench. */
export function vaultReceiptTaken(
  { file, manifest, units }: Pick<Transfer<'vault-receipt'>, 'file' | 'manifest' | 'units'>,
  book: Pick<OriginBook, 'batch'>,
): Result<EventOf<'receipt-taken'>> {
  const { batch: name, from, of: digest = '' } = manifest;
  const batch = book.batch(name);
  if (batch === null) return fail('unknown-batch', `There is no batch ${name} here.`, { batch: name });
  const transfer = forBench(batch);
  if (!batch.exports.some((sent) => sent.transfer === transfer && sent.digest === digest)) {
    return fail(
      'other-receipt',
      `${file} is the receipt of another transfer than the one of batch ${name} that was written here. Nothing was taken from it: call your supervisor.`,
      { file, batch: name },
    );
  }
  return ok({ kind: 'receipt-taken', transfer, batch: name, from, count: units.length, digest });
}

/**
 * Why what is sealed of a batch is still needed; `null` if it may go.
 *
 * @param unreceived why it goes without Bench's receipt; null where that is there
 */
export function stillNeeded(
  { batch: name, secrets, voided, receipt, ...sent }: OriginBatch,
  unreceived: string | null,
): Failed<'batch-destroyed' | 'not-delivered' | 'no-receipt'> | Failed<WordsFailure> | null {
  if (secrets === 'destroyed') {
    return fail('batch-destroyed', `What was sealed of batch ${name} is destroyed already.`, { batch: name });
  }
  if (voided !== null || secrets === 'condemned') return null;
  if (!isDelivered(sent)) {
    const message = `Batch ${name} is not destroyed: its transfers for Press and Bench have not both been written.`;
    return fail('not-delivered', message, { batch: name });
  }
  if (receipt !== null) return null;
  if (unreceived !== null) return checkWords(unreceived);
  return fail(
    'no-receipt',
    `Bench has not said that it has opened batch ${name}. Take its receipt in first, or let two people say why it is destroyed without.`,
    { batch: name },
  );
}
