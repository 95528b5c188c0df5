import { zh } from '../../../resources/words/zh/zh.ts';
import { expect, it } from 'vitest';
import { obstacles, type BatchFacts } from '../../../core/stations/bench/balance.ts';
import type { BenchUnitState } from '../../../core/life/bench-life.ts';
import { sentence } from '../../../resources/words/text.ts';
import { batchView } from '../../fakes/station.ts';

const states = Object.keys(batchView.states) as BenchUnitState[];
const seven = ['TF-1', 'TF-2', 'TF-3', 'TF-4', 'TF-5', 'TF-6', 'TF-7'];

/** A batch in whose way everything is. */
const facts: BatchFacts = {
  batch: 'BATCH-1',
  count: 1,
  states: Object.fromEntries(states.map((state) => [state, 7])) as Record<BenchUnitState, number>,
  labels: { printed: 9, doubtful: 1, cards: 6 },
  first: (_, most) => seven.slice(0, most),
  picked: seven,
  unopened: seven,
  alarms: ['TF-9'],
  incidents: [9],
};

it('says whatever is in the way of closing a batch in Chinese too, with its serials and numbers', () => {
  const all = obstacles(facts, 0);
  expect(new Set(all.map(({ kind }) => kind)).size).toBe(6);
  for (const obstacle of all) {
    const said = sentence(zh, obstacle);
    expect(said, obstacle.kind).toMatch(/\p{Script=Han}/u);
    expect(said, obstacle.kind).not.toMatch(/undefined|？| and |more/);
    for (const [, serial = ''] of obstacle.message.matchAll(/(TF-\d)/g)) expect(said).toContain(serial);
  }
  const open = all.filter(({ kind }) => kind === 'cards-open').map((obstacle) => sentence(zh, obstacle));
  expect(new Set(open).size).toBe(open.length);
  expect(open[0]).toContain('TF-5 等，另有 2 张');
});
