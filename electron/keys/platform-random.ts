import { randomBytes } from 'node:crypto';
import type { Random } from '../../core/base/ports.ts';

/** The platform's generator. It throws rather than give less. */
export const platformRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) };
