import { defineConfig } from 'vitest/config';

/** Tests that need programs which npm does not bring. */
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
    ],
  },
});
