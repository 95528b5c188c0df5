/** The contract of a station whose disk cannot be written to: its records are looked at, and nothing else can be asked. */
import * as v from 'valibot';
import type { Mode } from '../../../core/journal/event.ts';
import type { ShownRecord } from '../../../core/journal/who.ts';
import type { Role } from '../../../core/base/role.ts';
import type { Failure, Result } from '../../../core/base/result.ts';
import { commonCalls, type IncidentView, type Preferences } from '../../bridge/common.ts';
import type { BridgeOf, HandlersOf } from '../../bridge/form.ts';

export const viewingCalls = {
  station: v.null(),
  /** For as long as the window is there. */
  preferences: commonCalls.preferences,
  openManual: v.null(),
  incidents: v.null(),
  journalTail: commonCalls.journalTail,
  /** Cards by a part of their serial, in any case; empty: all. */
  find: v.object({ search: v.pipe(v.string(), v.maxLength(100)) }),
  /** What is on record of a card. */
  traveller: v.object({ serial: v.pipe(v.string(), v.maxLength(100)) }),
} as const;

export interface ViewingAnswers {
  station: ViewingView;
  preferences: Result<null>;
  openManual: null;
  incidents: readonly IncidentView[];
  journalTail: readonly ShownRecord[];
  find: FoundCards;
  traveller: readonly ShownRecord[];
}

export type ViewingHandlers = HandlersOf<typeof viewingCalls, ViewingAnswers>;
export type ViewingBridge = BridgeOf<typeof viewingCalls, ViewingAnswers, never>;

export interface ViewingView {
  readonly role: 'viewing';
  /** Which it is; null where not even that can be read. */
  readonly station: Role | null;
  readonly name: string;
  readonly mode: Mode | null;
  readonly version: string;
  readonly directory: string;
  readonly preferences: Preferences;
  /** Why nothing can be written. */
  readonly because: Failure;
  readonly openIncidents: number;
  /** Of the journal, as whoever has no key of the station can tell. */
  readonly journal: {
    readonly records: number;
    readonly head: string;
    readonly checkpoints: number;
    /** The first record that does not hold. */
    readonly bad: number | null;
  };
}

export interface FoundCards {
  readonly total: number;
  /** The first of them, as they came on record. */
  readonly serials: readonly string[];
}
