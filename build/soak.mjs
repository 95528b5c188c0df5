/**
 * `npm run soak`: the properties and the tests beside them, at other seeds and in other orders, until the time is over or
 * one fails, and says which seed to play it again with. `--minutes N` (30); `--seed N` for the first round; test files to
 * keep to.
 */
import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies, ensureKernel, ensureSystem, root, run, step } from './setup.mjs';

const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, seed: { type: 'string' } },
  allowPositionals: true,
});

await ensureDependencies();
await ensureSystem(['test']);
await ensureKernel();
const files = positionals.length > 0 ? positionals : filesWithProperties();
const until = Date.now() + Number(values.minutes) * 60_000;
let seed = Number(values.seed ?? randomInt(2 ** 31));
let rounds = 0;
do {
  try {
    await step(`round ${rounds + 1}, seed ${seed}`, () => round(seed));
  } catch (failed) {
    console.log(failed.message);
    console.log(`\nIt failed. To play it again: npm run soak -- --minutes 0 --seed ${seed}`);
    process.exit(1);
  }
  rounds++;
  seed = randomInt(2 ** 31);
} while (Date.now() < until);
console.log(`${rounds} rounds over ${files.length} files, and nothing failed.`);

function filesWithProperties() {
  const found = execFileSync('git', ['grep', '-lE', "from 'fast-check'", '--', 'tests/*.test.ts'], { cwd: root });
  return found.toString().trim().split('\n');
}

function round(seed) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const order = ['--sequence.shuffle', `--sequence.seed=${seed}`];
  return run(process.execPath, [vitest, 'run', '--config', 'build/vitest.config.ts', '--silent', ...order, ...files], {
    env: { TWOFOLD_SEED: String(seed), NO_COLOR: '1' },
  });
}
