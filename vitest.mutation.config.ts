import { configDefaults, defineConfig } from 'vitest/config';

/** The rooms under test, as `tools/mutation.ts` hands them on; all pure rooms without. */
const rooms = process.env['MUTATION_ROOMS'] || 'vocab,tables,facts,coding,checks,report';

/**
 * Tests of whole files: from a Bundle through every room to its report, over every fixture and worked case. Each
 * covers nearly every line, so that one mutant would take them all, and minutes instead of milliseconds; a room
 * could not be measured in a day. Fewer tests can only lower a score: what the tests beside the code let pass
 * counts as a survivor here, whether or not these would have caught it.
 */
const wholeFiles = [
  'src/report/completeness-matrix.test.ts',
  'src/report/cases.test.ts',
  'src/report/spec-cases/**',
];

/** Unit tests of the pure rooms alone, with fewer runs of each property: every mutant repeats them. */
export default defineConfig({
  test: {
    environment: 'node',
    include: rooms.split(',').map((room) => `src/${room}/**/*.test.ts`),
    exclude: [...configDefaults.exclude, ...wholeFiles],
    setupFiles: ['src/test-kit/fail-on-console-error.ts', 'src/test-kit/fewer-property-runs.ts'],
    // The first run measures coverage and is several times slower than a plain one.
    testTimeout: 60_000,
  },
});
