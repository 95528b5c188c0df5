import { describe, expect, it } from 'vitest';
import { failIn, ok } from '../../../core/base/result.ts';
import type { ListedPerson } from '../../../core/journal/people-list.ts';
import { meetBadges } from '../../../electron/people/badges-met.ts';
import type { Credentials, SigningRequest } from '../../../electron/people/desk.ts';
import { credentialsOf, newBadge } from '../../fakes/badges.ts';

const ADA = { name: 'Ada', badge: 'aa'.repeat(8) } as ListedPerson;

/** A station where Ada is signed in, or nobody is enrolled, and what a badge does there. */
function stationOf(begun: boolean, answers: readonly (Credentials | null)[] = [], refuse = 0) {
  const seen: string[] = [];
  const asked: SigningRequest[] = [];
  let met: ((badge: string) => void) | null = null;
  let wanted: (() => boolean) | null = null;
  let refused = 0;
  const end = meetBadges({
    attendance: {
      ...{ begun, recovering: false, present: begun ? ADA : null },
      async signIn() {
        if (refused++ < refuse) return failIn('people')('wrong-pin', 'No.');
        seen.push('signed in');
        return ok(ADA);
      },
    },
    reception: {
      heed(next, wants) {
        [met, wanted] = [next, wants ?? null];
      },
      desk: {
        async credentials(request) {
          asked.push(request);
          return answers[asked.length - 1] ?? null;
        },
        done: () => void seen.push('done'),
        drop: () => void seen.push('dropped'),
      },
    },
    question: () => 'Take over at Bench A',
    lock: () => void seen.push('locked'),
  });
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  return {
    seen,
    asked,
    end,
    heeded: () => met !== null,
    ...{ wants: () => wanted?.() ?? null },
    scan: (badge: string) => met?.(badge),
    settled,
  };
}

describe('a badge that is scanned while nobody asked', () => {
  it('of who is signed in locks the station, and is not kept for the door', () => {
    const at = stationOf(true);
    at.scan(ADA.badge ?? '');
    expect(at.seen).toEqual(['dropped', 'locked']);
  });

  it('of another asks for their PIN, and again when it was wrong', async () => {
    const brought = () => credentialsOf(newBadge('493716'));
    const at = stationOf(true, [brought(), brought()], 1);
    at.scan('bb'.repeat(8));
    // While somebody is asked, a second badge is the desk's.
    at.scan('cc'.repeat(8));
    await at.settled();
    expect(at.asked.map(({ question, seats, refused }) => [question, seats, refused?.kind ?? null])).toEqual([
      ['Take over at Bench A', 0, null],
      ['Take over at Bench A', 0, 'wrong-pin'],
    ]);
    expect(at.seen).toEqual(['signed in', 'done']);
  });

  it('changes nobody when whoever came leaves again', async () => {
    const at = stationOf(true);
    at.scan('bb'.repeat(8));
    await at.settled();
    expect(at.seen).toEqual(['done']);
  });

  it('means nothing where nobody is enrolled, or the station is closed', () => {
    const at = stationOf(false);
    expect([at.wants(), stationOf(true).wants()]).toEqual([false, true]);
    at.end();
    expect(at.heeded()).toBe(false);
  });
});
