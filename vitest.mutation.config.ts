import { defineConfig } from 'vitest/config';

/** Unit tests of the pure rooms alone, with fewer runs of each property: every mutant repeats them. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/{vocab,tables,facts,coding,checks,report}/**/*.test.ts'],
    setupFiles: ['src/test-kit/fail-on-console-error.ts', 'src/test-kit/fewer-property-runs.ts'],
  },
});
