/** `npm run check`: types of every layer, lint, formatting, layers. Each prints only what is wrong. */
import { join } from 'node:path';
import { cachePath, dependencies, ensureKernel, isRun, root, run } from './setup.mjs';

/** The programs as Node runs them on every system: what lies in `.bin` is a script of the shell on one, of another elsewhere. */
const PROGRAMS = {
  tsc: 'typescript/bin/tsc',
  'svelte-check': 'svelte-check/bin/svelte-check',
  eslint: 'eslint/bin/eslint.js',
  prettier: 'prettier/bin/prettier.cjs',
  depcruise: 'dependency-cruiser/bin/dependency-cruise.mjs',
};

const kept = (name) => cachePath('checked', dependencies().slice(0, 16), name);
const types = (project) => [
  'tsc',
  ['-p', project, '--incremental', '--tsBuildInfoFile', kept(`${project.replace('/', '-')}.tsbuildinfo`)],
];
const components = (project) => [
  'svelte-check',
  ['--tsconfig', `${project}/tsconfig.json`, '--output', 'human', '--fail-on-warnings'],
];
/** What was found good stays so, by its content, for as long as the dependencies are the same. */
const remembering = (name) => ['--cache', '--cache-strategy', 'content', '--cache-location', kept(name)];

/** The longest first, so that none is left alone at the end. */
const CHECKS = [
  [
    'lint',
    'eslint',
    [
      ...['--config', 'build/eslint.config.js', '--max-warnings', '0', ...remembering('eslint')],
      ...['core', 'electron', 'renderer', 'browser', 'resources', 'build', 'tests'],
    ],
  ],
  ['types of tests and build', ...types('tests')],
  ['formatting', 'prettier', ['--check', '--log-level', 'warn', ...remembering('prettier'), '.']],
  ['types of the window', ...components('renderer')],
  ['types of electron', ...types('electron')],
  ['types of core', ...types('core')],
  ["types of the owner's page", ...components('browser')],
  ['types of the words', ...types('resources/words')],
  ['layers', 'depcruise', ['--config', 'build/layers.cjs', 'core', 'electron', 'renderer', 'browser', 'resources']],
];

/** @returns {Promise<{ passed: number, failed: number, names: string[] }>} */
export async function check() {
  await ensureKernel();
  const count = { passed: 0, failed: 0, names: [] };
  // Two at a time: the machine the tests are measured on has two cores.
  const waiting = [...CHECKS];
  async function lane() {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [title, program, args] = next;
      const began = Date.now();
      const path = join(root, 'node_modules', PROGRAMS[program]);
      const output = await run(process.execPath, [path, ...args]).then(
        () => null,
        (error) => error.message,
      );
      console.log(`  ${output === null ? 'ok  ' : 'FAIL'} ${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
      if (output === null) count.passed++;
      else {
        count.failed++;
        count.names.push(`${title}\n${output.slice(-2000)}`);
        console.log(output);
      }
    }
  }
  await Promise.all([lane(), lane()]);
  return count;
}

if (isRun(import.meta.url)) {
  const { passed, failed } = await check();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
