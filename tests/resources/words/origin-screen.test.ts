import { expect, test } from 'vitest';
import { asciiBytes } from '../../../core/base/digest.ts';
import { readDice } from '../../../core/random/dice.ts';
import type { Failure } from '../../../core/base/result.ts';
import { createOriginBook } from '../../../core/stations/origin/book.ts';
import { reviewPlan, type BatchPlan } from '../../../core/stations/origin/plan.ts';
import { createSerials } from '../../../core/card/serial-scheme.ts';
import { CARD_SHAPE } from '../../../core/card/passphrase.ts';
import { LANGUAGES } from '../../../resources/words/languages.ts';
import { zh } from '../../../resources/words/zh/zh.ts';
import { reasonName, sentence } from '../../../resources/words/text.ts';

const CHINESE = /\p{Script=Han}/u;
const range = { prefix: 'TF-', digits: 6, check: false, order: 'sequential', start: 200, count: 10 } as const;

/** Everything a plan can be refused for, as the station says it. */
function refusals(): readonly Failure[] {
  const book = createOriginBook();
  book.apply({
    ...{ kind: 'batch-planned', batch: 'B-1', count: 100, keys: 'ab'.repeat(16) },
    ...{ prefix: 'TF-', digits: 6, start: 100, check: false, permuted: false },
    ...{ alphabet: 'legible', groups: 5, size: 4, lot: 5, sequence: 0 },
  });
  const plan = (over: Partial<BatchPlan>): BatchPlan => ({
    batch: 'B-2',
    range,
    shape: CARD_SHAPE,
    lots: null,
    ...over,
  });
  const plans: readonly Partial<BatchPlan>[] = [
    { batch: 'b', range: { ...range, start: 150 } },
    { batch: 'B-1', shape: { ...CARD_SHAPE, groups: 4 }, lots: { lot: 5, sequence: 50, count: 10 } },
    { range: { ...range, count: 0 }, shape: { ...CARD_SHAPE, groups: 90 } },
    { range: { ...range, prefix: 'tf' }, lots: { lot: -1, sequence: 0, count: 10 } },
    { range: { ...range, digits: 99 } },
    { range: { ...range, prefix: 'A-LONG-PREFIX-OF-NOTHING-' } },
    { range: { ...range, start: 999_999 } },
    { replaces: ['TF-000100'] },
    { range: { ...range, count: 1 }, replaces: ['TF-000100'] },
  ];
  const dice = ['', '7', '1'.repeat(60)].map((rolls) => readDice(asciiBytes(rolls)));
  return [
    ...plans.flatMap((over) => reviewPlan(plan(over), book.batches(), (numbers) => createSerials(numbers, null)).map(({ failure }) => failure)),
    ...dice.flatMap((read) => (read.ok ? [] : [read.error])),
  ];
}

test('whatever a new batch is refused for is said in Chinese too, with the same numbers in it', () => {
  const all = refusals();
  expect(new Set(all.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(13);
  for (const failure of all) {
    const said = sentence(zh, failure);
    expect(said, failure.kind).toMatch(CHINESE);
    expect(said, failure.kind).not.toMatch(/undefined|NaN|？/);
    expect(reasonName(LANGUAGES.en, failure.kind), failure.kind).not.toBe(failure.kind);
  }
  expect(reasonName(LANGUAGES.zh, 'passphrase-opened')).toMatch(CHINESE);
});
