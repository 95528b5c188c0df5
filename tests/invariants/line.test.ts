/**
 * Whatever becomes of the benches of a line, and in whatever order: no serial has two intents in the union of all journals
 * there ever were, and every unit is accounted for.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../core/base/result.ts';
import { LINE_ACTS, playLine, type LineAct } from '../fakes/line-run.ts';
import { newLine, type Line } from '../fakes/line.ts';

const NAMES = ['Bench A', 'Bench B', 'Bench C'];
const SPARES = ['Bench D'];
const COUNT = 12;

let line: Line;
let putBack: () => Promise<void>;
beforeAll(async () => {
  line = await newLine(NAMES, COUNT, SPARES);
  for (const name of NAMES) must(await must(await line.open(line.bench(name))).open(await line.filesFor(name)));
  putBack = await line.save();
});
afterAll(() => line.end());

const acts = fc.array(
  fc.record<LineAct>({
    act: fc.constantFrom(...LINE_ACTS, 'etch', 'hand', 'take'),
    at: fc.nat(20),
    to: fc.nat(20),
    n: fc.nat(20),
  }),
  { maxLength: 30 },
);

/** What was found once. */
const FOUND: [LineAct[]][] = [
  // A bench that is put back to before it gave a card up, which the other has taken.
  [
    [
      { act: 'keep', at: 0, to: 0, n: 0 },
      { act: 'hand', at: 0, to: 0, n: 0 },
      { act: 'take', at: 1, to: 0, n: 0 },
      { act: 'rollback', at: 0, to: 0, n: 0 },
    ],
  ],
  // A handover whose file was not written, and one that was: the second is not taken before the first.
  [
    [
      { act: 'lose', at: 0, to: 0, n: 0 },
      { act: 'hand', at: 0, to: 0, n: 0 },
    ],
  ],
];

const RUNS = Number(process.env['TWOFOLD_LINE_RUNS'] ?? 5);

test(`no order of etching, handover, replay, crash, copy, rollback and death gives a serial two intents, or loses one`, async () => {
  const property = fc.asyncProperty(acts, async (played) => {
    await putBack();
    const { twice, unaccounted, complete, odd, ends } = await playLine(line, played, SPARES);
    expect({ twice, unaccounted, complete, odd }, JSON.stringify(ends)).toEqual({
      twice: [],
      unaccounted: 0,
      complete: true,
      odd: {},
    });
  });
  await fc.assert(property, { numRuns: RUNS, examples: FOUND });
}, 240_000);
