import { defineConfig } from 'vitest/config';

/** What Stryker runs against each mutant of the core: the core's own tests. */
export default defineConfig({
  test: { include: ['test/shared/**/*.test.ts'] },
});
