/** The batches of an Origin as they are shown. */
import type { OriginBatch, PlannedShare } from './book.ts';
import type { SerialEnds } from './plan.ts';
import { entropyBits, type Alphabet } from '../../card/passphrase.ts';
import { slipOf, transferFor, type SlipFacts } from './departure.ts';
import { isDelivered, receivedBy } from './receipt.ts';
import { holderOf, isComplete, totalEnds } from './shares.ts';

/** `begun`: planned, or cut off before its end. `leaving`: some of it was written, not all. */
export type BatchState = 'begun' | 'whole' | 'leaving' | 'exported' | 'destroyed' | 'void';

export interface OriginBatchView {
  readonly batch: string;
  readonly count: number;
  /** What its cards will be, by name; null for a card of no product. */
  readonly product: string | null;
  /** Whose places its units take, in the order of their serials. */
  readonly replaces: readonly string[];
  readonly coded: number;
  readonly state: BatchState;
  /** Null where the codes are a customer's, who keeps the passphrases. */
  readonly made: MadeView | null;
  readonly voided: string | null;
  /** Serials whose passphrases people have seen; they never leave. */
  readonly opened: readonly string[];
  readonly transfers: readonly TransferView[];
  /** The Bench that has said it has opened it; of a divided batch the last one, once all have. */
  readonly receipt: string | null;
  readonly shares: readonly ShareView[];
  /** Every bench has closed what it had, and every unit is accounted for. */
  readonly complete: boolean;
  /** What became of the units, as far as benches have said. */
  readonly ends: Readonly<Record<string, number>>;
}

/** A share, and how far its bench has come, as far as Origin was told. */
export interface ShareView {
  readonly bench: string;
  /** Who has it now: another one where that bench is no more. */
  readonly holder: string;
  readonly from: number;
  readonly to: number;
  readonly first: string;
  readonly last: string;
  readonly stage: 'planned' | 'sent' | 'received' | 'closed';
}

export interface MadeView {
  readonly serials: SerialEnds;
  readonly permuted: boolean;
  readonly alphabet: Alphabet;
  readonly groups: number;
  readonly size: number;
  readonly bits: number;
  readonly lot: number | null;
  readonly sequence: number | null;
}

/** What was written for another station, by the last writing of it. */
export type TransferView = Omit<SlipFacts, 'batch'>;

/** What is asked of a station about its batches. */
interface Known {
  batches(): readonly OriginBatch[];
  /** The first serials of a batch and its last; null where a customer gave them. */
  serials(batch: OriginBatch): SerialEnds | null;
}

export const batchViews = (station: Known): readonly OriginBatchView[] =>
  station.batches().map((batch) => batchView(station, batch));

function batchView(station: Pick<Known, 'serials'>, known: OriginBatch): OriginBatchView {
  const { batch, count, coded, voided, opened } = known;
  const transfers = (['press', 'bench'] as const).flatMap((to): readonly TransferView[] => {
    const slip = slipOf(known, transferFor(known, to));
    return slip.ok ? [slip.value] : [];
  });
  return {
    batch,
    count,
    product: known.product?.name ?? null,
    replaces: known.replaces,
    coded,
    state: stateOf(known),
    made: madeView(station, known),
    voided,
    opened,
    transfers,
    receipt: receivedBy(known),
    shares: known.shares.map((share) => shareView(known, share)),
    complete: isComplete(known),
    ends: totalEnds(known),
  };
}

export function shareView(batch: OriginBatch, { bench, from, to, first, last }: PlannedShare): ShareView {
  const holder = holderOf(batch, bench);
  const is = (records: readonly { readonly bench: string }[]): boolean => records.some((one) => one.bench === holder);
  const sent = batch.exports.some((one) => one.transfer !== 'order' && one.to === holder);
  const received = batch.receipts.some((one) => one.from === holder);
  const stage = is(batch.closings) ? 'closed' : received ? 'received' : sent ? 'sent' : 'planned';
  return { bench, holder, from, to, first, last, stage };
}

export function stateOf(batch: OriginBatch): BatchState {
  if (batch.secrets !== 'sealed') return 'destroyed';
  if (batch.voided !== null) return 'void';
  if (isDelivered(batch)) return 'exported';
  if (batch.leaving) return 'leaving';
  return batch.coded < batch.count ? 'begun' : 'whole';
}

function madeView(station: Pick<Known, 'serials'>, batch: OriginBatch): MadeView | null {
  const serials = station.serials(batch);
  if (batch.source.kind !== 'made' || serials === null) return null;
  const { range, shape, lots } = batch.source;
  const { lot, sequence } = lots ?? { lot: null, sequence: null };
  return { serials, permuted: range.order === 'permuted', ...shape, bits: entropyBits(shape), lot, sequence };
}
