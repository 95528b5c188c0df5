/** Origin's screens, in the order of the F keys. */
import type { IconName } from '../../ui/icons.ts';

export const ORIGIN_SCREENS = [
  'batches',
  'plan',
  'unit',
  'records',
  'devices',
  'peers',
  'people',
  'products',
  'shift',
] as const;
export type OriginScreen = (typeof ORIGIN_SCREENS)[number];

export const SCREEN_ICONS = {
  batches: 'batch',
  plan: 'plus',
  unit: 'eye',
  records: 'records',
  devices: 'devices',
  peers: 'peers',
  people: 'people',
  products: 'product',
  shift: 'shift',
} as const satisfies Record<OriginScreen, IconName>;
