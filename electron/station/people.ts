/** Enrolling people: a signed act, with a badge and a PIN, a slot in the station's file, and a record. */
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ListedPerson } from '../../core/journal/people-list.ts';
import { failIn, ok, type Failure, type Result } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { namesOf, onePerson, twoPeople, type Signatures } from '../../core/people/person.ts';
import { checkPin } from '../../core/people/pin.ts';
import { rolesOf, type PersonRole, type PersonRoles } from '../../core/people/roles.ts';
import { makeBadge } from '../../core/scan/badge.ts';
import { makePersonSlot, type PersonSlot } from '../keys/person-slot.ts';
import { withSlot } from '../keys/station-file.ts';
import type { Signer } from '../keys/ed25519.ts';
import type { Credentials, PeopleDesk } from '../people/desk.ts';
import { wipeCredentials, type ProvenPerson } from './proof.ts';
import type { Meaning } from './seats.ts';
import type { CommissionedStation } from './commissioned.ts';
import { changeSlots } from './slots.ts';

const fail = failIn('people');

export type PeopleStation = Pick<CommissionedStation, 'attendance' | 'keeping' | 'journal'>;

/** Somebody who has a badge and a PIN now, and no record yet. */
interface Given {
  readonly slot: PersonSlot;
  readonly key: string;
  readonly signer: Signer;
}

/**
 * The first two supervisors of a station, who sign for one another with what they were given a moment ago; or two more,
 * where the passphrase has opened it because nobody else could.
 */
export async function beginPeople(
  { attendance, keeping, journal }: PeopleStation,
  names: readonly [string, string],
  desk: PeopleDesk,
): Promise<Result<null>> {
  const { list } = attendance;
  if (attendance.begun) {
    return fail('already-begun', 'People are enrolled here. Two supervisors enrol whoever comes next.');
  }
  const signed = twoPeople(names);
  if (!signed.ok) return signed;
  const taken = signed.value.find(({ name }) => list.byName(name) !== null);
  if (taken !== undefined) return nameTaken(taken.name);
  const given: Given[] = [];
  try {
    for (const { name } of signed.value) {
      const one = await giveAll(keeping, { person: newId(keeping.random), name, supervisor: true }, desk);
      if (!one.ok) return one;
      given.push(one.value);
    }
    const [first, second] = given as [Given, Given];
    for (const { slot } of given) await keeping.tries.clear(slot.badge);
    const changed = await changeSlots(keeping, (slots) => withSlot(withSlot(slots, first.slot), second.slot));
    if (!changed.ok) return changed;
    const signers = given.map(({ slot, signer }) => ({
      person: slot.person,
      sign: (text: string) => bytesToHex(signer.sign(new TextEncoder().encode(text))),
    }));
    const roles: PersonRoles = ['operator', 'supervisor'];
    const entry = ({ slot: { person, name, badge }, key }: Given) => ({ person, name, roles, badge, key });
    await attendance.founding(signers, namesOf(signed.value), () =>
      journal.append([{ kind: 'people-begun', people: [entry(first), entry(second)], signatures: signed.value }]),
    );
    return ok(null);
  } finally {
    desk.done();
  }
}

/** @param known somebody whom the list has from another station of the site; null: somebody new */
export async function enrol(
  station: PeopleStation,
  { name: typed, roles: given, known = null }: { name: string; roles: readonly PersonRole[]; known?: string | null },
  desk: PeopleDesk,
  meaning: Meaning,
): Promise<Result<ListedPerson>> {
  const { attendance, keeping, journal } = station;
  const { list } = attendance;
  const named = checkNew(station, typed, given, known);
  if (!named.ok) return named;
  const { name, roles, person } = named.value;
  return attendance.sign('enrol', meaning, desk, async (signers) => {
    const one = await giveAll(keeping, { person, name, supervisor: roles.includes('supervisor') }, desk);
    if (!one.ok) return one;
    const { slot, key } = one.value;
    await keeping.tries.clear(slot.badge);
    const changed = await changeSlots(keeping, (slots) => withSlot(slots, slot));
    if (!changed.ok) return changed;
    const signatures = signaturesOf(signers);
    await journal.append([{ kind: 'person-enrolled', person, name, roles, badge: slot.badge, key, signatures }]);
    return listedNow(list.person(person));
  });
}

/**
 * Enrols a machine: an operator with a key file.
 *
 * @param keep puts the key file where it belongs, and answers whether it is there
 */
export async function enrolMachine(
  station: PeopleStation,
  typed: string,
  desk: PeopleDesk,
  meaning: Meaning,
  keep: (credentials: Credentials) => Promise<Result<null>>,
): Promise<Result<ListedPerson>> {
  const { attendance, keeping, journal } = station;
  const named = checkNew(station, typed, ['operator'], null);
  if (!named.ok) return named;
  const { name, roles, person } = named.value;
  return attendance.sign('enrol', meaning, desk, async (signers) => {
    const credentials: Credentials = { badge: makeBadge(keeping.random), pin: new Secret(new Uint8Array(0)) };
    try {
      const badge = credentials.badge.id;
      const { slot, key } = await makePersonSlot({ person, name, badge, supervisor: false }, credentials, keeping);
      const kept = await keep(credentials);
      if (!kept.ok) return kept;
      await keeping.tries.clear(badge);
      const changed = await changeSlots(keeping, (slots) => withSlot(slots, slot));
      if (!changed.ok) return changed;
      const signatures = signaturesOf(signers);
      await journal.append([{ kind: 'person-enrolled', person, name, roles, badge, key, machine: true, signatures }]);
      return listedNow(attendance.list.person(person));
    } finally {
      wipeCredentials(credentials);
    }
  });
}

/** Badge and PIN of somebody, and a slot for both that is in no file yet. */
export async function giveAll(
  keeping: PeopleStation['keeping'],
  named: Pick<PersonSlot, 'person' | 'name' | 'supervisor'>,
  desk: PeopleDesk,
): Promise<Result<Given>> {
  const badge = makeBadge(keeping.random);
  try {
    if (!(await desk.giveBadge(named.name, badge))) return notConfirmed();
    let refused: Failure | null = null;
    for (;;) {
      const pin = await desk.newPin(named.name, refused);
      if (pin === null) return notConfirmed();
      try {
        const wrong = pin.use(checkPin);
        if (wrong === null) return ok(await makePersonSlot({ ...named, badge: badge.id }, { badge, pin }, keeping));
        refused = wrong.error;
      } finally {
        pin.wipe();
      }
    }
  } finally {
    badge.secret.wipe();
  }
}

/** What somebody new is called and may be. */
function checkNew(
  { attendance: { list, recovering }, keeping }: PeopleStation,
  typed: string,
  given: readonly PersonRole[],
  known: string | null,
): Result<{ readonly name: string; readonly roles: PersonRoles; readonly person: string }> {
  if (!list.begun || recovering)
    return fail('not-begun', 'Nobody is enrolled here yet. Begin with the first two supervisors.');
  const named = onePerson(typed);
  if (!named.ok) return named;
  const { name } = named.value;
  const roles = rolesOf(given);
  if (roles === null) return badRoles();
  const taken = list.byName(name);
  // Who came by name from another station of the site is the same person here.
  const before = known === null ? (taken?.active === false && !taken.revoked ? taken : null) : list.person(known);
  if (known !== null && (before === null || before.revoked || before.active)) return unknownPerson();
  if (taken !== null && taken.person !== before?.person) return nameTaken(name);
  return ok({ name, roles, person: before?.person ?? newId(keeping.random) });
}

export function signaturesOf(signers: readonly ProvenPerson[]): Signatures {
  const [first, second] = signers;
  if (first === undefined || second === undefined) throw new Error('two people have not signed');
  return [{ name: first.person.name }, { name: second.person.name }];
}

const newId = (random: PeopleStation['keeping']['random']): string => bytesToHex(random.bytes(8));

const listedNow = (person: ListedPerson | null): Result<ListedPerson> => {
  if (person === null) throw new Error('who was recorded is not in the list');
  return ok(person);
};

export const badRoles = () =>
  fail(
    'bad-roles',
    'Somebody is an operator, a supervisor, or both; an auditor is nothing else, and a machine an operator.',
  );
const nameTaken = (name: string) =>
  fail('name-taken', `${name} is in the list of this station already. Take a name that tells the two apart.`, { name });
export const unknownPerson = () => fail('unknown-person', 'There is nobody like that in the list of this station.');
export const notConfirmed = () => fail('not-confirmed', 'Nothing was done: nobody confirmed it.');
