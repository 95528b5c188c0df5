/** Badges, PINs and who has them, cheap to make. */
import { randomBytes } from 'node:crypto';
import { Secret } from '../../core/base/secret.ts';
import type { Credentials } from '../../electron/people/desk.ts';

export interface TestBadge {
  readonly id: string;
  readonly secret: string;
  readonly pin: string;
}

export const newBadge = (pin: string): TestBadge => ({
  id: randomBytes(8).toString('hex'),
  secret: randomBytes(16).toString('hex'),
  pin,
});

/** Whoever gets them wipes them. */
export const credentialsOf = ({ id, secret, pin }: TestBadge): Credentials => ({
  badge: { id, secret: Secret.copyOf(Buffer.from(secret, 'hex')) },
  pin: Secret.copyOf(Buffer.from(pin, 'latin1')),
});
