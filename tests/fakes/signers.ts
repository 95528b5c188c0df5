/** People who are enrolled and sign, without any badge. */
import { generateKeyPairSync, sign } from 'node:crypto';
import type { EventOf } from '../../core/journal/event.ts';
import type { Enrolled } from '../../core/journal/events/people.ts';
import type { LineSigner } from '../../core/journal/signed.ts';
import type { PersonRole } from '../../core/people/roles.ts';

export interface TestPerson extends LineSigner {
  readonly name: string;
  readonly enrolled: Enrolled;
}

export function testPerson(name: string, role: PersonRole, n: number): TestPerson {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const person = n.toString(16).padStart(16, '0');
  const key = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
  return {
    person,
    name,
    enrolled: { person, name, roles: [role], badge: (n + 4096).toString(16).padStart(16, '0'), key },
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('hex'),
  };
}

export const signedBy = (a: TestPerson, b: TestPerson): EventOf<'people-begun'>['signatures'] => [
  { name: a.name },
  { name: b.name },
];

export const peopleBegun = (a: TestPerson, b: TestPerson): EventOf<'people-begun'> => ({
  kind: 'people-begun',
  people: [a.enrolled, b.enrolled],
  signatures: signedBy(a, b),
});
