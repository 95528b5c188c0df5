import { expect, test } from 'vitest';
import { arrived, comparePackages } from '../../../../core/stations/bench/arrival.ts';

const shipment = { batch: 'B-1', part: 1, digest: 'ab'.repeat(32) };
const by = { name: 'Anna Roth' };
const said = [
  { seal: 'A-1', cards: 10 },
  { seal: 'A-2', cards: 5 },
];

test('packages that are as their sender says are on record, and nothing is amiss', () => {
  const packages = comparePackages(
    said,
    [said[1], said[0]].flatMap((one) => one ?? []),
  );
  expect(arrived(shipment, packages, by)).toEqual([
    {
      ...{ kind: 'cards-arrived', ...shipment, by },
      packages: [
        { seal: 'A-1', said: 10, found: 10 },
        { seal: 'A-2', said: 5, found: 5 },
      ],
    },
  ]);
});

test('a count, a seal that is missing and one that nobody sent are an incident of no card, with both numbers', () => {
  const packages = comparePackages(said, [
    { seal: 'A-1', cards: 9 },
    { seal: 'A-3', cards: 5 },
  ]);
  const [record, incident] = arrived(shipment, packages, by);
  expect(record).toMatchObject({
    packages: [
      { seal: 'A-1', said: 10, found: 9 },
      { seal: 'A-2', said: 5, found: null },
      { seal: 'A-3', said: null, found: 5 },
    ],
  });
  expect(incident).toEqual({
    ...{ kind: 'incident', reason: 'shipment-differs', serial: null },
    detail: 'batch B-1, shipment 1; A-1: 10 said, 9 found; A-2: 5 said, none found; A-3: none said, 5 found',
  });
});
