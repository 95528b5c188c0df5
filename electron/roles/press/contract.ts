/**
 * Press's contract: every call with the schema of its input, every answer, every update.
 *
 * No call takes a passphrase, a path or a scan outside training, and no answer holds an encrypted key: what a person
 * scans stays in the main process, and the page hears the verdict.
 */
import * as v from 'valibot';
import { coins, type Coin } from '../../../core/coins/coins.ts';
import { SERIAL_CARRIERS, type SerialCarrier } from '../../../core/sticker/layout.ts';
import { PRINTER_LANGUAGES, type PrinterLanguage } from '../../../core/sticker/languages/languages.ts';
import { meantStation } from '../../../core/transfer/station-name.ts';
import type { Failure, Result } from '../../../core/base/result.ts';
import type { StickerPreview } from '../../../core/sticker/preview.ts';
import { MOST_UNITS } from '../../../core/transfer/fields.ts';
import {
  commonCalls,
  PackagesField,
  PeopleFields,
  PersonField,
  type CommonAnswers,
  type CommonUpdate,
  type CommonView,
} from '../../bridge/common.ts';
import { deviceCalls, type DeviceAnswers, type DevicesUpdate, type DevicesView } from '../../bridge/devices.ts';
import { figuresCalls, type FiguresAnswers } from '../../bridge/figures.ts';
import type { BridgeOf, HandlersOf } from '../../bridge/form.ts';
import type { CertificateView, Doomed, PressDeskView, PressUnitsPage } from './contract-view.ts';

const Coins = v.pipe(v.array(v.picklist(coins)), v.minLength(1));
const Serial = v.pipe(v.string(), v.maxLength(24));
const Batch = v.pipe(v.string(), v.maxLength(64));
const Reason = v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(200));
const Millimetres = v.pipe(v.number(), v.minValue(10), v.maxValue(100));

/** What the simulated scanner is held over, of the stickers that the simulated printer has put out. */
export const TRAY = ['upper', 'lower', 'other-upper', 'other-lower', 'damaged'] as const;

/** A bench, by the name of its station. */
const Bench = v.pipe(v.string(), v.maxLength(120), v.transform(meantStation));

export const pressCalls = {
  ...commonCalls,
  ...deviceCalls,
  ...figuresCalls,

  /** Asks the person for an order in a native dialog and takes it in; `coins` are those whose addresses are returned, the sticker's first. */
  takeOrder: v.object({ coins: Coins }),
  /** Takes the order of the sample in; training only. */
  takeSampleOrder: v.object({ coins: Coins }),
  selectBatch: v.object({ batch: Batch }),
  /** Asks where the key's medium is mounted. */
  chooseMedium: v.null(),
  /** Answers when the keys are made or making was stopped. */
  makeKeys: v.null(),
  stopMaking: v.null(),

  /** Brings the batch's key into memory, and wipes it. */
  openLine: v.null(),
  closeLine: v.null(),
  /** Prints the sticker of this unit, which is what the person has seen to be next. */
  print: v.object({ serial: Serial }),
  /** The sticker as it will be printed, its encrypted key covered. */
  preview: v.object({ serial: Serial }),
  spoil: v.object({ serial: Serial, reason: Reason, supervisor: PersonField }),
  destroyed: v.object({ serial: Serial, person: PersonField }),
  absent: v.object({ serial: Serial, people: PeopleFields }),
  withdraw: v.object({ serial: Serial, reason: Reason, supervisor: PersonField }),

  units: v.object({
    search: v.pipe(v.string(), v.maxLength(100)),
    state: v.nullable(v.string()),
    offset: v.pipe(v.number(), v.integer(), v.minValue(0)),
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
  }),

  /** Asks for a folder and writes the return of as many good stickers as were counted by hand. */
  giveReturn: v.object({
    counted: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_UNITS)),
    /** Of a batch that is divided over benches: whose share, and for which bench if that is another one now. */
    share: v.exactOptional(Bench),
    to: v.exactOptional(Bench),
  }),
  /** Asks for a folder and writes what is in which sealed package, for Bench. `part`: one that has left, once more. */
  ship: v.object({
    packages: PackagesField,
    part: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    to: v.exactOptional(Bench),
    person: PersonField,
  }),
  /** What destruction will take away. */
  doomed: v.null(),
  /** Asks for Bench's receipt in a native dialog and takes it in. */
  takeReceipt: v.null(),
  /** `unreceived`: why, where Bench's receipt is not here. */
  destroyBatch: v.object({
    people: PeopleFields,
    unreceived: v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(200))),
    printer: v.picklist(['clear', 'none']),
  }),
  certificate: v.object({ batch: Batch }),
  /** Asks for a folder and puts the certificate into it: signed text, signature, and the page as PDF. */
  saveCertificate: v.object({ batch: Batch }),

  /** What the sticker printer is spoken to in, and what is loaded. */
  configureStickers: v.object({
    language: v.picklist(PRINTER_LANGUAGES),
    dpmm: v.picklist([8, 12, 24]),
    width: Millimetres,
    height: Millimetres,
    /** How the upper layer says its serial. */
    serialIn: v.picklist(SERIAL_CARRIERS),
    /** Print the next one by itself when the one before is proven. */
    follow: v.boolean(),
  }),
  /** Pages without a secret, to set the printer by. */
  printPage: v.object({ page: v.picklist(['calibration', 'test']) }),

  /** Training only. */
  simulateScan: v.object({ what: v.picklist(TRAY) }),
} as const;

export type PressInput<N extends keyof typeof pressCalls> = v.InferOutput<(typeof pressCalls)[N]>;

export interface PressAnswers extends Omit<CommonAnswers, 'station'>, DeviceAnswers, FiguresAnswers {
  station: PressView;
  /** null: the person changed their mind. */
  takeOrder: Result<null>;
  takeSampleOrder: Result<null>;
  selectBatch: Result<null>;
  /** Whether one was chosen. */
  chooseMedium: Result<boolean>;
  makeKeys: Result<null>;
  stopMaking: Result<null>;
  openLine: Result<null>;
  closeLine: Result<null>;
  print: Result<null>;
  preview: Result<StickerPreview>;
  spoil: Result<null>;
  destroyed: Result<null>;
  absent: Result<null>;
  withdraw: Result<null>;
  units: PressUnitsPage;
  giveReturn: Result<{ readonly file: string; readonly count: number } | null>;
  ship: Result<{ readonly file: string; readonly part: number } | null>;
  doomed: readonly Doomed[];
  takeReceipt: Result<null>;
  destroyBatch: Result<null>;
  certificate: Result<CertificateView>;
  saveCertificate: Result<{ readonly path: string } | null>;
  configureStickers: Result<null>;
  printPage: Result<null>;
  simulateScan: Result<null>;
}

export type PressHandlers = HandlersOf<typeof pressCalls, PressAnswers>;
export type PressBridge = BridgeOf<typeof pressCalls, PressAnswers, PressUpdate>;

/** Broadcasts of state, never commands. Each carries the whole of its part, so a lost one heals with the next. */
export type PressUpdate = CommonUpdate | DevicesUpdate | { readonly type: 'desk'; readonly desk: PressDeskView };

export interface PressView extends CommonView {
  readonly role: 'press';
  readonly desk: PressDeskView;
  readonly devices: DevicesView;
  readonly stickers: StickersView;
  /** Stickers an hour that are wanted. */
  readonly target: number;
  /** Every coin there is, in the order that decides whose address stands on the sticker. */
  readonly coins: readonly Coin[];
  /** There are simulated devices, and a tray to scan from. */
  readonly tray: boolean;
}

/** What the sticker printer is set to. */
export interface StickersView {
  readonly language: PrinterLanguage;
  readonly dpmm: 8 | 12 | 24;
  /** Of each layer, millimetres. */
  readonly width: number;
  readonly height: number;
  readonly serialIn: SerialCarrier;
  readonly follow: boolean;
  /** Why nothing can be printed on them. */
  readonly trouble: Failure | null;
}
