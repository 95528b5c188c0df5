/** `npm run check`: types of every layer, lint, formatting, layers. Each prints only what is wrong. */
import { join } from 'node:path';
import { ensureKernel, root, run } from './setup.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);

const CHECKS = [
  ['types of core', bin('tsc'), ['-p', 'core']],
  ['types of the words', bin('tsc'), ['-p', 'resources/words']],
  ['types of electron', bin('tsc'), ['-p', 'electron']],
  [
    'types of the window',
    bin('svelte-check'),
    ['--tsconfig', 'renderer/tsconfig.json', '--output', 'human', '--fail-on-warnings'],
  ],
  [
    "types of the owner's page",
    bin('svelte-check'),
    ['--tsconfig', 'browser/tsconfig.json', '--output', 'human', '--fail-on-warnings'],
  ],
  ['types of tests and build', bin('tsc'), ['-p', 'tests']],
  [
    'lint',
    bin('eslint'),
    [
      '--config',
      'build/eslint.config.js',
      '--max-warnings',
      '0',
      'core',
      'electron',
      'renderer',
      'browser',
      'resources',
      'build',
      'tests',
    ],
  ],
  ['formatting', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  [
    'layers',
    bin('depcruise'),
    ['--config', 'build/layers.cjs', 'core', 'electron', 'renderer', 'browser', 'resources'],
  ],
];

/** @returns {Promise<{ passed: number, failed: number }>} */
export async function check() {
  await ensureKernel();
  const count = { passed: 0, failed: 0 };
  // Two at a time: the machine the tests are measured on has two cores.
  const waiting = [...CHECKS];
  async function lane() {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [title, command, args] = next;
      const began = Date.now();
      const output = await run(command, args).then(
        () => null,
        (error) => error.message,
      );
      console.log(`  ${output === null ? 'ok  ' : 'FAIL'} ${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
      if (output === null) count.passed++;
      else {
        count.failed++;
        console.log(output);
      }
    }
  }
  await Promise.all([lane(), lane()]);
  return count;
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const { passed, failed } = await check();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}
