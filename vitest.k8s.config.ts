import { defineConfig } from 'vitest/config';

const setupFiles = ['test/support/fixed-seed.ts'];

/** Tests that need programs which npm does not bring: `kubectl`, and a control plane for `cluster`. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'kubectl',
          include: ['test/k8s/kubectl.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'cluster',
          setupFiles,
          globalSetup: 'test/k8s/cluster/start.ts',
          include: ['test/k8s/cluster/*.test.ts'],
          // They change one cluster.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
