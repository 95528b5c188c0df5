import type { TransferKind } from '../transfer/transfer.ts';

/** What a station is for. Part of its signed identity: fixed when it is commissioned, not a setting. */
export type Role = 'origin' | 'press' | 'bench' | 'check';

export const ROLES = ['origin', 'press', 'bench', 'check'] as const satisfies readonly Role[];

export const ROLE_NAMES = {
  origin: 'Origin',
  press: 'Press',
  bench: 'Bench',
  check: 'Check',
} as const satisfies Record<Role, string>;

/** Who sends a kind of transfer and who takes it. A proof goes to the public: anyone may read it. */
export const ROUTES = {
  order: { from: 'origin', to: 'press' },
  vault: { from: 'origin', to: 'bench' },
  supplied: { from: 'origin', to: 'bench' },
  return: { from: 'press', to: 'bench' },
  proof: { from: 'bench', to: 'public' },
} as const satisfies Record<TransferKind, { readonly from: Role; readonly to: Role | 'public' }>;

/** Whether any transfer goes between two stations of these roles, so that one has a reason to know the other. */
export function meets(a: Role, b: Role): boolean {
  const routes = Object.values(ROUTES);
  return routes.some(({ from, to }) => (from === a && takes(to, b)) || (from === b && takes(to, a)));
}

const takes = (to: Role | 'public', role: Role): boolean => (to === 'public' ? role === 'check' : to === role);
