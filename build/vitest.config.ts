import { defineConfig } from 'vitest/config';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Unit and property tests: everything under tests/ but the end-to-end suite, which needs a real window. */
export default defineConfig({
  root,
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**'],
    pool: 'threads',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default'],
    coverage: { provider: 'v8', include: ['core/**', 'electron/**'], reportsDirectory: 'out/coverage' },
  },
});
