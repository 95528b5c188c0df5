/**
 * The one door between the window and the station: every call with the schema of its input, every answer, every event.
 *
 * The window sends intents, never text to be etched, never paths, never scanner content outside training. Expected
 * failures are values (`Result`), because Electron's `invoke` keeps only an error's message.
 */
import * as v from 'valibot';
import type { BenchView } from '../../core/stations/bench-view.ts';
import type { CheckView } from '../../core/stations/precheck.ts';
import type { JournalRecord, Mode, Outcome } from '../../core/journal/event.ts';
import type { Result, Failure } from '../../core/result.ts';
import type { UnitState } from '../../core/units/unit.ts';

export type { BenchStep, BenchView, Verdict } from '../../core/stations/bench-view.ts';
export type { CheckView } from '../../core/stations/precheck.ts';

const Serial = v.pipe(v.string(), v.maxLength(24));
const Person = v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(60));
const Device = v.picklist(['scanner', 'printer']);

/** Every call of the window, with the schema of its input. `null` means: takes nothing. */
export const calls = {
  /** Everything a freshly loaded window needs. */
  station: v.null(),

  /** Asks the person for two files (vault, return) in a native dialog and opens them as a batch. */
  openBatch: v.null(),
  /** Opens the embedded sample batch; training only. */
  openSample: v.null(),
  /** Selects one of the batches this station has opened before. */
  selectBatch: v.object({ batch: v.string() }),

  startCheck: v.null(),
  stopCheck: v.null(),

  units: v.object({
    search: v.pipe(v.string(), v.maxLength(100)),
    state: v.nullable(v.string()),
    offset: v.pipe(v.number(), v.integer(), v.minValue(0)),
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
  }),
  traveller: v.object({ serial: Serial }),
  /** The etch job as lines in millimetres, the passphrase masked. */
  preview: v.object({ serial: Serial }),

  /** The person says that the laser has finished, or not yet, for the card on the bench. */
  marked: v.object({ serial: Serial, finished: v.boolean() }),
  /** What the person reads off the metal at the asked positions, in the asked order. */
  readBack: v.object({ serial: Serial, symbols: v.pipe(v.string(), v.maxLength(16)) }),
  resolveDoubt: v.object({
    serial: Serial,
    as: v.picklist(['marked', 'scrapped']),
    people: v.tuple([Person, Person]),
  }),
  reprintLabel: v.object({ serial: Serial }),

  incidents: v.null(),
  acknowledge: v.object({ incident: v.pipe(v.number(), v.integer()), person: Person }),
  journalTail: v.object({ limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)) }),
  verifyJournal: v.null(),
  saveReport: v.null(),

  ports: v.null(),
  configureDevice: v.object({
    device: Device,
    /** `simulated`, or a serial port's path. */
    port: v.pipe(v.string(), v.minLength(1), v.maxLength(260)),
    baudRate: v.picklist([9600, 19200, 38400, 57600, 115200]),
    /** The scanner's good/bad answer; ignored for the printer. */
    feedback: v.string(),
  }),
  preferences: v.object({
    language: v.picklist(['en', 'zh']),
    theme: v.picklist(['system', 'light', 'dark']),
    sound: v.boolean(),
  }),

  /** Training only: puts a code of a sample card under the simulated scanner. */
  simulateScan: v.object({
    card: v.pipe(v.number(), v.integer(), v.minValue(0)),
    what: v.picklist(['serial', 'address', 'secret']),
  }),
  /** Training only: breaks or mends a simulated device. */
  simulateFault: v.object({ device: Device, fault: v.string() }),
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type Input<N extends CallName> = v.InferOutput<Calls[N]>;

/** What each call answers. */
export interface Answers {
  station: StationView;
  openBatch: Result<BatchView | null>;
  openSample: Result<BatchView>;
  selectBatch: Result<BatchView>;
  startCheck: Result<null>;
  stopCheck: Result<null>;
  units: UnitsPage;
  traveller: Result<Traveller>;
  preview: Result<EtchPreview>;
  marked: Result<null>;
  readBack: Result<null>;
  resolveDoubt: Result<null>;
  reprintLabel: Result<null>;
  incidents: readonly IncidentView[];
  acknowledge: Result<null>;
  journalTail: readonly JournalRecord[];
  verifyJournal: Result<JournalHealth>;
  saveReport: Result<{ readonly path: string }>;
  ports: readonly PortView[];
  configureDevice: Result<null>;
  preferences: Result<null>;
  simulateScan: Result<null>;
  simulateFault: Result<null>;
}

export type Handlers = { readonly [N in CallName]: (input: Input<N>) => Promise<Answers[N]> };

/** The station as the window sees it: `window.station`. */
export type Station = { readonly [N in CallName]: (input: Input<N>) => Promise<Answers[N]> } & {
  /** Calls `listener` for every event until the returned function is called. */
  readonly on: (listener: (event: StationUpdate) => void) => () => void;
};

/** Broadcasts of state, never commands. Each carries the whole of its part, so a lost one heals with the next. */
export type StationUpdate =
  | { readonly type: 'bench'; readonly bench: BenchView }
  | { readonly type: 'batch'; readonly batch: BatchView | null }
  | { readonly type: 'check'; readonly check: CheckView }
  | { readonly type: 'devices'; readonly devices: DevicesView }
  | { readonly type: 'incidents'; readonly open: number }
  | { readonly type: 'label'; readonly label: LabelView }
  | { readonly type: 'opening'; readonly opening: OpeningView | null }
  | { readonly type: 'fault'; readonly fault: Failure };

export interface StationView {
  readonly name: string;
  readonly role: 'bench';
  readonly mode: Mode;
  readonly version: string;
  readonly runtime: string;
  readonly preferences: Preferences;
  readonly batch: BatchView | null;
  readonly batches: readonly string[];
  readonly bench: BenchView;
  readonly check: CheckView;
  readonly devices: DevicesView;
  readonly openIncidents: number;
  /** The cards in the training tray; empty outside training. */
  readonly tray: readonly TrayCard[];
  /** Where etch jobs and reports of this station are written; for the person to read, not to send back. */
  readonly directory: string;
  readonly journal: { readonly records: number; readonly head: string };
}

export interface Preferences {
  readonly language: 'en' | 'zh';
  readonly theme: 'system' | 'light' | 'dark';
  readonly sound: boolean;
}

/** Progress while a batch's files are read and recorded. */
export interface OpeningView {
  readonly step: 'reading' | 'checking' | 'recording';
  readonly done: number;
  readonly total: number;
}

export interface BatchView {
  readonly batch: string;
  readonly count: number;
  readonly states: Readonly<Record<UnitState, number>>;
}

export interface UnitRow {
  readonly serial: string;
  readonly address: string;
  readonly sticker: string;
  readonly state: UnitState;
  readonly reason: string | null;
}

export interface UnitsPage {
  readonly total: number;
  readonly rows: readonly UnitRow[];
}

export interface Traveller {
  readonly unit: UnitRow;
  readonly steps: readonly JournalRecord[];
}

export interface IncidentView {
  readonly incident: number;
  readonly at: string;
  readonly reason: string;
  readonly serial: string | null;
  readonly detail: string;
  readonly acknowledgedBy: string | null;
}

export interface JournalHealth {
  readonly records: number;
  readonly head: string;
  readonly checkpoints: number;
}

export interface PortView {
  readonly path: string;
  /** Maker and serial number where known. */
  readonly title: string;
}

export interface DevicesView {
  readonly scanner: DeviceView;
  readonly printer: DeviceView;
}

export interface DeviceView {
  readonly port: string;
  readonly baudRate: number;
  readonly feedback: string;
  readonly state: 'absent' | 'opening' | 'identifying' | 'ready' | 'busy' | 'faulted';
  /** What is wrong, and what to do. */
  readonly trouble: Failure | null;
  /** Fault switches of the simulator with their present position; empty for a real device. */
  readonly faults: readonly { readonly fault: string; readonly on: boolean }[];
}

export interface TrayCard {
  readonly serial: string;
  readonly note: string;
}

/** The last label the simulated printer put out, for the training view. */
export interface LabelView {
  readonly serial: string;
  readonly outcome: Outcome;
  readonly at: string;
  readonly reference: string;
  readonly text: string;
}

/** The etch job of one card as polylines, millimetres, origin top left, y down. The passphrase is masked. */
export interface EtchPreview {
  readonly serial: string;
  readonly state: UnitState;
  readonly layout: string;
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly PreviewShape[];
}

export interface PreviewShape {
  readonly layer: 'outline' | 'zone' | 'serial' | 'mask' | 'watermark' | 'sticker';
  /** SVG path data. */
  readonly path: string;
}
