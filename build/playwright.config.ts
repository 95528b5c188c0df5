import { defineConfig } from '@playwright/test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

// Where the stations of the tests keep their anchors: not among those of whoever runs them.
process.env['XDG_STATE_HOME'] = `${root}.cache/state`;

/** Real windows, one after the other: the machine has two cores, and a person has one screen. */
export default defineConfig({
  testDir: `${root}tests/e2e`,
  outputDir: `${root}out/e2e`,
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json']],
  forbidOnly: true,
});
