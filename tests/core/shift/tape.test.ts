/** Steps on a tape are counted as somebody counts them who looks at each. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTape, type TapeStep } from '../../../core/shift/tape.ts';

const step: fc.Arbitrary<TapeStep> = fc.record({
  at: fc.nat(100),
  kind: fc.constantFrom('unit-proven', 'sticker-printed', 'sticker-spoilt'),
  batch: fc.constantFrom('B1', 'B2'),
  count: fc.integer({ min: 1, max: 9 }),
  took: fc.option(fc.integer({ min: -5000, max: 90_000 })),
  person: fc.option(fc.constantFrom('Ada', 'Grace')),
  reason: fc.option(fc.constantFrom('torn', 'faint')),
  again: fc.boolean(),
});

const sum = (steps: readonly TapeStep[]): number => steps.reduce((all, { count }) => all + count, 0);

test('sums of any period and batch are those of its steps, in whatever order they came', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 60 }),
      fc.nat(100),
      fc.nat(100),
      fc.option(fc.constantFrom('B1', 'B2', 'B3')),
      (steps, from, length, batch) => {
        const tape = createTape();
        for (const one of steps) tape.add(one);
        expect(tape.length).toBe(steps.length);
        const to = from + length;
        const here = steps.filter((one) => one.at >= from && one.at < to && (batch === null || one.batch === batch));
        const sums = tape.sums({ from, to, batch, slot: 10 }, 'unit-proven');
        const done = here.filter(({ kind }) => kind === 'unit-proven');
        for (const { slot, cards } of sums.finished) {
          expect(cards).toBe(sum(done.filter(({ at }) => Math.floor((at - from) / 10) === slot)));
        }
        expect(sums.finished.reduce((all, { cards }) => all + cards, 0)).toBe(sum(done));
        expect(sums.passes).toEqual({
          clean: sum(done.filter(({ again }) => !again)),
          again: sum(done.filter(({ again }) => again)),
          strays: sum(here.filter(({ reason, again }) => reason !== null && !again)),
        });
        for (const kind of ['unit-proven', 'sticker-printed', 'sticker-spoilt']) {
          const of = here.filter((one) => one.kind === kind);
          expect(sums.times.get(kind) ?? 0).toBe(sum(of));
          const timed = of.flatMap(({ took }) => (took === null || took < 0 ? [] : [Math.floor(took / 1000)]));
          const counted = sums.durations.filter((one) => one.step === kind);
          expect(counted.flatMap(({ seconds, times }) => Array.from({ length: times }, () => seconds)).sort()).toEqual(
            timed.sort(),
          );
        }
        for (const { reason, cards } of sums.reasons)
          expect(cards).toBe(sum(here.filter((one) => one.reason === reason)));
        for (const { person, step: kind, times } of sums.people) {
          expect(times).toBe(sum(here.filter((one) => one.person === person && one.kind === kind)));
        }
        for (const { batch: name, finished, aside } of sums.batches) {
          expect(finished).toBe(sum(done.filter((one) => one.batch === name)));
          expect(aside).toBe(sum(here.filter((one) => one.batch === name && one.reason !== null)));
        }
      },
    ),
  );
});

test('it holds more than it had room for at first', () => {
  const tape = createTape();
  const plain = { kind: 'units-coded', batch: 'B', count: 2, took: null, person: null, reason: null, again: false };
  for (let at = 0; at < 5000; at++) tape.add({ ...plain, at });
  expect(tape.sums({ from: 0, to: 5000, batch: null, slot: 5000 }, 'units-coded').finished).toEqual([
    { slot: 0, cards: 10_000 },
  ]);
});
