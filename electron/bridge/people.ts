/**
 * What the window of every station may ask and hear of its people. Badges and PINs never come this way: the scanner and
 * a window of main's own bring them ({@link ../people/desk.ts}).
 */
import * as v from 'valibot';
import { meantStation } from '../../core/transfer/station-name.ts';
import type { PersonRole, PersonRoles } from '../../core/people/roles.ts';
import { PEOPLE_ROLES } from '../../core/people/roles.ts';
import type { Result } from '../../core/base/result.ts';
import type { Language } from '../../resources/words/languages.ts';

/** What a person may choose: minutes without a hand on it after which a station with people locks itself. */
export const IDLE_MINUTES = [1, 2, 5, 10, 15, 30] as const;
export type IdleMinutes = (typeof IDLE_MINUTES)[number];

const PersonId = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));
const Roles = v.pipe(v.array(v.picklist(PEOPLE_ROLES)), v.minLength(1), v.maxLength(PEOPLE_ROLES.length));

export const peopleCalls = {
  people: v.null(),
  /** Locks now; opening again is not a call. */
  lock: v.null(),
  /** The first two supervisors, of a station that has none: each with a badge that is printed, and a PIN. */
  beginPeople: v.object({
    names: v.tuple([v.pipe(v.string(), v.maxLength(120)), v.pipe(v.string(), v.maxLength(120))]),
  }),
  /** `person`: somebody known from another station of the site; null: somebody new. */
  enrol: v.object({ name: v.pipe(v.string(), v.maxLength(120)), roles: Roles, person: v.nullable(PersonId) }),
  changeRoles: v.object({ person: PersonId, roles: Roles }),
  changeBadge: v.object({ person: PersonId }),
  /** Of who is signed in. */
  changePin: v.null(),
  revokePerson: v.object({ person: PersonId, reason: v.pipe(v.string(), v.maxLength(200)) }),
  unlockPerson: v.object({ person: PersonId }),
  /** Minutes without a hand on it after which the station locks itself. */
  setIdle: v.object({ minutes: v.picklist(IDLE_MINUTES) }),
  /** Writes the list for a station that is trusted, onto a medium that a person chooses. */
  exportPeople: v.object({ to: v.pipe(v.string(), v.maxLength(120), v.transform(meantStation)) }),
  /** Takes a list in from a file that a person chooses. */
  importPeople: v.null(),
  /** Holds a badge of the training tray before the scanner; where none lies, nothing happens. */
  holdSample: v.object({ badge: v.picklist([0, 1]) }),
} as const;

export interface PeopleAnswers {
  people: PeopleView;
  lock: null;
  /** Null: they changed their mind. */
  beginPeople: Result<null>;
  enrol: Result<null>;
  changeRoles: Result<null>;
  changeBadge: Result<null>;
  changePin: Result<null>;
  revokePerson: Result<null>;
  unlockPerson: Result<null>;
  setIdle: Result<null>;
  /** The file that was written; null: they changed their mind. */
  exportPeople: Result<string | null>;
  /** Null: they changed their mind. */
  importPeople: Result<{ readonly from: string; readonly people: number; readonly revoked: readonly string[] } | null>;
  holdSample: null;
}

/** Who is at the station, for header, lock and labels. */
export interface PresenceView {
  /** People are enrolled: nobody types a name any more. */
  readonly begun: boolean;
  readonly locked: boolean;
  /** Whether it can be locked: training holds nothing that has to be. */
  readonly locks: boolean;
  readonly present: { readonly person: string; readonly name: string; readonly roles: PersonRoles } | null;
}

export interface PersonView {
  readonly person: string;
  readonly name: string;
  readonly roles: readonly PersonRole[];
  /** Enrolled here and not revoked. */
  readonly active: boolean;
  readonly revoked: boolean;
  readonly locked: boolean;
  /** A machine has a key file. */
  readonly machine: boolean;
}

/** A sample badge of training, and what stands on it. */
export interface SampleView {
  readonly name: string;
  readonly pin: string;
}

export interface PeopleView extends PresenceView {
  readonly people: readonly PersonView[];
  /** Minutes after which it locks itself. */
  readonly idle: IdleMinutes;
  /** The stations that its list may go to. */
  readonly stations: readonly string[];
  /** The badges of the training tray; none where people have their own. */
  readonly samples: readonly SampleView[];
}

/** News of who is at the station. */
export interface PeopleUpdate {
  readonly type: 'presence';
  readonly presence: PresenceView;
  /** Of who is there now. */
  readonly language: Language;
}
