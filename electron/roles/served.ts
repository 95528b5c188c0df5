/** What is behind the window: the door, or the station of one role. Main opens one, and changes it for another. */
import type { Random, Clock } from '../../core/base/ports.ts';
import type { Result } from '../../core/base/result.ts';
import type { FrameRules } from '../../core/scan/frame-rules.ts';
import type { Words } from '../../resources/words/language.ts';
import type { CallTable } from '../bridge/form.ts';
import type { Dialogs, SigningQuestion, QuestionsOf } from '../bridge/signing.ts';
import type { Chapter } from '../manual.ts';
import type { StartApart } from '../apart/running.ts';
import type { Apart } from '../courier/apart/start.ts';
import type { Connector } from '../devices/transport.ts';
import type { Samples } from '../people/pane.ts';
import type { Reception } from '../people/reception.ts';
import type { CommissionedStation } from '../station/commissioned.ts';
import type { SettingsStore } from '../station/settings.ts';
import type { TraineesParts } from '../station/trainees.ts';
import type { OpenWall } from '../station/wall.ts';
import type { OnRecord } from '../station/watch.ts';
import type { Attendance, Because } from '../station/attendance.ts';

export interface Served {
  /** The window's title: the station's name is what a person at the door must see. */
  readonly title: string;
  readonly calls: CallTable;
  /** One for every call of `calls`; {@link serveCalls} sees to that. */
  readonly handlers: Readonly<Record<string, (input: unknown) => Promise<unknown>>>;
  /** One for every call that people sign; {@link serveCalls} sees to that. */
  readonly questions: Readonly<Record<string, (input: unknown, dialogs: Dialogs) => SigningQuestion>>;
  /** The station's records; null at the door. */
  readonly onRecord: (OnRecord & { readonly journal: TraineesParts['journal'] }) | null;
  /** Records are looked at, and nothing else: whatever else a page asks is refused in words. */
  readonly viewing?: true;
  /** Who is at it; absent or null where nobody can be enrolled: at the door, and in training. */
  readonly attendance?: Attendance | null;
  /** The badges of a training station's tray. */
  readonly samples?: Samples;
  /** A badge was typed where no journal is open. */
  badgeTyped?(number: string): Promise<void>;
  /** Somebody has done something: it is not idle. */
  touched?(): void;
  /** Shuts it and asks for a badge, where people are enrolled. */
  lock?(because: Because): void;
  /** Calls `listener` with every update of the contract. */
  watch(listener: (update: unknown) => void): void;
  /** After the page has been loaded; for what should begin by itself. */
  start?(): Promise<void>;
  /** What is in hand and is broken off by a lock, to be gone on with by whoever comes in next. */
  leftOff?(because: Because): LeftOff | null;
  /** Takes nothing more in, and ends what is in hand: what has no middle wholly, the rest where it can go on. */
  rest?(): Promise<void>;
  /** Rests, and lets go of everything. */
  close(): Promise<void>;
}

/** Long work that a lock has broken off. */
export interface LeftOff {
  /** That began it: whoever goes on must be allowed to. */
  readonly call: string;
  readonly batch: string;
  /** Where the key of the batch lies. */
  readonly medium?: string;
  /** It is not broken off, and goes on in a process of its own while the station is locked. */
  readonly goingOn?: WorkBehindLock;
}

/** Whoever began it knows what it is, and takes what it has found. */
export interface WorkBehindLock {
  /** Resolves when nothing of it is open any more; what it has found stays. */
  stop(): Promise<void>;
}

/** What main gives to whatever it puts behind the window. */
export interface Environment {
  /** Of the station. */
  readonly directory: string;
  /** Where the bundles lie: `worker.cjs` is in it. */
  readonly dist: string;
  readonly resources: string;
  readonly version: string;
  readonly runtime: string;
  readonly settings: SettingsStore;
  /** Real serial ports. */
  readonly serial: Connector;
  readonly clock: Clock;
  readonly random: Random;
  /** Reads what holds secrets in a process that ends. */
  readonly apart: Apart;
  /** Starts a process for what else holds secrets. */
  readonly startApart: StartApart;
  readonly ask: Ask;
  /** Where people prove who they are. */
  readonly reception: Reception;
  /** Locks the station, where people are enrolled. */
  readonly lock?: (because: Because) => void;
  /** Opens the window for a second monitor. */
  readonly wall: OpenWall;
  /** Shows a chapter of the manual in a window of its own. */
  readonly manual: (chapter: Chapter) => Promise<void>;
  /** A batch for Bench to open at once. */
  readonly batch: BatchFiles | null;
  /** How a scanner's bytes become codes. */
  readonly frames: FrameRules;
  /** Milliseconds that no setting of the clock changes. */
  readonly ticks: () => number;
  /** What a lock has broken off here. */
  readonly leftOff?: LeftOff | null;
}

/** The two files that a batch comes to Bench in. */
export interface BatchFiles {
  /** A vault, or a `supplied` in its place: which, its name says, as every station writes it. */
  readonly vault: string;
  readonly returned: string;
}

/** Native dialogs: a path is chosen by a person, never by the page. `null`: they changed their mind. */
export interface Ask {
  file(what: keyof Words['dialogs']['file'], extensions: readonly string[]): Promise<string | null>;
  directory(what: keyof Words['dialogs']['directory']): Promise<string | null>;
}

/**
 * @param around `commissioned`: unlocked keys and journal, which whoever opens with them closes; null in training.
 */
export type OpenRole = (
  around: Environment & { readonly commissioned: CommissionedStation | null },
) => Promise<Result<Served>>;

/** Takes contract, handlers and questions together, so that the compiler sees that they fit. */
export function serveCalls<C extends CallTable>(
  calls: C,
  handlers: { readonly [N in keyof C]: (input: never) => Promise<unknown> },
  questions: QuestionsOf<C>,
): Pick<Served, 'calls' | 'handlers' | 'questions'> {
  return {
    calls,
    handlers: handlers as unknown as Served['handlers'],
    questions: questions as unknown as Served['questions'],
  };
}
