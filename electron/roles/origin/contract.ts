/**
 * Origin's contract: every call with the schema of its input, every answer, every update. No call takes an EPK or a
 * path, and one alone gives a passphrase: as lines to look at, to people who have signed for it.
 */
import type { OriginBatchView, TransferView } from '../../../core/stations/origin/view.ts';
import * as v from 'valibot';
import type { Unmasked } from '../../../core/etch/unmasked.ts';
import type { Result } from '../../../core/base/result.ts';
import { meantStation } from '../../../core/transfer/station-name.ts';
import type { PlanReview } from '../../../core/stations/origin/plan.ts';
import type { Alphabet } from '../../../core/card/passphrase.ts';
import type { SerialScheme } from '../../../core/card/serial-scheme.ts';
import type { Recipient } from '../../../core/stations/origin/departure.ts';
import type { PaceView } from '../../../core/work/pace.ts';
import {
  commonCalls,
  PeopleFields,
  PersonField,
  type CommonAnswers,
  type CommonUpdate,
  type CommonView,
} from '../../bridge/common.ts';
import { figuresCalls, type FiguresAnswers } from '../../bridge/figures.ts';
import type { BridgeOf, HandlersOf } from '../../bridge/form.ts';
import { scannerCalls, type DevicesView, type ScannerAnswers, type ScannerUpdate } from '../../bridge/devices.ts';
import { productCalls, type ProductAnswers } from '../../bridge/products.ts';

export type { Unmasked } from '../../../core/etch/unmasked.ts';
export type { Recipient } from '../../../core/stations/origin/departure.ts';
export type { PlanField, PlanReview } from '../../../core/stations/origin/plan.ts';

const Batch = v.pipe(v.string(), v.maxLength(40));
const Reason = v.pipe(v.string(), v.trim(), v.maxLength(200));
/** A station that is meant, as somebody types its name. */
const Bench = v.pipe(v.string(), v.maxLength(120), v.transform(meantStation));
/** What stands in a field for a number; null for one that holds none. The station judges it. */
const Typed = v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0)));

const ProductName = v.nullable(v.pipe(v.string(), v.maxLength(24)));

/** A batch as a person wishes it. */
const BatchWish = v.object({
  batch: Batch,
  count: Typed,
  prefix: v.pipe(v.string(), v.maxLength(40)),
  digits: Typed,
  /** Null: behind all that was planned in this scheme. */
  start: Typed,
  check: v.boolean(),
  order: v.picklist(['sequential', 'permuted'] satisfies SerialScheme['order'][]),
  alphabet: v.picklist(['legible', 'all'] satisfies Alphabet[]),
  groups: Typed,
  size: Typed,
  lots: v.nullable(v.object({ lot: Typed, sequence: Typed })),
  /** By name, the newest of it; null for a card of no product. */
  product: ProductName,
  /** Whose places its units take, in the order of their serials. */
  replaces: v.exactOptional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(1000))),
});

export const originCalls = {
  ...commonCalls,
  ...productCalls,
  ...scannerCalls,
  ...figuresCalls,

  /** Judges a batch that is not planned yet, field by field, and says what it would be. */
  review: BatchWish,
  /** Puts a batch on record: its serials are taken from then on. */
  plan: BatchWish,
  /** Makes what is left of a batch; answers when it has ended. `dice`: typed rolls to mix in. */
  make: v.object({ batch: Batch, dice: v.nullable(v.pipe(v.string(), v.maxLength(8192))) }),
  stopMaking: v.null(),
  /** Asks for a customer's file in a native dialog and takes its codes in as a batch; goes on with one cut off. */
  importCodes: v.object({ batch: Batch, product: ProductName }),
  /** What a batch of so many units would cost: measured on this machine, now. */
  estimate: v.object({ count: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
  /** Two people give up a batch of which nothing has left. */
  abandonBatch: v.object({ batch: Batch, people: PeopleFields, reason: Reason }),
  /** Asks for a directory in a native dialog and writes one of the batch's transfers there. */
  sendTransfer: v.object({
    batch: Batch,
    to: v.picklist(['press', 'bench'] satisfies Recipient[]),
    /** Whose vault, where the batch is divided over benches. */
    bench: v.exactOptional(Bench),
    carrier: PersonField,
  }),
  /** Divides a batch of which nothing has left evenly over these benches, by their names. */
  divide: v.object({ batch: Batch, benches: v.pipe(v.array(Bench), v.minLength(1), v.maxLength(256)) }),
  /** Two people say that a bench is no more: its share goes to another, with what it had taken over besides. */
  reissueShare: v.object({
    batch: Batch,
    bench: Bench,
    to: Bench,
    besides: v.pipe(v.array(v.pipe(v.string(), v.trim(), v.maxLength(24))), v.maxLength(5000)),
    people: PeopleFields,
    reason: Reason,
  }),
  /** Asks for the closing of a bench in a native dialog and takes it in. */
  takeClosing: v.null(),
  /** Asks for a directory in a native dialog and writes the slip of a transfer there. */
  saveSlip: v.object({ batch: Batch, transfer: v.picklist(['order', 'vault', 'supplied']) }),
  /** Two people look at one passphrase. It is on record before it is answered, and given once. */
  openUnit: v.object({
    batch: Batch,
    serial: v.pipe(v.string(), v.trim(), v.maxLength(24)),
    reason: Reason,
    people: PeopleFields,
  }),
  /** Asks for Bench's receipt in a native dialog and takes it in. */
  takeReceipt: v.null(),
  /** Destroys what is sealed of a batch. `unreceived`: why, where Bench's receipt is not here. */
  destroyBatch: v.object({
    batch: Batch,
    people: PeopleFields,
    unreceived: v.nullable(Reason),
  }),
} as const;

export type Wished = v.InferOutput<typeof BatchWish>;

export interface OriginAnswers extends Omit<CommonAnswers, 'station'>, ProductAnswers, ScannerAnswers, FiguresAnswers {
  station: OriginView;
  review: PlanReview;
  plan: Result<null>;
  make: Result<'done' | 'cancelled'>;
  stopMaking: Result<null>;
  /** Null when the person chose no file. */
  importCodes: Result<{ readonly batch: string } | null>;
  estimate: Result<EstimateView>;
  abandonBatch: Result<null>;
  /** Null when the person chose no directory. */
  sendTransfer: Result<SentView | null>;
  divide: Result<null>;
  reissueShare: Result<null>;
  /** Null when the person chose no file. */
  takeClosing: Result<{ readonly batch: string; readonly bench: string; readonly complete: boolean } | null>;
  saveSlip: Result<{ readonly path: string } | null>;
  openUnit: Result<Unmasked>;
  /** Of which batch; null when the person chose no file. */
  takeReceipt: Result<{ readonly batch: string } | null>;
  destroyBatch: Result<null>;
}

export type OriginHandlers = HandlersOf<typeof originCalls, OriginAnswers>;
export type OriginBridge = BridgeOf<typeof originCalls, OriginAnswers, OriginUpdate>;

export type {
  BatchState,
  MadeView,
  OriginBatchView,
  ShareView,
  TransferView,
} from '../../../core/stations/origin/view.ts';

/** Broadcasts of state, never commands. Each carries the whole of its part, so a lost one heals with the next. */
export type OriginUpdate =
  | CommonUpdate
  | ScannerUpdate
  | { readonly type: 'batches'; readonly batches: readonly OriginBatchView[] }
  | { readonly type: 'making'; readonly making: MakingView | null };

export interface OriginView extends CommonView {
  readonly role: 'origin';
  /** In the order they were planned. */
  readonly batches: readonly OriginBatchView[];
  readonly making: MakingView | null;
  /** Units an hour that are wanted. */
  readonly target: number;
  /** For badges. */
  readonly scanner: DevicesView['scanner'];
}

/** What was written just now. */
export interface SentView {
  readonly batch: string;
  readonly transfer: TransferView['transfer'];
  /** Of the file. */
  readonly name: string;
  readonly directory: string;
}

/** What a batch costs before it is begun. */
export interface EstimateView {
  /** Seconds of making; null where no worker answers. */
  readonly seconds: number | null;
  /** Of each of its two media. */
  readonly bytes: { readonly order: number; readonly vault: number };
}

/** A batch in the making. */
export interface MakingView extends PaceView {
  readonly batch: string;
  /** Somebody has asked it to stop; what is in hand is finished. */
  readonly stopping: boolean;
}
