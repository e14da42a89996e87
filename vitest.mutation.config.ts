import { defineConfig } from 'vitest/config';

/** What Stryker runs against each mutant of the core: the core's own tests, but for the long hunts after divergence. */
export default defineConfig({
  test: {
    // Instrumented, and often beside other work: a mutant that never ends is Stryker's own timeout's to catch.
    testTimeout: 60_000,
    setupFiles: ['test/support/fixed-seed.ts'],
    include: ['test/shared/**/*.test.ts'],
    exclude: [
      'test/shared/commit/convergence.test.ts',
      'test/shared/iam/decide.fuzz.test.ts',
      'test/shared/iam/*-properties.test.ts',
      'test/shared/report/hostile.test.ts',
      // They hold documents against the sample estate, which no mutant is given.
      'test/shared/rules/{coverage,runbook}.test.ts',
    ],
  },
});
