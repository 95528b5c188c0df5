/**
 * Bench's contract: every call with the schema of its input, every answer, every event.
 *
 * The window sends intents, never text to be etched, never paths, never scanner content outside training. Expected
 * failures are values (`Result`), because Electron's `invoke` keeps only an error's message.
 */
import * as v from 'valibot';
import { shareCalls, type ShareAnswers } from './share-calls.ts';
import type { BenchView } from '../../../core/stations/bench/view.ts';
import { deedsBy, isWayOf } from '../../../core/stations/bench/deeds.ts';
import type { BatchEnding } from '../../../core/stations/bench/balance.ts';
import type { PrecheckView } from '../../../core/stations/bench/precheck.ts';
import type { ShiftCheckView } from '../../../core/stations/bench/shift-check.ts';
import type { Outcome } from '../../../core/journal/event.ts';
import type { Result } from '../../../core/base/result.ts';
import { seriesName } from '../../../core/journal/events/bench.ts';
import type { BenchUnitState } from '../../../core/life/bench-life.ts';
import { TRAY_DEEDS } from '../../../core/stations/bench/filling.ts';
import {
  commonCalls,
  PeopleFields,
  PersonField,
  type CommonAnswers,
  type CommonUpdate,
  type CommonView,
} from '../../bridge/common.ts';
import { deviceCalls, type DeviceAnswers, type DevicesUpdate, type DevicesView } from '../../bridge/devices.ts';
import { labelCalls, type LabelAnswers } from './label-calls.ts';
import { laserCalls, type LaserAnswers } from './laser-calls.ts';
import { paperCalls, type PaperAnswers } from './paper-calls.ts';
import type { EtchPreview, Traveller, UnitsPage } from './unit-views.ts';
import { setupCalls, type SetupAnswers } from './setup-calls.ts';
import { productCalls, type ProductAnswers, type ProductView } from '../../bridge/products.ts';
import { shiftCalls, type ShiftAnswers } from './shift-calls.ts';
import type { BridgeOf, HandlersOf } from '../../bridge/form.ts';

export type { BenchStep, BenchView, PocketState, TrayView, Verdict } from '../../../core/stations/bench/view.ts';

export type { EtchPreview, Traveller, UnitRow, UnitsPage } from './unit-views.ts';
export type { LaserView } from './laser-calls.ts';
export type { SetupView } from './setup-calls.ts';
export type { DeedView } from '../../../core/stations/bench/deeds.ts';
export type { BatchEnding } from '../../../core/stations/bench/balance.ts';
export type { KnownCardView, ShiftCheckView } from '../../../core/stations/bench/shift-check.ts';
export type { PrecheckView } from '../../../core/stations/bench/precheck.ts';

const Serial = v.pipe(v.string(), v.maxLength(24));
const Words = v.pipe(v.string(), v.trim(), v.maxLength(200));

/** About a card; `as`: one of the ways of the deed, null where it has none. */
const DECISION = { serial: Serial, as: v.nullable(v.pipe(v.string(), v.maxLength(20))), reason: Words };

/**
 * What a hand can hold before the scanner in training: the two codes of the upper layer, the lower one where it lies
 * open, the label that came out last, the code on the metal, the sticker of the card beside, and the code on the wall.
 */
const TRAY_CODES = ['serial', 'address', 'secret', 'label', 'neighbour', 'poster', 'metal'] as const;

/** Every call of the window, with the schema of its input. `null` means: takes nothing. */
export const calls = {
  ...commonCalls,

  /** Asks the person for two files (vault, return) in a native dialog and opens them as a batch. */
  openBatch: v.null(),
  /** Opens the embedded sample batch; training only. */
  openSample: v.null(),
  /** Selects one of the batches this station has opened before. */
  selectBatch: v.object({ batch: v.string() }),

  /** What the cards of the batch on the desk look like. */
  deskProduct: v.null(),
  startCheck: v.null(),
  stopCheck: v.null(),
  /** What runs goes on while the station is locked. */
  checkLocked: v.object({ supervisor: PersonField }),

  units: v.object({
    search: v.pipe(v.string(), v.maxLength(100)),
    state: v.nullable(v.string()),
    offset: v.pipe(v.number(), v.integer(), v.minValue(0)),
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
  }),
  traveller: v.object({ serial: Serial }),
  /** The etch job as lines in millimetres, the passphrase masked. */
  preview: v.object({ serial: Serial }),

  /** A serial that a person has typed, because no code of the card reads; two where serials have no check character. */
  typeSerial: v.object({ serial: Serial, person: PersonField }),
  vouchSerial: v.object({ serial: Serial, people: PeopleFields }),

  /** The person says that the laser has finished, or not yet, for the card on the bench. */
  marked: v.object({ serial: Serial, finished: v.boolean() }),
  /** What the person reads off the metal at the asked positions, in the asked order. */
  readBack: v.object({ serial: Serial, symbols: v.pipe(v.string(), v.maxLength(16)) }),
  /** The code on the metal does not read. */
  unread: v.object({ serial: Serial }),
  resolveDoubt: v.object({
    serial: Serial,
    as: v.picklist(['marked', 'scrapped']),
    people: PeopleFields,
  }),

  /** What the person says who looks at the strip, the packing or the packed card on the bench. */
  inspected: v.object({ serial: Serial, good: v.boolean(), person: PersonField }),
  /** Begins a series of cards of which every scan says that it is good; null ends it. */
  series: v.object({ what: v.nullable(seriesName), person: PersonField }),
  /** What one person decides about a card off the path, and what two decide together. */
  decide: v.pipe(
    v.object({ deed: v.picklist(deedsBy('one')), ...DECISION, person: PersonField }),
    v.check(({ deed, as }) => isWayOf(deed, as)),
  ),
  decideTogether: v.pipe(
    v.object({ deed: v.picklist(deedsBy('two')), ...DECISION, people: PeopleFields }),
    v.check(({ deed, as }) => isWayOf(deed, as)),
  ),

  /** The reasons that people choose among, and a change of them. */
  reasons: v.null(),
  changeReasons: v.object({ deed: v.picklist(['add', 'drop']), reason: Words }),

  /** How far the batch on the desk is from its end. */
  ending: v.null(),
  pickSample: v.object({ count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)) }),
  /** `labels`: spoilt and superseded labels, counted as they were destroyed. */
  closeBatch: v.object({
    people: PeopleFields,
    labels: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
  }),
  /** When Origin and Press were told that the batch on the desk is here. */
  receipts: v.null(),
  /** Asks the person for a directory in a native dialog and writes the receipt for one of them. */
  writeReceipt: v.object({ to: v.picklist(['origin', 'press']) }),
  ...shareCalls,
  /** Asks the person for a directory in a native dialog and writes the proof of the batch on the desk. */
  writeProof: v.null(),

  /** What a person does to the tray that is being filled. */
  fillTray: v.object({ deed: v.picklist(TRAY_DEEDS), serial: v.nullable(Serial) }),

  ...laserCalls,
  ...setupCalls,
  ...productCalls,
  ...labelCalls,
  ...paperCalls,
  ...shiftCalls,
  ...deviceCalls,

  /** Training only: puts a code of a sample card, or of what lies around it, under the simulated scanner. */
  simulateScan: v.object({
    card: v.pipe(v.number(), v.integer(), v.minValue(0)),
    what: v.picklist(TRAY_CODES),
  }),
} as const;

export type TrayCode = (typeof TRAY_CODES)[number];

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type Input<N extends CallName> = v.InferOutput<Calls[N]>;

/** What each call answers. */
export interface Answers
  extends
    Omit<CommonAnswers, 'station'>,
    DeviceAnswers,
    LabelAnswers,
    LaserAnswers,
    PaperAnswers,
    ProductAnswers,
    SetupAnswers,
    ShareAnswers,
    ShiftAnswers {
  station: StationView;
  openBatch: Result<BatchView | null>;
  openSample: Result<BatchView>;
  selectBatch: Result<BatchView>;
  /** Null where no batch is on the desk, or one that has no product. */
  deskProduct: DeskProductView | null;
  startCheck: Result<null>;
  stopCheck: Result<null>;
  checkLocked: Result<null>;
  units: UnitsPage;
  traveller: Result<Traveller>;
  preview: Result<EtchPreview>;
  typeSerial: Result<null>;
  vouchSerial: Result<null>;
  marked: Result<null>;
  readBack: Result<null>;
  unread: Result<null>;
  resolveDoubt: Result<null>;
  inspected: Result<null>;
  series: Result<null>;
  /** The cards that it was done to. */
  decide: Result<readonly string[]>;
  decideTogether: Result<readonly string[]>;
  reasons: readonly string[];
  /** The list as it is then. */
  changeReasons: Result<readonly string[]>;
  /** Null where no batch is on the desk. */
  ending: BatchEnding | null;
  pickSample: Result<readonly string[]>;
  closeBatch: Result<null>;
  receipts: Readonly<Record<'origin' | 'press', string | null>>;
  /** Null when the person chose no directory. */
  writeReceipt: Result<{ readonly file: string } | null>;
  /** Null when the person chose no directory. */
  writeProof: Result<{ readonly file: string } | null>;
  fillTray: Result<null>;
  simulateScan: Result<null>;
}

export type Handlers = HandlersOf<Calls, Answers>;

/** The station as the window sees it. */
export type Station = BridgeOf<Calls, Answers, StationUpdate>;

/** Broadcasts of state, never commands. Each carries the whole of its part, so a lost one heals with the next. */
export type StationUpdate =
  | CommonUpdate
  | DevicesUpdate
  | { readonly type: 'bench'; readonly bench: BenchView }
  | { readonly type: 'batch'; readonly batch: BatchView | null }
  | { readonly type: 'check'; readonly check: PrecheckView }
  | { readonly type: 'shift-check'; readonly check: ShiftCheckView }
  | { readonly type: 'label'; readonly label: LabelView }
  | { readonly type: 'opening'; readonly opening: OpeningView | null };

export interface StationView extends CommonView {
  readonly role: 'bench';
  readonly batch: BatchView | null;
  readonly batches: readonly string[];
  readonly bench: BenchView;
  readonly check: PrecheckView;
  readonly shiftCheck: ShiftCheckView;
  /** Cards an hour that are wanted. */
  readonly target: number;
  readonly devices: DevicesView;
  /** The cards in the training tray; empty outside training. */
  readonly tray: readonly TrayCard[];
  /** What the label printer is set to. */
  readonly labels: Input<'configureLabels'>;
  /** Whether statements are printed for packings; `null` where the station has no key to sign them with. */
  readonly packing: boolean | null;
}

/** Progress while a batch's files are read and recorded. */
export interface OpeningView {
  readonly step: 'reading' | 'checking' | 'recording';
  readonly done: number;
  readonly total: number;
}

export interface BatchView {
  readonly batch: string;
  /** Whether its serials have check characters, so that one person may type them. */
  readonly checked: boolean;
  readonly count: number;
  readonly states: Readonly<Record<BenchUnitState, number>>;
}

/** With its photo, if it has one. */
export type DeskProductView = Pick<ProductView, 'product' | 'picture'>;

export interface TrayCard {
  readonly serial: string;
  /** What can be learnt from it: a word of the tray. */
  readonly lesson: string;
  /** What it carries that a scanner reads, and what a hand that aims at it may meet. */
  readonly codes: readonly TrayCode[];
}

/** The last label the simulated printer put out, for the training view. */
export interface LabelView {
  readonly serial: string;
  readonly outcome: Outcome;
  readonly at: string;
  readonly reference: string;
  readonly text: string;
}
