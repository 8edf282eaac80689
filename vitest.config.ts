import { defineConfig } from 'vitest/config';

/** Tests run on the compiled code, exactly what a user installs; source maps lead back to the TypeScript. */
export default defineConfig({
  test: {
    include: ['{packages,apps}/*/dist/**/*.test.js', 'scripts/**/*.test.mjs'],
    exclude: ['**/node_modules/**'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    reporters: ['default', './scripts/plain-reporter.mjs'],
  },
});
