import { defineConfig } from '@playwright/test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Those that `build/display.mjs` has made; on the screen of a person there is room for one worker's windows. */
const displays = process.env['TWOFOLD_DISPLAYS']?.split(' ') ?? [];
const worker = process.env['TEST_PARALLEL_INDEX'] ?? '0';
const own = displays[Number(worker)];
if (own !== undefined) process.env['DISPLAY'] = own;
// Where the stations of the tests keep their anchors: not among those of whoever runs them.
process.env['XDG_STATE_HOME'] = `${root}.cache/state/${worker}`;

/** Real windows, on a display for each worker; the specs of one file one after the other. */
export default defineConfig({
  testDir: `${root}tests/e2e`,
  outputDir: `${root}out/e2e`,
  workers: Math.max(displays.length, 1),
  // Deadlines and no measures: beside another worker, what gives way to everything else may wait for long.
  timeout: 240_000,
  expect: { timeout: 90_000 },
  reporter: [['list'], ['json']],
  forbidOnly: true,
});
