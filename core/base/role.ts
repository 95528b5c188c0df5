/** What a station is for. Part of its signed identity: fixed when it is commissioned, not a setting. */
export type Role = 'origin' | 'press' | 'bench' | 'check';

export const ROLES = ['origin', 'press', 'bench', 'check'] as const satisfies readonly Role[];

export const ROLE_NAMES = {
  origin: 'Origin',
  press: 'Press',
  bench: 'Bench',
  check: 'Check',
} as const satisfies Record<Role, string>;
