/** Bench's receipt of a vault, or of what was supplied in its place: until it is here, what is sealed is kept. */
import { failIn, ok, type Failed, type Result } from '../../base/result.ts';
import type { EventOf } from '../../journal/event.ts';
import { checkWords, type WordsFailure } from '../../people/words.ts';
import type { Transfer } from '../../transfer/transfer.ts';
import type { OriginBatch, OriginBook } from './book.ts';
import { holderOf, incomplete } from './shares.ts';

const fail = failIn('origin');

/** What of a batch is for Bench. */
export const forBench = ({ source }: Pick<OriginBatch, 'source'>) => (source.kind === 'made' ? 'vault' : 'supplied');

type Sent = Pick<OriginBatch, 'source' | 'exports' | 'shares' | 'reissues'>;

/** The order, and what is for Bench: to each bench that holds a share, where the batch is divided. */
export function isDelivered({ source, exports, shares, reissues }: Sent): boolean {
  const kind = forBench({ source });
  const ordered = exports.some(({ transfer }) => transfer === 'order');
  if (shares.length === 0) return ordered && exports.some(({ transfer }) => transfer === kind);
  const sent = (bench: string): boolean => exports.some(({ transfer, to }) => transfer === kind && to === bench);
  return ordered && shares.every(({ bench }) => sent(holderOf({ reissues }, bench)));
}

/** Who has said that the vault is there: the last of the benches, once all of them have; `null` before. */
export function receivedBy({
  shares,
  reissues,
  receipts,
}: Pick<OriginBatch, 'shares' | 'reissues' | 'receipts'>): string | null {
  const all = shares.every(({ bench }) => receipts.some(({ from }) => from === holderOf({ reissues }, bench)));
  return all ? (receipts.at(-1)?.from ?? null) : null;
}

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
  batch: OriginBatch,
  unreceived: string | null,
): Failed<'batch-destroyed' | 'not-delivered' | 'no-receipt' | 'shares-open'> | Failed<WordsFailure> | null {
  const { batch: name, secrets, voided, shares } = batch;
  if (secrets === 'destroyed') {
    return fail('batch-destroyed', `What was sealed of batch ${name} is destroyed already.`, { batch: name });
  }
  if (voided !== null || secrets === 'condemned') return null;
  if (!isDelivered(batch)) {
    const message = `Batch ${name} is not destroyed: its transfers for Press and Bench have not both been written.`;
    return fail('not-delivered', message, { batch: name });
  }
  if (unreceived !== null) return checkWords(unreceived);
  // A share may have to be reissued until the last bench has closed its own.
  if (shares.length > 0) {
    const { open, unaccounted } = incomplete(batch);
    const list = [...open, ...unaccounted].join(', ');
    const message = `Batch ${name} is divided, and not complete: ${list}. Take their closings in first, or let two people say why it is destroyed without.`;
    return open.length + unaccounted.length === 0 ? null : fail('shares-open', message, { batch: name, list });
  }
  if (receivedBy(batch) !== null) return null;
  return fail(
    'no-receipt',
    `Bench has not said that it has opened batch ${name}. Take its receipt in first, or let two people say why it is destroyed without.`,
    { batch: name },
  );
}
