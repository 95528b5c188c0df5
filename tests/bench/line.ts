/** Many benches on real files: what becomes of ten thousand cards when benches crash, die, are put back and hand over. */
import { must } from '../../core/base/result.ts';
import { LINE_ACTS, playLine, type LineAct } from '../fakes/line-run.ts';
import { newLine } from '../fakes/line.ts';
import { atLeast, atMost, type Table } from './table.ts';

/** How often each thing happens, of a thousand. */
const WEIGHTS: Readonly<Record<LineAct['act'], number>> = {
  etch: 480,
  box: 330,
  hand: 70,
  lose: 10,
  take: 70,
  crash: 20,
  keep: 10,
  rollback: 5,
  elsewhere: 3,
  die: 2,
};

/** Where nearly every bench breaks, dies or is put back: what a quiet line shows once in ten thousand cards. */
const ROUGH: typeof WEIGHTS = {
  ...WEIGHTS,
  ...{ etch: 300, box: 200, hand: 200, lose: 40, take: 150, keep: 60, rollback: 60, die: 12 },
};

/**
 * The simulation: 20 benches, the seed of its chance printed with what came of it.
 *
 * @param count cards; a twentieth of them a bench
 */
export async function line(
  count: number,
  seed = Number(process.env['TWOFOLD_LINE_SEED'] ?? Date.now() % 1e9),
): Promise<Table[]> {
  const names = Array.from({ length: 20 }, (_, i) => `Bench ${i + 1}`);
  const spares = ['Spare 1', 'Spare 2', 'Spare 3', 'Spare 4'];
  const began = performance.now();
  const made = await newLine(names, count, spares);
  for (const name of names) must(await must(await made.open(made.bench(name))).open(await made.filesFor(name)));
  const ready = performance.now();
  const rough = process.env['TWOFOLD_LINE_ROUGH'] !== undefined;
  const acts = rough ? actsOf(seed, count, ROUGH) : actsOf(seed, Math.ceil(count / 4), WEIGHTS);
  const run = await playLine(made, acts, spares);
  const played = performance.now();
  await made.end();
  const happened = Object.entries(run.done)
    .map(([act, times]) => `${act} ${times}`)
    .join(', ');
  for (const [serial, said] of Object.entries(run.odd)) console.error(`${serial}: ${said.join(', ')}`);
  const ends = Object.entries(run.ends)
    .map(([end, cards]) => `${end} ${cards}`)
    .join(', ');
  return [
    {
      title: `A line of 20 benches and ${count} cards, seed ${seed} (TWOFOLD_LINE_SEED): ${happened}; ${ends}`,
      rows: [
        { what: 'serials with two intents', value: run.twice.length, unit: 'x', target: atMost(0) },
        { what: 'cards nobody accounts for', value: Math.abs(run.unaccounted), unit: 'x', target: atMost(0) },
        { what: 'batch complete, every share balanced', value: run.complete ? 1 : 0, unit: 'x', target: atLeast(1) },
        { what: 'made, ordered, returned, opened', value: ready - began, unit: 'ms' },
        { what: 'played and worked off', value: played - ready, unit: 'ms' },
      ],
    },
  ];
}

/** The same acts for the same seed (xorshift32). */
function actsOf(seed: number, count: number, weights: typeof WEIGHTS): readonly LineAct[] {
  let state = seed | 1;
  const next = (below: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
  const drawn = LINE_ACTS.flatMap((act) => Array.from({ length: weights[act] }, () => act));
  return Array.from({ length: count }, () => {
    return { act: drawn[next(drawn.length)] ?? 'etch', at: next(1000), to: next(1000), n: next(1000) };
  });
}
