/** What the window of every station asks of its people: the list, and what changes it, which signs by itself in steps. */
import type { PeopleList } from '../../core/journal/people-list.ts';
import type { SignedAct } from '../../core/people/acts.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import type { Words } from '../../resources/words/language.ts';
import type { HandlersOf } from '../bridge/form.ts';
import type { PeopleAnswers, PeopleView, peopleCalls, PresenceView } from '../bridge/people.ts';
import type { PeopleDesk } from '../people/desk.ts';
import type { Because } from './attendance.ts';
import { notCommissioned } from './examiner.ts';
import { beginPeople, enrol, unknownPerson, type PeopleStation } from './people.ts';
import { changeBadge, changePin, changeRoles, revokePerson, unlockPerson } from './people-changes.ts';
import { exportPeople, importPeople, type TravellingStation } from './people-travel.ts';
import type { PeerParts } from './peers-handlers.ts';
import type { Meaning } from './seats.ts';
import type { SettingsStore } from './settings.ts';

const fail = failIn('people');

export type PeopleHandlers = HandlersOf<typeof peopleCalls, PeopleAnswers>;

export interface PeopleParts {
  /** Null in training, where nobody is enrolled. */
  readonly station: TravellingStation | null;
  readonly desk: PeopleDesk;
  readonly words: () => Words['dialogs'];
  readonly lock: (because: Because) => void;
  readonly ask: PeerParts['ask'];
  readonly settings: Pick<SettingsStore, 'value' | 'change'>;
}

/** Where nobody can be enrolled. */
export const NOBODY_HERE: PresenceView = { begun: false, locked: false, locks: false, present: null };

export function createPeopleHandlers({ station, desk, words, lock, ask, settings }: PeopleParts): PeopleHandlers {
  /** Does something with somebody of the list, in words for whoever signs it. */
  async function about(
    id: string,
    act: SignedAct,
    detail: string,
    work: (at: PeopleStation, meaning: Meaning) => Promise<Result<unknown>>,
  ): Promise<Result<null>> {
    if (station === null) return notCommissioned();
    if (!station.attendance.begun) return notBegun();
    const person = station.attendance.list.person(id);
    if (person === null) return unknownPerson();
    return done(await work(station, { question: words().acts(act, person.name), detail }));
  }

  return {
    people: async () => ({ ...viewOf(station), idle: settings.value.idle }),
    async lock() {
      lock('key');
      return null;
    },
    async beginPeople({ names }) {
      return station === null ? notCommissioned() : beginPeople(station, names, desk);
    },
    async enrol({ name, roles, person }) {
      if (station === null) return notCommissioned();
      const meaning = { question: words().acts('enrol', name), detail: words().personRoles(roles) };
      return done(await enrol(station, { name, roles, known: person }, desk, meaning));
    },
    changeRoles: ({ person, roles }) =>
      about(person, 'changeRoles', words().personRoles(roles), (at, meaning) =>
        changeRoles(at, person, roles, desk, meaning),
      ),
    changeBadge: ({ person }) =>
      about(person, 'changeBadge', '', (at, meaning) => changeBadge(at, person, desk, meaning)),
    async changePin() {
      const present = station?.attendance.present ?? null;
      if (present === null) return notBegun();
      return about(present.person, 'changePin', '', (at, meaning) => changePin(at, desk, meaning));
    },
    revokePerson: ({ person, reason }) =>
      about(person, 'revokePerson', words().because(reason), (at, meaning) =>
        revokePerson(at, person, reason, desk, meaning),
      ),
    unlockPerson: ({ person }) =>
      about(person, 'unlockPerson', '', (at, meaning) => unlockPerson(at, person, desk, meaning)),
    async setIdle({ minutes }) {
      if (station === null) return notCommissioned();
      const before = settings.value.idle;
      const saved = await settings.change({ idle: minutes });
      if (!saved.ok || before === minutes) return saved;
      await station.journal.append([
        { kind: 'settings-changed', what: 'idle', to: `${minutes} min, before ${before}` },
      ]);
      return saved;
    },
    holdSample: () => Promise.resolve(null),
    async exportPeople({ to }) {
      if (station === null) return notCommissioned();
      const directory = await ask.directory('people');
      if (directory === null) return ok(null);
      const sent = await exportPeople(station, to, directory);
      return sent.ok ? ok(sent.value.file) : sent;
    },
    async importPeople() {
      if (station === null) return notCommissioned();
      const path = await ask.file('people', ['jsonl']);
      if (path === null) return ok(null);
      return importPeople(station, path, desk, ({ from, people, revoked }) => ({
        question: words().acts('importPeople', from),
        detail: words().peopleTaken(people, revoked),
      }));
    },
  };
}

const done = (result: Result<unknown>): Result<null> => (result.ok ? ok(null) : result);

function viewOf(station: TravellingStation | null): Omit<PeopleView, 'idle'> {
  if (station === null) return { ...NOBODY_HERE, people: [], stations: [], samples: [] };
  const people = peopleIn(station.attendance.list);
  const stations = station.book.peers().map(({ identity }) => identity.name);
  return { ...station.attendance.view, people, stations, samples: [] };
}

/** The list as a window shows it. */
export const peopleIn = (list: PeopleList): PeopleView['people'] =>
  list.all().map(({ person, name, roles, active, revoked, locked, machine }) => ({
    ...{ person, name, roles, active, revoked, locked, machine },
  }));

const notBegun = () => fail('not-begun', 'Nobody is enrolled here yet. Begin with the first two supervisors.');
