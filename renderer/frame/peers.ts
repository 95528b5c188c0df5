/** Whom a station needs, by its role, before anything can move. */
import type { Role } from '../../core/base/role.ts';

/** `sends`: to the only one of its role; which of two, the station would not know. Of benches there may be many. */
const NEEDS = {
  origin: [
    { role: 'press', sends: true },
    { role: 'bench', sends: false },
  ],
  press: [
    { role: 'origin', sends: false },
    { role: 'bench', sends: false },
  ],
  bench: [
    { role: 'origin', sends: false },
    { role: 'press', sends: false },
  ],
  check: [],
} as const satisfies Record<Role, readonly { readonly role: Role; readonly sends: boolean }[]>;

export interface Need {
  readonly role: Role;
  readonly is: 'missing' | 'met' | 'too-many';
}

export const needsOf = (self: Role, trusted: readonly Role[]): readonly Need[] =>
  NEEDS[self].map(({ role, sends }) => {
    const count = trusted.filter((one) => one === role).length;
    return { role, is: count === 0 ? 'missing' : sends && count > 1 ? 'too-many' : 'met' };
  });
