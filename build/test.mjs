/**
 * `npm test`: everything. Fetches what is missing, then types, lint, formatting, layers, unit and property tests, and
 * the end-to-end tests in a real Electron window, and the package, installed. Ends with one line: `N passed, N failed`.
 *
 * `--only check|unit|e2e|package` runs one part; what follows `--` goes to the runner of that part, such as the name of a spec.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { check } from './check.mjs';
import { withDisplay } from './display.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { cachePath, ensureBuilt, ensureDependencies, ensureKernel, ensureSystem, root, run, step } from './setup.mjs';

/** Windows wait for each other's processes as often as they work: on two cores two at a time take half as long. */
const DISPLAYS = availableParallelism() < 2 ? 1 : 2;
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : null;
const further = process.argv.includes('--') ? process.argv.slice(process.argv.indexOf('--') + 1) : [];
const wanted = (part) => only === null || only === part;
const total = { passed: 0, failed: 0 };
/** What failed, said once more at the end: where a run is kept, its end is what is read. */
const failures = [];
const add = ({ passed, failed, names = [] }) => {
  total.passed += passed;
  total.failed += failed;
  failures.push(...names);
};

console.log('Twofold: npm test');
await ensureDependencies();

if (wanted('check')) {
  console.log('\nTypes, lint, formatting, layers');
  add(await check());
}

if (wanted('unit')) {
  console.log('\nUnit and property tests');
  await ensureSystem(['test']);
  await ensureKernel();
  const report = cachePath('unit.json');
  rmSync(report, { force: true });
  const code = await watch(join(root, 'node_modules/vitest/vitest.mjs'), [
    'run',
    '--config',
    'build/vitest.config.ts',
    ...reporting(report),
    ...further,
  ]);
  add(countVitest(report, code));
}

if (wanted('e2e')) {
  console.log('\nEnd-to-end tests in a real Electron window');
  await ensureSystem(['window', 'display', 'test', 'browser']);
  const electron = await electronRuntime();
  await ensureBuilt();
  mkdirSync(join(root, 'out'), { recursive: true });
  const report = cachePath('e2e.json');
  rmSync(report, { force: true });
  const code = await withDisplay(
    (display) =>
      watch(
        join(root, 'node_modules/@playwright/test/cli.js'),
        ['test', '--config', 'build/playwright.config.ts', ...further],
        {
          ...display,
          TWOFOLD_ELECTRON: electron.path,
          TWOFOLD_ELECTRON_ARGS: JSON.stringify(electron.args),
          PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        },
      ),
    DISPLAYS,
  );
  add(countPlaywright(report, code));
}

if (wanted('package') && process.platform === 'linux' && existsSync('/etc/debian_version')) {
  console.log('\nThe package, packed and installed');
  await ensureSystem(['window', 'display', 'package']);
  const out = cachePath('package');
  await step('packing it', () =>
    run(process.execPath, [join(root, 'build/package.mjs'), '--rehearsal', '--quick', '--out', out]),
  );
  const debian = readdirSync(out).find((name) => name.endsWith('.deb'));
  const report = cachePath('package.json');
  rmSync(report, { force: true });
  const code = await withDisplay((display) =>
    watch(
      join(root, 'node_modules/vitest/vitest.mjs'),
      ['run', '--config', 'build/vitest.package.config.ts', ...reporting(report), ...further],
      { ...display, TWOFOLD_PACKAGE: join(out, debian) },
    ),
  );
  add(countVitest(report, code));
  rmSync(out, { recursive: true });
}

for (const failure of failures) console.log(`\nFAILED ${failure}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

/** Runs a Node script in full view and gives its exit code. */
function watch(script, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** For a person to read, and for us to count. */
function reporting(report) {
  return ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
}

/** A run that ended badly without a failed test (a broken config, a crash) still counts as one failure. */
function orOne(failed, code) {
  return failed === 0 && code !== 0 ? 1 : failed;
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}

/** The first lines of an error, without its colours. */
function brief(message) {
  return message
    .replace(/\u001b\[[\d;]*m/g, '')
    .split('\n')
    .slice(0, 12)
    .join('\n    ');
}

function countVitest(path, code) {
  const { numPassedTests = 0, numFailedTests = 0, testResults = [] } = readReport(path);
  const names = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const tests = assertionResults.filter((test) => test.status === 'failed');
    const what = tests.map((test) => `${test.fullName}\n    ${brief(test.failureMessages.join('\n'))}`);
    // A file that could not be loaded has no tests.
    if (status === 'failed' && tests.length === 0) what.push(brief(message));
    return what.map((one) => `${relative(root, name)}: ${one}`);
  });
  return { passed: numPassedTests, failed: orOne(numFailedTests, code), names };
}

function countPlaywright(path, code) {
  const { stats: { expected = 0, unexpected = 0 } = {}, suites = [], errors = [] } = readReport(path);
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  const failed = suites.flatMap(specs).filter(({ ok }) => !ok);
  const names = failed.map(({ file, line, title, tests }) => {
    const error = tests.flatMap(({ results }) => results).find((result) => result.error?.message)?.error.message;
    return `tests/e2e/${file}:${line}: ${title}\n    ${brief(error ?? 'not run')}`;
  });
  names.push(...errors.map(({ message = '' }) => brief(message)));
  return { passed: expected, failed: orOne(unexpected, code), names };
}
