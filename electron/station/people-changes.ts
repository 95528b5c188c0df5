/** Changing and revoking people: signed acts, each a record and a change of the station's slots. */
import { failIn, ok, type Failure, type Result } from '../../core/base/result.ts';
import type { Secret } from '../../core/base/secret.ts';
import type { Person, Signatures } from '../../core/people/person.ts';
import { checkPin } from '../../core/people/pin.ts';
import { rolesOf, type PersonRole } from '../../core/people/roles.ts';
import { checkWords } from '../../core/people/words.ts';
import { withNewPin, type PersonSlot } from '../keys/person-slot.ts';
import { passphraseSlot, withSlot } from '../keys/station-file.ts';
import type { PeopleDesk } from '../people/desk.ts';
import { badRoles, giveAll, notConfirmed, signaturesOf, unknownPerson, type PeopleStation } from './people.ts';
import type { Meaning } from './seats.ts';
import { changeSlots } from './slots.ts';

const fail = failIn('people');

export async function changeRoles(
  { attendance, keeping, journal }: PeopleStation,
  id: string,
  given: readonly PersonRole[],
  desk: PeopleDesk,
  meaning: Meaning,
): Promise<Result<null>> {
  const { list } = attendance;
  const person = list.person(id);
  const roles = rolesOf(given);
  if (person?.active !== true) return unknownPerson();
  if (roles === null || (person.machine && roles.join() !== 'operator')) return badRoles();
  const supervisor = roles.includes('supervisor');
  if (!supervisor && list.isLastSupervisor(id)) return lastSupervisor();
  return attendance.sign('changeRoles', meaning, desk, async (signers) => {
    const { name } = person;
    await journal.append([{ kind: 'roles-changed', person: id, name, roles, signatures: signaturesOf(signers) }]);
    const changed = await changeSlots(keeping, (slots) => ({
      ...slots,
      people: slots.people.map((slot) => (slot.person === id ? { ...slot, supervisor } : slot)),
    }));
    return changed.ok ? ok(null) : changed;
  });
}

/** A new badge with a new PIN; what the badge before opens, is nothing from then on. */
export async function changeBadge(
  { attendance, keeping, journal }: PeopleStation,
  id: string,
  desk: PeopleDesk,
  meaning: Meaning,
): Promise<Result<null>> {
  const person = attendance.list.person(id);
  if (person?.active !== true || person.machine) return unknownPerson();
  return attendance.sign('changeBadge', meaning, desk, async (signers) => {
    const { name } = person;
    const supervisor = person.roles.includes('supervisor');
    const one = await giveAll(keeping, { person: id, name, supervisor }, desk);
    if (!one.ok) return one;
    const { slot, key } = one.value;
    await keeping.tries.clear(slot.badge);
    const added = await changeSlots(keeping, (slots) => withSlot(slots, slot));
    if (!added.ok) return added;
    const signatures = signaturesOf(signers);
    await journal.append([{ kind: 'badge-changed', person: id, name, badge: slot.badge, key, signatures }]);
    return takeOut({ keeping }, (one) => one.person === id && one.badge !== slot.badge);
  });
}

/** Of the person who signs for it. The badge stays. */
export async function changePin(
  { attendance, keeping, journal }: PeopleStation,
  desk: PeopleDesk,
  meaning: Meaning,
): Promise<Result<null>> {
  return attendance.sign('changePin', meaning, desk, async ([proven]) => {
    if (proven?.slot == null) throw new Error('nobody has signed');
    const { slot: opened, credentials, person } = proven;
    let refused: Failure | null = null;
    for (;;) {
      const pin = await desk.newPin(person.name, refused);
      if (pin === null) return notConfirmed();
      try {
        const wrong = pin.use(checkPin);
        const slot =
          wrong === null ? await withNewPin(opened, { ...credentials, pin }, credentials.pin, keeping) : null;
        if (slot === null) {
          refused = (wrong ?? usedBefore()).error;
          continue;
        }
        const changed = await changeSlots(keeping, (slots) => withSlot(slots, slot));
        if (!changed.ok) return changed;
      } finally {
        pin.wipe();
      }
      const { person: id, name } = person;
      await journal.append([{ kind: 'pin-changed', person: id, name, by: { name } }]);
      return ok(null);
    }
  });
}

/** Taking away is easy: one supervisor. It can never be undone. */
export async function revokePerson(
  { attendance, keeping, journal }: PeopleStation,
  id: string,
  reason: string,
  desk: PeopleDesk,
  meaning: Meaning,
): Promise<Result<null>> {
  const { list } = attendance;
  const person = list.person(id);
  if (person === null || person.revoked) return unknownPerson();
  if (list.isLastSupervisor(id) && person.roles.includes('supervisor')) return lastSupervisor();
  const words = checkWords(reason);
  if (words !== null) return words;
  return attendance.sign('revokePerson', meaning, desk, async ([proven]) => {
    const by: Person = { name: proven?.person.name ?? '' };
    await journal.append([{ kind: 'person-revoked', person: id, name: person.name, reason, by }]);
    return takeOut({ keeping }, (slot) => slot.person === id);
  });
}

/** After too many wrong PINs. */
export async function unlockPerson(
  { attendance, keeping, journal }: PeopleStation,
  id: string,
  desk: PeopleDesk,
  meaning: Meaning,
): Promise<Result<null>> {
  const person = attendance.list.person(id);
  if (person?.active !== true || person.badge === null) return unknownPerson();
  const { name, badge } = person;
  return attendance.sign('unlockPerson', meaning, desk, async (signers) => {
    await journal.append([{ kind: 'person-unlocked', person: id, name, signatures: signaturesOf(signers) }]);
    await keeping.tries.clear(badge);
    return ok(null);
  });
}

/**
 * Puts another passphrase in the place of the station's.
 *
 * @param passphrase was found good; it is read, and the caller's to wipe
 */
export async function changePassphrase(
  { keeping, journal }: PeopleStation,
  passphrase: Secret,
  signatures: Signatures,
): Promise<Result<null>> {
  const slot = await passphraseSlot(passphrase, keeping);
  const changed = await changeSlots(keeping, (slots) => ({ ...slots, passphrase: slot }));
  if (!changed.ok) return changed;
  await journal.append([{ kind: 'passphrase-changed', signatures }]);
  return ok(null);
}

/** Takes slots out of the station's file; everything is wrapped anew for those who are left. */
export async function takeOut(
  { keeping }: Pick<PeopleStation, 'keeping'>,
  which: (slot: PersonSlot) => boolean,
): Promise<Result<null>> {
  const changed = await changeSlots(keeping, (slots) => ({
    ...slots,
    people: slots.people.filter((slot) => !which(slot)),
  }));
  return changed.ok ? ok(null) : changed;
}

export const lastSupervisor = () =>
  fail('last-supervisor', 'This is the last supervisor who can sign in. Enrol another one first.');
const usedBefore = () => fail('pin-used-before', 'This is one of the last five PINs. Take another.');
