import { describe, expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import type { EventOf } from '../../../../core/journal/event.ts';
import { nextShipment, pastShipment } from '../../../../core/stations/press/shipping.ts';
import type { PackageLine } from '../../../../core/transfer/units.ts';

const returned = (counted: number): EventOf<'return-written'> => ({
  ...{ kind: 'return-written', batch: 'B-1', count: counted + 2, counted, to: 'Bench A', sequence: 1 },
  digest: 'ab'.repeat(32),
});
const gone = (part: number, packages: readonly PackageLine[]): EventOf<'cards-shipped'> => ({
  ...{ kind: 'cards-shipped', batch: 'B-1', part, to: 'Bench A', packages, sequence: 1 + part },
  ...{ digest: 'cd'.repeat(32), by: { name: 'Li Wei' } },
});
const batch = (returns: readonly EventOf<'return-written'>[], shipments: readonly EventOf<'cards-shipped'>[] = []) => ({
  ...{ batch: 'B-1', returns, shipments },
});
const kindOf = (packages: readonly PackageLine[], of = batch([returned(10)]), used = of.shipments): string => {
  const next = nextShipment(of, packages, used);
  return next.ok ? `part ${next.value.part}` : next.error.kind;
};

describe('cards leave Press in sealed packages', () => {
  test('no more of them than were returned, over all shipments', () => {
    expect(kindOf([{ seal: 'A-1', cards: 10 }])).toBe('part 1');
    expect(kindOf([{ seal: 'A-1', cards: 11 }])).toBe('too-many-cards');
    expect(kindOf([{ seal: 'A-1', cards: 1 }], batch([]))).toBe('not-returned');
    const some = batch([returned(10)], [gone(1, [{ seal: 'A-1', cards: 6 }])]);
    expect(kindOf([{ seal: 'A-2', cards: 4 }], some)).toBe('part 2');
    expect(kindOf([{ seal: 'A-2', cards: 5 }], some)).toBe('too-many-cards');
  });

  test('each under a seal that closes nothing else, ever', () => {
    const some = [gone(1, [{ seal: 'A-1', cards: 1 }])];
    expect(kindOf([{ seal: 'A-1', cards: 1 }], batch([returned(10)]), some)).toBe('seal-used');
    const twice = ['A-1', 'A-1'].map((seal) => ({ seal, cards: 1 }));
    for (const bad of [[], twice, [{ seal: 'a 1', cards: 1 }], [{ seal: 'A-1', cards: 0 }]])
      expect(kindOf(bad)).toBe('bad-packages');
  });

  test('one that has left is written once more as it stands on record', () => {
    const some = batch([returned(10)], [gone(1, [{ seal: 'A-1', cards: 6 }])]);
    expect(must(pastShipment(some, 1)).packages).toEqual([{ seal: 'A-1', cards: 6 }]);
    expect(pastShipment(some, 2)).toMatchObject({ ok: false, error: { kind: 'no-such-shipment' } });
  });
});
