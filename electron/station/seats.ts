/** Filling the seats of an act: one person after the other proves who they are, and may sit there. */
import { maySignNext, SIGN_WITHIN, type ActRow } from '../../core/people/acts.ts';
import { failIn, type Failed } from '../../core/base/result.ts';
import type { PeopleDesk } from '../people/desk.ts';
import type { Prove, ProveFailure, ProvenPerson } from './proof.ts';

const fail = failIn('people');

/** What is asked of people who are to sign. */
export interface Meaning {
  readonly question: string;
  readonly detail: string;
}

export interface SeatsParts {
  readonly prove: Prove;
  readonly desk: Pick<PeopleDesk, 'credentials' | 'once'>;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/**
 * Asks until all seats are taken. Whoever brings what is not taken is told why, and the seat is asked again.
 *
 * @param proven who has signed, in order: the caller's to dispose of, also where it ends early
 * @returns why nothing is to be done; null if all have signed
 */
export async function fillSeats(
  row: ActRow,
  meaning: Meaning,
  { prove, desk, now }: SeatsParts,
  proven: ProvenPerson[],
): Promise<Failed<ProveFailure | 'not-confirmed' | 'not-the-seat' | 'same-person' | 'too-late'> | null> {
  let refused: Failed<ProveFailure | 'not-the-seat' | 'same-person'> | null = null;
  let since = 0;
  const left = (): number | null => (proven.length === 0 ? null : SIGN_WITHIN * 1000 - (now() - since));
  while (proven.length < row.seats.length) {
    const time = left();
    if (time !== null && time <= 0) return tooLate();
    const credentials = await desk.credentials({
      ...meaning,
      seat: proven.length,
      seats: row.seats.length,
      roles: row.seats[proven.length] ?? [],
      signed: proven.map(({ person }) => person.name),
      refused: refused?.error ?? null,
      left: time,
    });
    if (credentials === null) return desk.once === true && refused !== null ? refused : notConfirmed();
    const one = await prove(credentials);
    refused = one.ok ? objectionTo(row, proven, one.value) : one;
    if (!one.ok) continue;
    if (refused !== null) one.value[Symbol.dispose]();
    else {
      if (proven.length === 0) since = now();
      proven.push(one.value);
      if ((left() ?? 0) <= 0) return tooLate();
    }
  }
  return null;
}

function objectionTo(
  row: ActRow,
  proven: readonly ProvenPerson[],
  { person }: ProvenPerson,
): Failed<'same-person' | 'not-the-seat'> | null {
  if (proven.some((other) => other.person.person === person.person)) {
    return fail('same-person', 'Two different people must sign.');
  }
  const roles = proven.map((other) => other.person.roles);
  if (maySignNext(row, roles, person.roles)) return null;
  return fail('not-the-seat', `${person.name} may not sign here.`, { name: person.name });
}

const notConfirmed = () => fail('not-confirmed', 'Nothing was done: nobody confirmed it.');
const tooLate = () =>
  fail('too-late', `The second signature did not come within ${SIGN_WITHIN} seconds. Nothing was done.`, {
    seconds: SIGN_WITHIN,
  });
