import { describe, expect, test } from 'vitest';
import { labelsToDestroy, obstacles, type BatchFacts } from '../../../../core/stations/bench/balance.ts';
import { BENCH_STATES, type BenchUnitState } from '../../../../core/life/bench-life.ts';

const STATES = Object.keys(BENCH_STATES) as readonly BenchUnitState[];

const none = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<BenchUnitState, number>;

const serialsOf = (state: BenchUnitState, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${state.toUpperCase()}-${i + 1}`);

/** A batch with so many units in these states. */
function batch(states: Partial<Record<BenchUnitState, number>>, more: Partial<BatchFacts> = {}): BatchFacts {
  const all = { ...none, ...states };
  return {
    batch: 'BATCH-1',
    count: Object.values(all).reduce((sum, units) => sum + units, 0),
    states: all,
    labels: { printed: 0, doubtful: 0, cards: 0 },
    first: (state, most) => serialsOf(state, Math.min(most, all[state])),
    picked: [],
    unopened: [],
    alarms: [],
    incidents: [],
    ...more,
  };
}

const kinds = (facts: BatchFacts, labels = 0) => obstacles(facts, labels).map(({ kind }) => kind);

test('a batch balances when every unit is at one of its ends', () => {
  expect(kinds(batch({ finished: 8, scrapped: 1, quarantined: 1, sampled: 1, withdrawn: 1 }))).toEqual([]);
});

test.each(STATES.filter((state) => BENCH_STATES[state].todo !== null))(
  'a card that is %s keeps its batch open, and is named with what to do',
  (state) => {
    const [obstacle, ...more] = obstacles(batch({ finished: 3, [state]: 1 }), 0);
    expect(more).toEqual([]);
    expect(obstacle).toMatchObject({ kind: 'cards-open', facts: { state, count: 1 } });
    expect(obstacle?.message).toMatch(new RegExp(`^${state.toUpperCase()}-1 is ${state}: [a-z].{10,}\\.$`));
  },
);

test('fault 12: no card is quarantined in silence: one found bad beforehand is scanned, labelled and put away first', () => {
  expect(obstacles(batch({ finished: 2, condemned: 1, 'in-doubt': 1 }), 0)).toMatchObject([
    { kind: 'cards-open', facts: { state: 'condemned' } },
    { kind: 'cards-open', facts: { state: 'in-doubt' } },
  ]);
});

test('many cards are counted, a few of them named', () => {
  const [obstacle] = obstacles(batch({ covered: 7 }), 0);
  expect(obstacle?.message).toBe(
    '7 cards are covered (COVERED-1, COVERED-2, COVERED-3, COVERED-4, COVERED-5 and 2 more): close the packing, scan the serial and say that it is good.',
  );
});

test('all that is in the way is said at once', () => {
  expect(kinds(batch({ sent: 1, 'in-doubt': 2, finished: 1 }, { count: 9 }), 3)).toEqual([
    'cards-open',
    'cards-open',
    'cards-missing',
    'labels-miscounted',
  ]);
});

describe('the sample', () => {
  test('is opened before the batch is closed', () => {
    const facts = batch({ finished: 3, sampled: 1 }, { picked: ['FINISHED-2', 'SAMPLED-1'], unopened: ['FINISHED-2'] });
    expect(obstacles(facts, 0)).toMatchObject([{ kind: 'sample-open', facts: { count: 1, list: 'FINISHED-2' } }]);
    expect(kinds({ ...facts, unopened: [] })).toEqual([]);
  });

  test('that did not give its key wants a supervisor first', () => {
    expect(obstacles(batch({ sampled: 1 }, { alarms: ['SAMPLED-1'] }), 0)).toMatchObject([
      { kind: 'sample-alarm', facts: { list: 'SAMPLED-1' } },
    ]);
  });
});

test('fault 12: an incident that nobody has answered for keeps its batch open', () => {
  const facts = batch({ finished: 3 }, { incidents: [12, 31] });
  expect(obstacles(facts, 0)).toMatchObject([{ kind: 'incidents-open', facts: { count: 2, list: '#12, #31' } }]);
  expect(kinds({ ...facts, incidents: [] })).toEqual([]);
});

describe('labels', () => {
  const labelled = (printed: number, doubtful: number, cards: number) =>
    batch({ finished: 4 }, { labels: { printed, doubtful, cards } });

  test('that were printed again leave as many to be destroyed', () => {
    expect(kinds(labelled(6, 0, 4), 2)).toEqual([]);
    expect(kinds(labelled(6, 0, 4), 1)).toEqual(['labels-miscounted']);
    expect(kinds(labelled(6, 0, 4), 3)).toEqual(['labels-miscounted']);
    expect(labelsToDestroy(labelled(6, 0, 4).labels)).toEqual({ least: 2, most: 2 });
  });

  test('that nobody knows of may have come out or not', () => {
    for (const [destroyed, good] of [
      [0, false],
      [1, true],
      [2, true],
      [3, false],
    ] as const) {
      expect(kinds(labelled(5, 1, 4), destroyed)).toEqual(good ? [] : ['labels-miscounted']);
    }
  });
});
