/** The calls that every station's window may make, and the part of its view that every station has. */
import type { Mode } from '../../core/journal/event.ts';
import type { KnownAnswer } from '../../core/known-answers/known-answers.ts';
import type { Role } from '../../core/base/role.ts';
import { failIn, ok } from '../../core/base/result.ts';
import type { CommonHandlers, CommonView } from '../bridge/common.ts';
import type { Apart } from '../courier/apart/start.ts';
import type { OpenJournal } from '../journal/file.ts';
import { verifyJournal } from '../journal/verify.ts';
import { acknowledge, liftPause, withAnswers } from './incidents.ts';
import { wordsOf } from '../../resources/words/languages.ts';
import type { PeopleDesk } from '../people/desk.ts';
import type { Because } from './attendance.ts';
import { notCommissioned, type TrustingStation } from './examiner.ts';
import type { TravellingStation } from './people-travel.ts';
import { createPeopleHandlers, NOBODY_HERE } from './people-handlers.ts';
import { backUp } from './keeping.ts';
import { systemClock } from './platform.ts';
import { askKnownAnswers } from './known-answers.ts';
import { createPeerHandlers, type PeerParts } from './peers-handlers.ts';
import type { Records } from './records.ts';
import type { SettingsStore } from './settings.ts';

const fail = failIn('journal');

export interface CommonParts {
  readonly name: string;
  readonly mode: Mode;
  readonly directory: string;
  readonly version: string;
  readonly runtime: string;
  readonly journal: OpenJournal;
  readonly records: Records;
  readonly settings: SettingsStore;
  readonly role: Role;
  /** What this role is asked beside what every station is. */
  readonly answers: readonly KnownAnswer[];
  /** The station's keys and book; null in training. */
  readonly commissioned: (TrustingStation & TravellingStation) | null;
  /** Where people prove who they are; a station without has nobody. */
  readonly reception?: { readonly desk: PeopleDesk };
  readonly lock?: (because: Because) => void;
  readonly apart?: Apart;
  readonly examiner: PeerParts['examiner'];
  readonly ask: PeerParts['ask'];
  /** Shows a chapter of the manual. */
  readonly manual: (chapter: Role) => Promise<void>;
}

export function commonView(parts: CommonParts): Omit<CommonView, 'role'> {
  const { name, mode, commissioned, version, runtime, directory, journal, records, settings } = parts;
  const { language, theme, textSize, sound } = settings.value;
  return {
    name,
    mode,
    commissioned: commissioned !== null,
    version,
    runtime,
    directory,
    preferences: { language, theme, textSize, sound },
    openIncidents: records.openIncidents(),
    journal: { records: journal.head.size, head: journal.head.hash },
    presence: commissioned?.attendance.view ?? NOBODY_HERE,
  };
}

export function createCommonHandlers(parts: CommonParts): CommonHandlers {
  const { journal, records, settings, role, manual, commissioned, examiner, ask, directory, answers } = parts;
  return {
    ...createPeerHandlers({ station: commissioned, examiner, ask, ...(parts.apart && { apart: parts.apart }) }),
    ...createPeopleHandlers({
      station: parts.reception === undefined ? null : commissioned,
      desk: parts.reception?.desk ?? NO_DESK,
      words: () => wordsOf(settings.value.language).dialogs,
      lock: (because) => parts.lock?.(because),
      ask,
      settings,
    }),
    incidents: async () => withAnswers(records.incidents({ open: false }), journal),
    acknowledge: ({ incident, person }) => acknowledge(records, journal, incident, person),
    liftPause: ({ incident, reason, people }) => liftPause(records, journal, incident, reason, people),
    journalTail: async ({ limit }) => journal.shown(records.tail(limit)),
    async verifyJournal() {
      const verified = await verifyJournal(journal.path);
      if (!verified.ok) return verified;
      const { records: size, head, checkpoints, firstBad } = verified.value;
      if (firstBad === null) return ok({ records: size, head, checkpoints });
      const sentence = `Record ${firstBad.seq} is bad: ${firstBad.why}. Stop work and call your supervisor.`;
      return fail('journal-damaged', sentence, { seq: firstBad.seq });
    },
    knownAnswers: () => askKnownAnswers(answers),
    async backUp({ person }) {
      if (commissioned === null) return notCommissioned();
      const to = await ask.directory('backup');
      return to === null ? ok(null) : backUp({ ...commissioned, directory, clock: systemClock }, to, person);
    },
    async openManual() {
      await manual(role);
      return null;
    },
    preferences: (preferences) => settings.change(preferences),
  };
}

/** Where no window can ask anybody. */
const NO_DESK: PeopleDesk = {
  credentials: () => Promise.resolve(null),
  newPin: () => Promise.resolve(null),
  giveBadge: () => Promise.resolve(false),
  done: () => undefined,
};
