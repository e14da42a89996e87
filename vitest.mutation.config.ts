import { defineConfig } from 'vitest/config';

/** What Stryker runs against each mutant of the core: the core's own tests, but for the long hunts after divergence. */
export default defineConfig({
  test: {
    include: ['test/shared/**/*.test.ts'],
    exclude: [
      'test/shared/commit/convergence.test.ts',
      'test/shared/iam/decide.fuzz.test.ts',
      'test/shared/iam/*-properties.test.ts',
      'test/shared/report/hostile.test.ts',
    ],
  },
});
