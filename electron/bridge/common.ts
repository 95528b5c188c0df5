/** What the window of every station may ask, whatever its role: its records, its incidents, its appearance. */
import * as v from 'valibot';
import type { Mode } from '../../core/journal/event.ts';
import type { Doer, ShownRecord } from '../../core/journal/who.ts';
import type { AnswerGiven } from '../../core/known-answers/known-answers.ts';
import type { Role } from '../../core/base/role.ts';
import type { Failure, Result } from '../../core/base/result.ts';
import { LANGUAGE_CODES, type Language } from '../../resources/words/languages.ts';
import type { BridgeOf, HandlersOf } from './form.ts';
import { peerCalls, type IdentityView, type PeerAnswers } from './peers.ts';
import { peopleCalls, type PeopleAnswers, type PeopleUpdate, type PresenceView } from './people.ts';
import { PackagesField, PeopleFields, PersonField } from './person.ts';

export { PackagesField, PeopleFields, PersonField };

export const commonCalls = {
  /** Everything a freshly loaded page needs. Every role answers with more. */
  station: v.null(),
  incidents: v.null(),
  acknowledge: v.object({ incident: v.pipe(v.number(), v.integer()), person: PersonField }),
  /** Two people go on, with a reason, although this incident has paused the station. */
  liftPause: v.object({
    incident: v.pipe(v.number(), v.integer()),
    reason: v.pipe(v.string(), v.maxLength(200)),
    people: PeopleFields,
  }),
  journalTail: v.object({ limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)) }),
  verifyJournal: v.null(),
  /** Asks the computer what it must know, now. */
  knownAnswers: v.null(),
  /** Copies the station into a folder that a person chooses. */
  backUp: v.object({ person: PersonField }),
  /** Shows the manual, open at the chapter of this role. */
  openManual: v.null(),
  preferences: v.object({
    language: v.picklist(LANGUAGE_CODES),
    theme: v.picklist(['system', 'light', 'dark']),
    textSize: v.picklist(['small', 'medium', 'large']),
    sound: v.boolean(),
  }),
  ...peerCalls,
  ...peopleCalls,
} as const;

export interface CommonAnswers extends PeerAnswers, PeopleAnswers {
  station: CommonView;
  incidents: readonly IncidentView[];
  acknowledge: Result<null>;
  liftPause: Result<null>;
  journalTail: readonly ShownRecord[];
  verifyJournal: Result<JournalHealth>;
  knownAnswers: readonly AnswerGiven[];
  /** Null: they changed their mind. */
  backUp: Result<BackupMade | null>;
  openManual: null;
  preferences: Result<null>;
}

export type CommonHandlers = Omit<HandlersOf<typeof commonCalls, CommonAnswers>, 'station'>;
export type CommonBridge = BridgeOf<typeof commonCalls, CommonAnswers, CommonUpdate>;

/** Broadcasts of state, never commands. */
export type CommonUpdate =
  | PeopleUpdate
  | { readonly type: 'incidents'; readonly open: number }
  | { readonly type: 'fault'; readonly fault: Failure }
  /** It is being locked: what is in hand is ended first, and the page shows nothing of it. */
  | { readonly type: 'locking' }
  /** What is around the station and must not be, as it was seen last; told after every look. */
  | { readonly type: 'surroundings'; readonly found: readonly string[] }
  /** The identity of another station was scanned. */
  | { readonly type: 'examined'; readonly examined: Result<IdentityView> };

export interface CommonView {
  readonly name: string;
  readonly role: Role;
  readonly mode: Mode;
  /** Has an identity that other stations can trust; a training station has none. */
  readonly commissioned: boolean;
  readonly version: string;
  readonly runtime: string;
  readonly preferences: Preferences;
  readonly openIncidents: number;
  /** Where the station keeps its files; for the person to read, not to send back. */
  readonly directory: string;
  readonly journal: JournalView;
  readonly presence: PresenceView;
}

export interface BackupMade {
  readonly folder: string;
  /** Eight, of its last record: to be written on paper. */
  readonly words: string;
}

export interface JournalView {
  readonly records: number;
  readonly head: string;
}

export interface Preferences {
  readonly language: Language;
  readonly theme: 'system' | 'light' | 'dark';
  readonly textSize: 'small' | 'medium' | 'large';
  readonly sound: boolean;
}

export interface IncidentView {
  readonly incident: number;
  readonly at: string;
  readonly reason: string;
  readonly serial: string | null;
  readonly detail: string;
  readonly acknowledgedBy: string | null;
  /** The same with the roles of then; nobody where names were typed. */
  readonly answered: readonly Doer[];
}

export interface JournalHealth extends JournalView {
  readonly checkpoints: number;
}
