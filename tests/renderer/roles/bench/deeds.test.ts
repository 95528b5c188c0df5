import { expect, test } from 'vitest';
import { type BenchUnitState, REWORK } from '../../../../core/life/bench-life.ts';
import { deedsFor } from '../../../../renderer/roles/bench/deeds.ts';
import { batchView, endingOf } from '../../../fakes/station.ts';

const open = endingOf(batchView, { unopened: ['TF-2'] });
const unit = (state: BenchUnitState, reason: string | null = null, serial = 'TF-1') => ({ serial, state, reason });

test('a card in quarantine or in doubt may be scrapped', () => {
  expect(deedsFor(unit('quarantined', 'unknown-sticker'), open)).toEqual(['scrap']);
  expect(deedsFor(unit('in-doubt', 'interrupted'), open)).toEqual(['scrap']);
  expect(deedsFor(unit('finished'), open)).toEqual([]);
});

test('what can be made anew may be reworked', () => {
  for (const reason of Object.keys(REWORK)) {
    expect(deedsFor(unit('quarantined', reason), open)).toEqual(['rework', 'scrap']);
  }
});

test('a card the lot fell on may be recorded as opened', () => {
  expect(deedsFor(unit('finished', null, 'TF-2'), open)).toEqual(['sample']);
});

test('nothing is to be done with the cards of a closed batch', () => {
  const closed = { ...open, closed: { at: '2026-11-22T10:00:00.000Z', people: ['Li Wei', 'Anna Roth'] } } as const;
  expect(deedsFor(unit('quarantined', 'strip-failed'), closed)).toEqual([]);
  expect(deedsFor(unit('quarantined', 'strip-failed'), null)).toEqual([]);
});
