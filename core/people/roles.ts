/** What a person may be at a station, and which of them may go together. */
import * as v from 'valibot';

/** An auditor sees and exports everything, and changes nothing: not one who also works here. */
export const PEOPLE_ROLES = ['operator', 'supervisor', 'auditor'] as const;
export type PersonRole = (typeof PEOPLE_ROLES)[number];

/** One role or two, in the order of {@link PEOPLE_ROLES}; an auditor is nothing else. */
export const RolesSchema = v.pipe(
  v.array(v.picklist(PEOPLE_ROLES)),
  v.minLength(1),
  v.check(
    (roles) =>
      roles.every((role, at) => at === 0 || PEOPLE_ROLES.indexOf(role) > PEOPLE_ROLES.indexOf(roles[at - 1] ?? role)) &&
      (roles.length === 1 || !roles.includes('auditor')),
  ),
  v.readonly(),
);
export type PersonRoles = v.InferOutput<typeof RolesSchema>;

/** Given in any order, more than once; null where they do not go together. */
export function rolesOf(given: readonly PersonRole[]): PersonRoles | null {
  const roles = PEOPLE_ROLES.filter((role) => given.includes(role));
  return v.is(RolesSchema, roles) ? roles : null;
}
