/** What happened to the people of a station, in English. */
import type { PeopleEvent } from '../../../../core/journal/events/people.ts';
import type { PersonRole } from '../../../../core/people/roles.ts';
import type { EventSentences } from '../../event-sentences.ts';

export const enPersonRoles = {
  operator: 'operator',
  supervisor: 'supervisor',
  auditor: 'auditor',
} as const satisfies Record<PersonRole, string>;

const BECAUSE = {
  idle: 'nobody was at it',
  badge: 'by the badge of who was signed in',
  key: 'by the key',
  sleep: 'the computer went to sleep',
  closed: 'the program was closed',
  revoked: 'who was signed in was revoked',
} as const;

const roles = (given: readonly PersonRole[]): string => given.map((role) => enPersonRoles[role]).join(' and ');
const both = (people: readonly { readonly name: string }[]): string => people.map(({ name }) => name).join(' and ');

export const enPeople = {
  'people-begun': (e) =>
    `First two people enrolled: ${e.people.map((one) => `${one.name} (${roles(one.roles)})`).join(' and ')}. From here on people sign with badge and PIN.`,
  'person-enrolled': (e) => `${e.name} enrolled as ${roles(e.roles)} by ${both(e.signatures)}.`,
  'roles-changed': (e) => `${e.name} is ${roles(e.roles)} from now on, by ${both(e.signatures)}.`,
  'badge-changed': (e) => `${e.name} was given a new badge by ${both(e.signatures)}.`,
  'pin-changed': (e) => `${e.name} has chosen a new PIN.`,
  'person-revoked': (e) => `${e.name} revoked by ${e.by.name}: ${e.reason}.`,
  'person-locked': (e) => `${e.name} locked after ${e.wrong} wrong PINs.`,
  'person-unlocked': (e) => `${e.name} unlocked by ${both(e.signatures)}.`,
  'signed-in': (e) => (e.wrong === 0 ? `${e.name} signed in.` : `${e.name} signed in after ${e.wrong} wrong PINs.`),
  'station-locked': (e) => `Station locked: ${BECAUSE[e.because]}.`,
  'opened-by-passphrase': () => 'Station opened with its passphrase, and not by a person.',
  'passphrase-changed': (e) => `Passphrase of the station changed by ${both(e.signatures)}.`,
  'people-taken': (e) => `People of ${e.from} taken over by ${both(e.signatures)}: ${e.people.length}, ${e.people.filter(({ revoked }) => revoked).length} revoked.`,
} satisfies Pick<EventSentences, PeopleEvent['kind']>;
