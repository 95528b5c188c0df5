/**
 * The two people of every training station that is used with badges. Their badges lie on its tray with the PIN on them, so
 * that everybody has both: no other station takes one.
 */
import { hexToBytes } from '@noble/hashes/utils.js';
import { Secret } from '../base/secret.ts';
import type { Badge } from '../scan/badge.ts';
import type { PersonRoles } from './roles.ts';

export interface Sample {
  /** As in every list of people. */
  readonly person: string;
  readonly name: string;
  /** The id of the badge, and its 16 bytes, which are no secret of anybody. */
  readonly badge: string;
  readonly bytes: string;
  readonly pin: string;
}

export const SAMPLES: readonly [Sample, Sample] = [
  {
    person: '0000000000000001',
    name: 'Trainee 1',
    badge: '5a00000000000001',
    bytes: '51'.repeat(16),
    pin: '493827',
  },
  {
    person: '0000000000000002',
    name: 'Trainee 2',
    badge: '5a00000000000002',
    bytes: '52'.repeat(16),
    pin: '618273',
  },
];

/** Each may do everything, so that one who practises alone can play both. */
export const SAMPLE_ROLES: PersonRoles = ['operator', 'supervisor'];

export const isSample = (badge: string): boolean => SAMPLES.some((one) => one.badge === badge);

/** Whoever gets it disposes of it. */
export const sampleBadge = ({ badge, bytes }: Sample): Badge => ({ id: badge, secret: new Secret(hexToBytes(bytes)) });
