import { defineConfig } from 'vitest/config';

const none = { include: [] };
const setupFiles = ['test/support/fixed-seed.ts'];

export default defineConfig({
  test: {
    coverage: {
      provider: 'v8',
      include: ['shared/**/*.ts'],
      reporter: ['text', 'json-summary'],
      thresholds: { lines: 100, functions: 100, branches: 100, statements: 100 },
    },
    projects: [
      {
        test: {
          name: 'core',
          setupFiles,
          include: ['test/shared/**/*.test.ts', 'test/house.test.ts'],
          benchmark: { include: ['test/bench/*.bench.ts'] },
        },
      },
      {
        test: {
          name: 'functions',
          setupFiles,
          include: ['test/functions/**/*.test.ts'],
          benchmark: none,
          testTimeout: 60_000,
        },
      },
      {
        // Synthesis loads aws-cdk-lib and may bundle every Lambda.
        test: {
          name: 'infra',
          setupFiles,
          // Loaded once for all files: nothing here changes it.
          isolate: false,
          include: ['test/infra/**/*.test.ts'],
          benchmark: none,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
