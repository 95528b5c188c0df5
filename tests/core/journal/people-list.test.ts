import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventOf, JournalEvent } from '../../../core/journal/event.ts';
import { createPeopleList } from '../../../core/journal/people-list.ts';

const SIGNED: EventOf<'person-enrolled'>['signatures'] = [{ name: 'Ada' }, { name: 'Bela' }];
const id = (n: number): string => n.toString(16).padStart(16, '0');
const key = (n: number): string => n.toString(16).padStart(64, '0');
const enrolled = (n: number, name: string, role: 'operator' | 'supervisor') =>
  ({ person: id(n), name, roles: [role], badge: id(100 + n), key: key(n) }) as const;
const begun: EventOf<'people-begun'> = {
  kind: 'people-begun',
  people: [enrolled(1, 'Ada', 'supervisor'), enrolled(2, 'Bela', 'supervisor')],
  signatures: SIGNED,
};
const enrol = (n: number, name: string): EventOf<'person-enrolled'> => ({
  kind: 'person-enrolled',
  ...enrolled(n, name, 'operator'),
  signatures: SIGNED,
});
const revoke = (n: number, name: string): EventOf<'person-revoked'> => ({
  kind: 'person-revoked',
  person: id(n),
  name,
  reason: 'badge lost',
  by: { name: 'Ada' },
});
const taken = (n: number, name: string, revoked: boolean): EventOf<'people-taken'> => ({
  kind: 'people-taken',
  from: 'Press B',
  digest: key(9),
  people: [{ person: id(n), name, roles: ['operator'], key: key(77), revoked }],
  signatures: SIGNED,
});

function listOf(events: readonly JournalEvent[]) {
  const list = createPeopleList();
  events.forEach((event) => list.apply(event));
  return list;
}

describe('the list of people', () => {
  it('begins with two supervisors', () => {
    expect(listOf([]).begun).toBe(false);
    const list = listOf([begun]);
    expect(list.begun).toBe(true);
    expect(list.byBadge(id(101))?.name).toBe('Ada');
    expect(list.byName('АDA')?.person).toBe(id(1));
  });

  it('knows a new badge, and the old one no longer', () => {
    const changed = { kind: 'badge-changed', person: id(1), name: 'Ada', badge: id(500), key: key(5) } as const;
    const list = listOf([begun, { ...changed, signatures: SIGNED }]);
    expect(list.byBadge(id(101))).toBeNull();
    expect(list.byBadge(id(500))?.key).toBe(key(5));
  });

  it('knows the last supervisor who can sign in', () => {
    expect(listOf([begun]).isLastSupervisor(id(1))).toBe(false);
    expect(listOf([begun, revoke(2, 'Bela')]).isLastSupervisor(id(1))).toBe(true);
    expect(listOf([begun, revoke(2, 'Bela'), enrol(3, 'Cai')]).isLastSupervisor(id(1))).toBe(true);
  });

  it('lets nobody in who is only known from another station', () => {
    const list = listOf([begun, taken(3, 'Cai', false)]);
    expect(list.person(id(3))).toMatchObject({ active: false, revoked: false, key: null });
    expect(listOf([begun, taken(3, 'Cai', false), enrol(3, 'Cai')]).person(id(3))?.active).toBe(true);
  });

  it('lets a revocation win in every order', () => {
    const events: readonly JournalEvent[] = [
      enrol(3, 'Cai'),
      taken(3, 'Cai', false),
      taken(3, 'Cai', false),
      { kind: 'roles-changed', person: id(3), name: 'Cai', roles: ['supervisor'], signatures: SIGNED },
      { kind: 'badge-changed', person: id(3), name: 'Cai', badge: id(700), key: key(7), signatures: SIGNED },
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(taken(3, 'Cai', true), revoke(3, 'Cai')),
        fc.shuffledSubarray([...events]),
        fc.shuffledSubarray([...events]),
        (revoked, before, after) => {
          const known = [taken(3, 'Cai', false), ...before];
          const list = listOf([begun, ...known, revoked, ...after]);
          expect(list.person(id(3))).toMatchObject({ active: false, revoked: true });
          expect(list.byBadge(id(700))).toBeNull();
          expect(list.byBadge(id(103))).toBeNull();
        },
      ),
    );
  });

  it('is one list in the end wherever two stations enrol and revoke, and whenever their lists travel', () => {
    const step = fc.record({
      at: fc.nat(1),
      who: fc.integer({ min: 3, max: 6 }),
      does: fc.constantFrom('enrol', 'revoke', 'send'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const lists = [listOf([begun]), listOf([begun])] as const;
        const send = (from: number): void => {
          const people = lists[from === 0 ? 0 : 1]
            .all()
            .map(({ person, name, roles, revoked }) => ({ person, name, roles, revoked }));
          lists[from === 0 ? 1 : 0].apply({
            kind: 'people-taken',
            from: 'Press B',
            digest: key(9),
            people,
            signatures: SIGNED,
          });
        };
        const gone = new Set<string>();
        for (const { at, who, does } of steps) {
          const list = lists[at === 0 ? 0 : 1];
          if (does === 'send') send(at);
          else if (does === 'enrol') list.apply(enrol(who, `P${who}`));
          else {
            if (list.person(id(who)) !== null) gone.add(id(who));
            list.apply(revoke(who, `P${who}`));
          }
        }
        for (const from of [0, 1, 0]) send(from);
        const standing = (list: (typeof lists)[0]) =>
          list.all().map(({ person, revoked }) => [person, revoked] as const);
        const [one, other] = lists.map((list) => new Map(standing(list)));
        expect(one).toEqual(other);
        for (const list of lists) {
          expect(
            list
              .all()
              .filter(({ revoked }) => revoked)
              .map(({ person }) => person)
              .sort(),
          ).toEqual([...gone].sort());
          expect(list.all().filter(({ active, revoked, badge }) => revoked && (active || badge !== null))).toEqual([]);
        }
      }),
    );
  });
});
