/** `twofold people ...`: who may do what at a station, and who is in its list. */
import { join } from 'node:path';
import { createPeopleList } from '../../core/journal/people-list.ts';
import { PEOPLE_ROLES } from '../../core/people/roles.ts';
import { sampleBadge, SAMPLES, type Sample } from '../../core/people/samples.ts';
import { badgeText } from '../../core/scan/badge.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { createWhole } from '../files/whole.ts';
import { readFolded } from '../station/book.ts';
import { beginPeople, enrol, enrolMachine, unknownPerson } from '../station/people.ts';
import { changeBadge, changePin, changeRoles, revokePerson, unlockPerson } from '../station/people-changes.ts';
import { exportPeople, importPeople } from '../station/people-travel.ts';
import type { Meaning } from '../station/seats.ts';
import type { SignedAct } from '../../core/people/acts.ts';
import { trainingRoleOf } from '../station/training-journal.ts';
import { called, choice, directory, file, flag, many, needed, pair, stationName, textValue } from './form.ts';
import { atStation } from './at-station.ts';
import { answer, STATION_OPTIONS, verb, type Line, type VerbAnswer } from './verb.ts';

const fail = failIn('people');

const NAME = { name: called('one-person', needed(textValue('NAME'))) };
const TO = { to: needed(directory()) };
const ROLES = { role: called('person-role', many(choice(PEOPLE_ROLES), 1)) };

interface Given {
  readonly station: string;
  readonly 'passphrase-fd': number | undefined;
}

type Station = Parameters<Parameters<typeof atStation>[3]>[0];

/** Opens the station for who is at the line, and does one thing with its people. */
const withPeople = (
  { station, 'passphrase-fd': fd }: Given,
  line: Line,
  work: (at: Station, desk: NonNullable<Line['attending']>['desk']) => Promise<Result<unknown>>,
  result: object,
): Promise<Result<VerbAnswer>> =>
  atStation(station, fd, line, async (at) => {
    if (line.attending === undefined) return badgeNeeded();
    const done = await work(at, line.attending.desk);
    return done.ok ? ok(answer(result)) : done;
  });

const meaningOf = ({ words: { dialogs } }: Line, act: SignedAct, name: string, detail = ''): Meaning => ({
  question: dialogs.acts(act, name),
  detail,
});

/** Does one thing with somebody of the list. */
const withPerson = (
  given: Given & { readonly name: string },
  line: Line,
  work: (at: Station, person: string, desk: NonNullable<Line['attending']>['desk']) => Promise<Result<unknown>>,
): Promise<Result<VerbAnswer>> =>
  withPeople(
    given,
    line,
    async (at, desk) => {
      const person = at.attendance.list.byName(given.name);
      return person === null ? unknownPerson() : work(at, person.person, desk);
    },
    { name: given.name },
  );

/** A badge of the training tray with its PIN, which are everybody's. */
function lying(sample: Sample): { readonly name: string; readonly badge: string; readonly pin: string } {
  const badge = sampleBadge(sample);
  const { name, pin } = sample;
  const said = { name, badge: badgeText(badge), pin };
  badge.secret.wipe();
  return said;
}

export const peopleVerbs = [
  verb({
    name: 'people list',
    options: STATION_OPTIONS,
    async run({ station }) {
      const read = await readFolded(join(station, 'journal.jsonl'), createPeopleList());
      if (!read.ok) return read;
      const people = read.value.all().map(({ person, name, roles, key, active, revoked, locked, machine }) => ({
        ...{ name, roles, person, key, active, revoked, locked, machine },
      }));
      const practice = (await trainingRoleOf(station)) !== null && read.value.begun;
      return ok(answer({ people, ...(practice && { badges: SAMPLES.map(lying) }) }));
    },
  }),
  verb({
    name: 'people begin',
    options: { ...STATION_OPTIONS, ...TO, person: pair(textValue('NAME')) },
    run: (given, line) =>
      withPeople(given, line, (at, desk) => beginPeople(at, given.person, desk), { people: given.person }),
  }),
  verb({
    name: 'people enrol',
    options: {
      ...STATION_OPTIONS,
      ...TO,
      ...NAME,
      role: called('person-role', many(choice(PEOPLE_ROLES))),
      machine: flag,
    },
    run: (given, line) =>
      withPeople(
        given,
        line,
        (at, desk) => {
          const { name, role: roles, machine, to } = given;
          const meaning = meaningOf(line, 'enrol', name, line.words.dialogs.personRoles(roles));
          if (!machine) return enrol(at, { name, roles }, desk, meaning);
          return enrolMachine(at, name, desk, meaning, async ({ badge }) => {
            const file = join(to, `${name.replace(/[^\p{L}\p{N}]+/gu, '_')}.key`);
            const made = await createWhole(to, file, new TextEncoder().encode(`${badgeText(badge)}\n\n`));
            return made
              ? ok(null)
              : fail('bad-key-file', `${file} is there already. Take it away, or name another folder.`);
          });
        },
        { name: given.name, roles: given.machine ? ['operator'] : given.role },
      ),
  }),
  verb({
    name: 'people revoke',
    options: { ...STATION_OPTIONS, ...NAME, reason: needed(textValue('TEXT')) },
    run: (given, line) =>
      withPerson(given, line, (at, person, desk) => {
        const { dialogs } = line.words;
        const meaning = meaningOf(line, 'revokePerson', given.name, dialogs.because(given.reason));
        return revokePerson(at, person, given.reason, desk, meaning);
      }),
  }),
  verb({
    name: 'people badge',
    options: { ...STATION_OPTIONS, ...TO, ...NAME },
    run: (given, line) =>
      withPerson(given, line, (at, person, desk) =>
        changeBadge(at, person, desk, meaningOf(line, 'changeBadge', given.name)),
      ),
  }),
  verb({
    name: 'people pin',
    options: STATION_OPTIONS,
    run: (given, line) =>
      withPeople(
        given,
        line,
        (at, desk) => changePin(at, desk, meaningOf(line, 'changePin', at.attendance.present?.name ?? '')),
        { changed: true },
      ),
  }),
  verb({
    name: 'people roles',
    options: { ...STATION_OPTIONS, ...NAME, ...ROLES },
    run: (given, line) =>
      withPerson(given, line, (at, person, desk) => {
        const roles = line.words.dialogs.personRoles(given.role);
        return changeRoles(at, person, given.role, desk, meaningOf(line, 'changeRoles', given.name, roles));
      }),
  }),
  verb({
    name: 'people unlock',
    options: { ...STATION_OPTIONS, ...NAME },
    run: (given, line) =>
      withPerson(given, line, (at, person, desk) =>
        unlockPerson(at, person, desk, meaningOf(line, 'unlockPerson', given.name)),
      ),
  }),
  verb({
    name: 'people export',
    options: { ...STATION_OPTIONS, ...TO, peer: needed(stationName('PEER')) },
    run: ({ station, 'passphrase-fd': fd, peer, to }, line) =>
      atStation(station, fd, line, async (at) => {
        const sent = await exportPeople(at, peer, to);
        return sent.ok ? ok(answer(sent.value)) : sent;
      }),
  }),
  verb({
    name: 'people import',
    args: { file: needed(file()) },
    options: STATION_OPTIONS,
    run: ({ file: path, station, 'passphrase-fd': fd }, line) =>
      atStation(station, fd, line, async (at) => {
        const { attending } = line;
        if (attending === undefined) return badgeNeeded();
        const taken = await importPeople(at, path, attending.desk, ({ from, people, revoked }) =>
          meaningOf(line, 'importPeople', from, line.words.dialogs.peopleTaken(people, revoked)),
        );
        return taken.ok ? ok(answer(taken.value)) : taken;
      }),
  }),
];

const badgeNeeded = () =>
  fail(
    'badge-needed',
    'People are enrolled at this station: names that are typed do not count. Give badge and PIN with --person-fd N.',
  );
