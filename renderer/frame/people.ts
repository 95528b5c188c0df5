/** Names that sign for something. The station checks them again; this only tells early what is missing. */
import type { PersonRole } from '../../core/people/roles.ts';
import type { IdleMinutes, PersonView } from '../../electron/bridge/people.ts';
import type { Tone } from '../ui/tone.ts';

/** A name as it is recorded, or null if it is too short to be one. */
export function personIn(text: string): string | null {
  const name = text.trim();
  return name.length >= 2 && name.length <= 60 ? name : null;
}

/** What a page sends for a person where people have badges: main puts in its place who has signed, or who is signed in. */
export const BY_BADGE = '1';
export const BY_BADGES: readonly [string, string] = ['1', '2'];

/** Two names of two people, or null. */
export function signers(first: string, second: string): [string, string] | null {
  const [a, b] = [personIn(first), personIn(second)];
  return a === null || b === null || a.toLowerCase() === b.toLowerCase() ? null : [a, b];
}

/** What somebody may be, as it is chosen: an auditor is nothing else. */
export const ROLE_CHOICES = {
  operator: ['operator'],
  supervisor: ['supervisor'],
  both: ['operator', 'supervisor'],
  auditor: ['auditor'],
} as const satisfies Readonly<Record<string, readonly PersonRole[]>>;
export type RoleChoice = keyof typeof ROLE_CHOICES;

export function roleChoiceOf(roles: readonly PersonRole[]): RoleChoice {
  if (roles.length > 1) return 'both';
  return roles[0] ?? 'operator';
}

/** Why somebody is revoked, for whoever has no keyboard; the last one is typed. */
export const REVOKED_BECAUSE = ['lost', 'left', 'moved', 'other'] as const;
export type RevokedBecause = (typeof REVOKED_BECAUSE)[number];

export type PersonStanding = 'here' | 'good' | 'locked' | 'revoked' | 'elsewhere';

/** How somebody stands at this station. @param present id of who is signed in */
export function standingOfPerson(
  one: PersonView,
  present: string | null,
): { readonly word: PersonStanding; readonly tone: Tone } {
  if (one.revoked) return { word: 'revoked', tone: 'bad' };
  if (!one.active) return { word: 'elsewhere', tone: 'plain' };
  if (one.locked) return { word: 'locked', tone: 'wary' };
  return one.person === present ? { word: 'here', tone: 'busy' } : { word: 'good', tone: 'good' };
}

/** Minutes of quiet that a supervisor chooses among. */
export const IDLE_CHOICES: readonly IdleMinutes[] = [1, 2, 5, 10, 15, 30];
