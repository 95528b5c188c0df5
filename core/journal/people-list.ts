/** The people of a station, folded from its journal. */
import { foldedName } from '../people/person.ts';
import type { PersonRoles } from '../people/roles.ts';
import type { EventKind, JournalEvent } from './event.ts';
import type { Enrolled } from './events/people.ts';

/** Somebody as the list has one now. */
export interface ListedPerson {
  /** 8 bytes, hex. The same at every station of a site. */
  readonly person: string;
  readonly name: string;
  readonly roles: PersonRoles;
  /** The id of the badge, or key file, that opens their slot here; null of who is only known from another station. */
  readonly badge: string | null;
  /** The Ed25519 key that signs for them at this station (32 bytes, hex); null of who is only known from another. */
  readonly key: string | null;
  /** Enrolled at this station, and not revoked. */
  readonly active: boolean;
  readonly revoked: boolean;
  /** Has a key file in the place of a badge and a PIN. */
  readonly machine: boolean;
  /** After too many wrong PINs, until two supervisors say otherwise. */
  readonly locked: boolean;
}

export interface PeopleList {
  apply(event: JournalEvent): void;
  /** Whether the first two supervisors are enrolled: from then on no typed name is taken. */
  readonly begun: boolean;
  /** In the order in which they came. */
  all(): readonly ListedPerson[];
  person(id: string): ListedPerson | null;
  /** Who has this badge now. */
  byBadge(badge: string): ListedPerson | null;
  /** Who is called so, in whatever spelling counts as the same. */
  byName(name: string): ListedPerson | null;
  /** Whether the list would be left without a supervisor who can sign in, if this person went. */
  isLastSupervisor(id: string): boolean;
}

/** The records that the list follows from. */
const CHANGES: ReadonlySet<EventKind> = new Set<EventKind>([
  'people-begun',
  'person-enrolled',
  'roles-changed',
  'badge-changed',
  'person-revoked',
  'person-locked',
  'person-unlocked',
  'people-taken',
]);

/** Whether the list may be another after this record. */
export const changesPeople = ({ kind }: JournalEvent): boolean => CHANGES.has(kind);

const STANDING = { active: true, revoked: false, locked: false } as const;

export function createPeopleList(): PeopleList {
  const people = new Map<string, ListedPerson>();
  let begun = false;

  const change = (id: string, to: Partial<ListedPerson>): void => {
    const known = people.get(id);
    if (known !== undefined) people.set(id, { ...known, ...to });
  };
  function enrol({ person, name, roles, badge, key, machine }: Enrolled): void {
    // Taking away cannot be taken back: who was revoked comes again as somebody new.
    if (people.get(person)?.revoked === true) return;
    people.set(person, { person, name, roles, badge, key, ...STANDING, machine: machine === true });
  }
  const revoke = (id: string): void => change(id, { active: false, revoked: true, badge: null });
  const active = (): readonly ListedPerson[] => [...people.values()].filter((one) => one.active);

  return {
    get begun() {
      return begun;
    },
    apply(event) {
      switch (event.kind) {
        case 'people-begun':
          begun = true;
          event.people.forEach(enrol);
          break;
        case 'person-enrolled':
          enrol(event);
          break;
        case 'roles-changed':
          change(event.person, { roles: event.roles });
          break;
        case 'badge-changed':
          change(event.person, { badge: event.badge, key: event.key, locked: false });
          break;
        case 'person-revoked':
          revoke(event.person);
          break;
        case 'person-locked':
          change(event.person, { locked: true });
          break;
        case 'person-unlocked':
          change(event.person, { locked: false });
          break;
        case 'people-taken':
          for (const { person, name, roles, revoked } of event.people) {
            if (!people.has(person)) {
              const known = { person, name, roles, badge: null, key: null, machine: false };
              people.set(person, { ...known, active: false, revoked: false, locked: false });
            }
            if (revoked) revoke(person);
          }
          break;
        default:
      }
    },
    all: () => [...people.values()],
    person: (id) => people.get(id) ?? null,
    byBadge: (badge) => active().find((one) => one.badge === badge) ?? null,
    byName: (name) => [...people.values()].find((one) => foldedName(one.name) === foldedName(name)) ?? null,
    isLastSupervisor(id) {
      const able = active().filter(({ roles, badge }) => roles.includes('supervisor') && badge !== null);
      return able.every(({ person }) => person === id);
    },
  };
}
