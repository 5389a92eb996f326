import { defineConfig } from 'vitest/config';

/** The rooms under test, as `tools/mutation.ts` hands them on; all pure rooms without. */
const rooms = process.env['MUTATION_ROOMS'] || 'vocab,tables,facts,coding,checks,report';

/** Unit tests of the pure rooms alone, with fewer runs of each property: every mutant repeats them. */
export default defineConfig({
  test: {
    environment: 'node',
    include: rooms.split(',').map((room) => `src/${room}/**/*.test.ts`),
    setupFiles: ['src/test-kit/fail-on-console-error.ts', 'src/test-kit/fewer-property-runs.ts'],
    // The first run measures coverage and is several times slower than a plain one.
    testTimeout: 60_000,
  },
});
