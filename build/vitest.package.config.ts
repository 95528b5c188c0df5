import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';

/** The package that `build/test.mjs` has packed, in the order of its life. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: { include: ['tests/package/**/*.test.ts'], pool: 'forks', bail: 1, testTimeout: 240_000, hookTimeout: 120_000 },
});
