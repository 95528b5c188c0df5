import { expect, test } from 'vitest';
import { BENCH_STATES, type BenchUnitState, RELEASED, REWORK } from '../../../../core/life/bench-life.ts';
import { DEEDS, deedNames, deedsBy, viewOf } from '../../../../core/stations/bench/deeds.ts';
import { createOffPath } from '../../../../core/stations/bench/off-path.ts';
import { receivedUnit } from '../../../../core/life/bench-life.ts';
import { makeCards, receivedEvent, type TestCard } from '../../../fakes/cards.ts';
import { memoryJournal } from '../../../fakes/journal.ts';
import { steadyRandom } from '../../../fakes/streams.ts';

const [one] = (await makeCards(1)) as readonly [TestCard];

/** What may be decided about a card, the lot having fallen on TF-2. */
function offered(state: BenchUnitState, reason: string | null = null, more: { closed?: true; serial?: string } = {}) {
  const journal = memoryJournal();
  const offPath = createOffPath({
    journal,
    units: journal,
    random: steadyRandom('sample'),
    records: () => [],
    labelled: () => undefined,
    withdraw: async () => undefined,
    finished: () => [],
    picked: () => ['TF-2'],
  });
  return offPath.offered({ ...receivedUnit(receivedEvent(one)), state, reason, ...more });
}

test('a card in quarantine or in doubt may be scrapped', () => {
  expect(offered('quarantined', 'secret-scanned')).toEqual(['put-aside', 'scrap']);
  expect(offered('condemned', 'passphrase-mismatch')).toEqual(['put-aside', 'scrap']);
  expect(offered('in-doubt', 'interrupted')).toEqual(['put-aside', 'scrap']);
});

test('what can be made anew may be reworked', () => {
  for (const reason of Object.keys(REWORK))
    expect(offered('quarantined', reason)).toEqual(['rework', 'put-aside', 'scrap']);
});

test('a finished card may be recorded as opened where the lot fell on it, and nowhere else', () => {
  expect(offered('finished', null, { serial: 'TF-2' })).toEqual(['sample']);
  expect(offered('finished')).toEqual([]);
});

test('fault 5: what was held for its sticker may be released', () => {
  expect(RELEASED).toEqual(['other-card-sticker', 'sticker-elsewhere', 'unknown-sticker']);
  for (const reason of RELEASED) expect(offered('quarantined', reason)).toEqual(['release', 'put-aside', 'scrap']);
});

test('fault 11: of a closed batch only what was aside gets its end', () => {
  expect(offered('quarantined', 'strip-failed', { closed: true })).toEqual(['end']);
  expect(offered('missing', 'lost', { closed: true })).toEqual(['end']);
  expect(offered('sealed', null, { closed: true })).toEqual([]);
});

test('fault 11: any card on its way may be put aside, and a missing one is found again', () => {
  const over: readonly string[] = [
    'finished',
    'missing',
    'scrapped',
    'sampled',
    'returned',
    'withdrawn',
    'handed-over',
  ];
  for (const state of Object.keys(BENCH_STATES) as readonly BenchUnitState[])
    expect([state, offered(state).includes('put-aside')]).toEqual([state, !over.includes(state)]);
  expect(offered('missing', 'lost')).toEqual(['found']);
});

test('whoever decides is one person or two, and what cannot be undone always needs two', () => {
  expect([...deedsBy('one'), ...deedsBy('two')].sort()).toEqual([...deedNames].sort());
  expect(deedsBy('one')).toEqual(['rework', 'put-aside']);
  for (const deed of deedNames) if (viewOf(deed).final) expect(DEEDS[deed].people).toBe('two');
});
