import type { IconName } from './icons.ts';

/** How something stands, apart from what it is. */
export type Tone = 'plain' | 'good' | 'bad' | 'wary' | 'busy';

/** The shape of each tone; no two alike. */
export const TONE_SHAPES = {
  plain: 'ring',
  good: 'PASS',
  bad: 'FAIL',
  wary: 'ERROR',
  busy: 'play',
} as const satisfies Record<Tone, IconName>;
