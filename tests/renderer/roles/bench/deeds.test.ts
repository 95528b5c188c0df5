import { expect, test } from 'vitest';
import { type BenchUnitState, REWORK } from '../../../../core/life/bench-life.ts';
import { deedsFor } from '../../../../renderer/roles/bench/deeds.ts';
import { batchView, endingOf } from '../../../fakes/station.ts';

const open = endingOf(batchView, { unopened: ['TF-2'] });
const unit = (state: BenchUnitState, reason: string | null = null, serial = 'TF-1') => ({ serial, state, reason });

test('a card in quarantine or in doubt may be scrapped', () => {
  expect(deedsFor(unit('quarantined', 'secret-scanned'), open)).toEqual(['aside', 'scrap']);
  expect(deedsFor(unit('condemned', 'passphrase-mismatch'), open)).toEqual(['aside', 'scrap']);
  expect(deedsFor(unit('in-doubt', 'interrupted'), open)).toEqual(['aside', 'scrap']);
  expect(deedsFor(unit('finished'), open)).toEqual([]);
});

test('what can be made anew may be reworked', () => {
  for (const reason of Object.keys(REWORK)) {
    expect(deedsFor(unit('quarantined', reason), open)).toEqual(['rework', 'aside', 'scrap']);
  }
});

test('a card the lot fell on may be recorded as opened', () => {
  expect(deedsFor(unit('finished', null, 'TF-2'), open)).toEqual(['sample']);
});

test('fault 5: what was held for its sticker may be released', () => {
  for (const reason of ['other-card-sticker', 'sticker-elsewhere', 'unknown-sticker']) {
    expect(deedsFor(unit('quarantined', reason), open)).toEqual(['release', 'aside', 'scrap']);
  }
});

test('fault 11: of a closed batch only what was aside gets its end', () => {
  const closed = { ...open, closed: { at: '2026-11-22T10:00:00.000Z', people: ['Li Wei', 'Anna Roth'] } } as const;
  expect(deedsFor(unit('quarantined', 'strip-failed'), closed)).toEqual(['end']);
  expect(deedsFor(unit('missing', 'lost'), closed)).toEqual(['end']);
  expect(deedsFor(unit('sealed'), closed)).toEqual([]);
  expect(deedsFor(unit('quarantined', 'strip-failed'), null)).toEqual([]);
});

test('fault 11: any card on its way may be put aside, and a missing one is found again', () => {
  for (const state of ['received', 'sent', 'marked', 'sealed', 'in-doubt'] as const) {
    expect(deedsFor(unit(state), open)).toContain('aside');
  }
  expect(deedsFor(unit('missing', 'lost'), open)).toEqual(['found']);
  expect(deedsFor(unit('finished'), open)).not.toContain('aside');
});
