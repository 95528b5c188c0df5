/** Badges, PINs and who has them, cheap to make. */
import { randomBytes } from 'node:crypto';
import { Secret } from '../../core/base/secret.ts';
import type { Failure } from '../../core/base/result.ts';
import type { Credentials, PeopleDesk, SigningRequest } from '../../electron/people/desk.ts';

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

/** A desk where people come in the order they are named, and take whatever badge is given. */
export interface TestDesk extends PeopleDesk {
  /** Who comes next, and types what. Nobody left: they changed their mind. */
  readonly coming: TestBadge[];
  /** PINs that are typed when a new one is asked for. */
  readonly pins: string[];
  /** Everything that was asked. */
  readonly asked: SigningRequest[];
  /** Why what was brought or typed was not taken. */
  readonly refused: string[];
  /** Badges that were given, by whose they are, with the PIN that was typed after. */
  badgeOf(name: string): TestBadge;
}

export function testDesk(): TestDesk {
  const given = new Map<string, TestBadge>();
  const note = (refused: Failure | null): void => {
    if (refused !== null) desk.refused.push(refused.kind);
  };
  const desk: TestDesk = {
    coming: [],
    pins: [],
    asked: [],
    refused: [],
    badgeOf(name) {
      const badge = given.get(name);
      if (badge === undefined) throw new Error(`${name} has no badge`);
      return badge;
    },
    credentials(request) {
      desk.asked.push(request);
      note(request.refused);
      const next = desk.coming.shift();
      return Promise.resolve(next === undefined ? null : credentialsOf(next));
    },
    newPin(name, refused) {
      note(refused);
      const pin = desk.pins.shift();
      if (pin === undefined) return Promise.resolve(null);
      const badge = given.get(name);
      if (badge !== undefined) given.set(name, { ...badge, pin });
      return Promise.resolve(Secret.copyOf(Buffer.from(pin, 'latin1')));
    },
    giveBadge(name, badge) {
      const secret = badge.secret.use((bytes) => Buffer.from(bytes).toString('hex'));
      given.set(name, { id: badge.id, secret, pin: '' });
      return Promise.resolve(true);
    },
    done: () => undefined,
  };
  return desk;
}

export const MEANING = { question: 'Sign?', detail: 'Two people sign.' };
