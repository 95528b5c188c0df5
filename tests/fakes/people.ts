import type { People, Signatures } from '../../core/people/person.ts';

/** What these two leave in a record. */
export const signed = ([first, second]: People): Signatures => [{ name: first }, { name: second }];
