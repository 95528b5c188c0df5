/** The batches of an Origin, folded from its journal alone. */
import type { EventOf, JournalEvent } from '../../journal/event.ts';
import type { ProductRef } from '../../product/product.ts';
import type { PassphraseShape } from '../../card/passphrase.ts';
import type { SerialRange } from '../../card/serial-scheme.ts';
import type { LotRange } from '../../bip38/lot.ts';

/** A run of units whose record stands: what their sealed lines must be. */
export type CodedGroup = Pick<EventOf<'units-coded'>, 'from' | 'count' | 'first' | 'last' | 'mac'>;

/** A share of a batch as it stands on record: places in the order of its serials, and its first and last serial. */
export type PlannedShare = EventOf<'batch-divided'>['shares'][number];

/** What a bench has said of the units it had. */
export type ShareClosing = EventOf<'share-closed'>;

/** How a batch comes by its codes. */
export type Source =
  | {
      readonly kind: 'made';
      readonly range: SerialRange;
      readonly shape: PassphraseShape;
      readonly lots: LotRange | null;
    }
  /** `mac`: by which the customer's file is known again. */
  | { readonly kind: 'supplied'; readonly mac: string };

export interface OriginBatch {
  readonly batch: string;
  readonly count: number;
  /** Which product its cards will be; absent before there were products. */
  readonly product?: ProductRef;
  readonly source: Source;
  /** Whose places its units take, in the order of their serials; none for a batch that stands for itself. */
  readonly replaces: readonly string[];
  /** The fingerprint of the keys it stands on. */
  readonly keys: string;
  /** Units on record, from the first on. */
  readonly coded: number;
  readonly groups: readonly CodedGroup[];
  /** Why nothing of it may leave; `null` for a good one. */
  readonly voided: string | null;
  /** Serials whose passphrases people have seen here: they never leave. */
  readonly opened: readonly string[];
  /** Which units leave is settled. */
  readonly leaving: boolean;
  readonly exports: readonly EventOf<'batch-exported'>[];
  /** Over which benches it is divided; none where one bench has all of it. */
  readonly shares: readonly PlannedShare[];
  /** Benches that are no more, and who has their shares now. */
  readonly reissues: readonly EventOf<'share-reissued'>[];
  /** What benches have said of the units they had. */
  readonly closings: readonly ShareClosing[];
  /** Bench's word that it has taken in the vault, or what stands in its place. */
  readonly receipts: readonly EventOf<'receipt-taken'>[];
  readonly secrets: 'sealed' | 'condemned' | 'destroyed';
}

export interface OriginBook {
  /** Takes the journal's next event. */
  apply(event: JournalEvent): void;
  batch(name: string): OriginBatch | null;
  /** In the order they were planned. */
  batches(): readonly OriginBatch[];
  /** All that was exported to this recipient, in order. */
  exportedTo(to: string): readonly EventOf<'batch-exported'>[];
}

export function createOriginBook(): OriginBook {
  /** Groups grow by the thousand: they alone are changed in place. */
  const batches = new Map<string, OriginBatch & { readonly groups: CodedGroup[] }>();
  const exported: EventOf<'batch-exported'>[] = [];

  function change(name: string, next: (batch: OriginBatch & { groups: CodedGroup[] }) => Partial<OriginBatch>): void {
    const batch = batches.get(name);
    if (batch !== undefined) batches.set(name, { ...batch, ...next(batch), groups: batch.groups });
  }

  const begun = {
    replaces: [],
    coded: 0,
    voided: null,
    opened: [],
    leaving: false,
    exports: [],
    shares: [],
    reissues: [],
    closings: [],
    receipts: [],
    secrets: 'sealed',
  } as const;

  return {
    batch: (name) => batches.get(name) ?? null,
    batches: () => [...batches.values()],
    exportedTo: (to) => exported.filter((event) => event.to === to),

    apply(event) {
      switch (event.kind) {
        case 'batch-planned': {
          const { batch, count, keys, replaces = [] } = event;
          const source = madeOf(event);
          batches.set(batch, { batch, count, keys, ...productOf(event), source, ...begun, replaces, groups: [] });
          return;
        }
        case 'codes-supplied': {
          const { batch, count, keys, mac } = event;
          const source = { kind: 'supplied', mac } as const;
          batches.set(batch, { batch, count, keys, ...productOf(event), source, ...begun, groups: [] });
          return;
        }
        case 'units-coded': {
          const { from, count, first, last, mac } = event;
          change(event.batch, ({ groups }) => {
            groups.push({ from, count, first, last, mac });
            return { coded: from + count };
          });
          return;
        }
        case 'batch-abandoned':
        case 'batch-voided':
          change(event.batch, () => ({ voided: event.reason }));
          return;
        case 'history-accepted':
          // What else left of a batch that was begun before, nobody knows.
          if (event.lost) for (const { batch } of batches.values()) change(batch, lostWith(event));
          return;
        case 'passphrase-opened':
          change(event.batch, ({ opened }) => ({ opened: [...opened, event.serial] }));
          return;
        case 'batch-leaving':
          change(event.batch, () => ({ leaving: true }));
          return;
        case 'batch-exported':
          exported.push(event);
          change(event.batch, ({ exports }) => ({ leaving: true, exports: [...exports, event] }));
          return;
        case 'receipt-taken':
          change(event.batch, ({ receipts }) => ({ receipts: [...receipts, event] }));
          return;
        case 'batch-divided':
          change(event.batch, () => ({ shares: event.shares }));
          return;
        case 'share-reissued':
          change(event.batch, ({ reissues }) => ({ reissues: [...reissues, event] }));
          return;
        case 'share-closed':
          change(event.batch, ({ closings }) => ({ closings: [...closings, event] }));
          return;
        case 'passphrases-condemned':
          change(event.batch, () => ({ secrets: 'condemned' }));
          return;
        case 'passphrases-destroyed':
          change(event.batch, () => ({ secrets: 'destroyed' }));
          return;
        default:
      }
    },
  };
}

const productOf = ({ product }: { readonly product?: ProductRef }): { readonly product?: ProductRef } =>
  product === undefined ? {} : { product };

const lostWith =
  ({ reason }: EventOf<'history-accepted'>) =>
  ({ voided }: OriginBatch): Partial<OriginBatch> => ({ voided: voided ?? `records lost: ${reason}` });

function madeOf(event: EventOf<'batch-planned'>): Source {
  const { prefix, digits, start, count, check, permuted, alphabet, groups, size, lot, sequence } = event;
  return {
    kind: 'made',
    range: { prefix, digits, start, count, check, order: permuted ? 'permuted' : 'sequential' },
    shape: { alphabet, groups, size },
    lots: lot === null || sequence === null ? null : { lot, sequence, count },
  };
}
