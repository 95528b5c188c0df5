/**
 * Who may do what at this station, as its journal knows it: the list of people is a fold of these records. `person` is
 * somebody's id at every station of a site, `badge` the id on a badge, `key` the Ed25519 key that this station holds for
 * somebody and that signs what they sign. No secret of a badge and no PIN is ever part of it.
 */
import * as v from 'valibot';
import { RolesSchema } from '../../people/roles.ts';
import { count, hex, list, person as named, signatures, text, type EventsOf } from './fields.ts';

const person = hex(8);
const name = v.pipe(
  v.string(),
  v.check((typed) => v.is(named, { name: typed })),
);

/** `machine`: with a key file in the place of a badge and a PIN, and an operator's acts alone. */
const enrolment = {
  person,
  name,
  roles: RolesSchema,
  badge: hex(8),
  key: hex(32),
  machine: v.exactOptional(v.literal(true)),
};

/** A person as enrolled: the record that brings one says all of it. */
export type Enrolled = v.InferOutput<typeof enrolled>;
const enrolled = v.pipe(v.strictObject({ ...enrolment }), v.readonly());

export const PEOPLE = {
  /** The first two supervisors, who sign for one another. From here on no typed name is taken. */
  'people-begun': { people: v.pipe(v.strictTuple([enrolled, enrolled]), v.readonly()), signatures },
  'person-enrolled': { ...enrolment, signatures },
  'roles-changed': { person, name, roles: RolesSchema, signatures },
  /** Another badge, with a PIN and a key of its own; the badge before opens nothing from here on. */
  'badge-changed': { person, name, badge: hex(8), key: hex(32), signatures },
  'pin-changed': { person, name: text, by: named },
  'person-revoked': { person, name, reason: text, by: named },
  /** Too many wrong PINs. */
  'person-locked': { person, name: text, wrong: count },
  'person-unlocked': { person, name: text, signatures },
  /** `wrong`: how many wrong PINs were given since this person came in last. */
  'signed-in': { person, name: text, wrong: count },
  'station-locked': { because: v.picklist(['idle', 'badge', 'key', 'sleep', 'closed', 'revoked']) },
  /** The station's passphrase opened it although people are enrolled: an incident follows. */
  'opened-by-passphrase': {},
  'passphrase-changed': { signatures },
  /**
   * The people of another station of the site, as they travelled; who is `revoked` in it is revoked here as well. `key`:
   * of who is enrolled there.
   */
  'people-taken': {
    from: text,
    digest: hex(32),
    people: list(
      v.pipe(
        v.strictObject({ person, name, roles: RolesSchema, key: v.exactOptional(hex(32)), revoked: v.boolean() }),
        v.readonly(),
      ),
    ),
    signatures,
  },
};

export type PeopleEvent = EventsOf<typeof PEOPLE>;
