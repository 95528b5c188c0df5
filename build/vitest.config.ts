import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * What starts the command line as a process, or kills one: whole programs, each of which proves its kernel first. And
 * whole lives of a station, played again for every change of the disk at which its power can be cut; and albums of photographs.
 */
const PROGRAMS = [
  'tests/electron/**/cli/**/*.test.ts',
  'tests/**/*kill.test.ts',
  'tests/**/*power.test.ts',
  'tests/core/scan/{damaged,picture}.test.ts',
  'tests/electron/courier/apart.test.ts',
  'tests/electron/devices/known-labels.test.ts',
  'tests/electron/keys/let-go.test.ts',
  'tests/resources/{journal,sample}.test.ts',
];
/** Whole stations on real files, opened, used, put back and opened again, hundreds of times over. */
const STATIONS = ['tests/electron/{roles,station}/**/*.test.ts', 'tests/invariants/**/*.test.ts'];
const PORTS = ['tests/**/*.pty.test.ts'];

/** As much as a run has in its directories at any time, several times over. */
const ROOM = 4 * 1024 ** 3;

/**
 * Where a run has its directories: in memory where the machine has so much of it to give. Thousands of stations are made
 * and closed, and waiting for a disk at each of their records would be a third of the run. What a power cut leaves is shown
 * by tests that count what was synced; what a real disk does, by those that start the app.
 */
function fastest(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize < ROOM ? tmpdir() : '/dev/shm';
  } catch {
    return tmpdir();
  }
}

const directories = mkdtempSync(join(fastest(), 'twofold-unit-'));
/** Where the stations of this run keep their anchors: not among those of whoever runs it. */
const computer = mkdtempSync(join(tmpdir(), 'twofold-computer-'));
process.once('exit', () => {
  for (const made of [directories, computer]) rmSync(made, { recursive: true, force: true });
});

/** Whoever puts something else in the place of a module must not find it loaded already. */
const MOCKING = readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => `tests/${name}`)
  .filter((path) => /\bvi\.(do)?[mM]ock\(/.test(readFileSync(join(root, path), 'utf8')));

/** Tests in threads, each of which has the house loaded once. */
const shared = (name: string, include: string[], others: string[]) => ({
  extends: true as const,
  test: {
    name,
    include,
    exclude: ['tests/e2e/**', 'tests/package/**', ...PORTS, ...MOCKING, ...PROGRAMS, ...others],
    pool: 'threads' as const,
    // Files of one thread share what they import: to load it anew took as long as the tests themselves.
    isolate: false,
    // And what one of them spied on is itself again for the next.
    restoreMocks: true,
  },
});

/**
 * Everything under tests/ but the end-to-end suite, which needs a real window. `npm run unit` leaves whole programs and
 * whole stations out: it is what is run after every few lines, and they are more than half of the time for a sixth of the
 * tests. What puts something in the place of a module runs apart from the others, in threads of its own.
 *
 * What opens real ports (`*.pty.test.ts`) runs in processes of its own, because the native code of `serialport` works
 * in a process's main thread only and brings the process down in any other.
 */
export default defineConfig({
  root,
  // For the window's state, which is written with runes; no component is rendered here.
  plugins: [svelte({ configFile: false })],
  test: {
    projects: [
      shared('unit', ['tests/**/*.test.ts'], STATIONS),
      shared('stations', STATIONS, []),
      { extends: true, test: { name: 'apart', include: MOCKING, exclude: PROGRAMS, pool: 'threads' } },
      { extends: true, test: { name: 'programs', include: PROGRAMS, pool: 'threads' } },
      { extends: true, test: { name: 'ports', include: PORTS, pool: 'forks' } },
    ],
    // Vitest leaves a core free by itself, which on two cores is half of them.
    maxWorkers: '100%',
    env: { XDG_STATE_HOME: computer, TMPDIR: directories },
    setupFiles: ['tests/seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default'],
    coverage: { provider: 'v8', include: ['core/**', 'electron/**'], reportsDirectory: 'out/coverage' },
  },
});
