import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** One runner for unit, component and real-browser tests. `e2e` unpacks Chromium once, in its global setup. */
export default defineConfig({
  plugins: [react()],
  define: { FHIRCLIENT_PURE: 'true' },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{src,launch,tools}/**/*.test.ts'],
          setupFiles: ['src/test-kit/fail-on-console-error.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'component',
          environment: 'happy-dom',
          include: ['src/**/*.test.tsx'],
          setupFiles: ['src/test-kit/fail-on-console-error.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['e2e/**/*.e2e.ts'],
          globalSetup: ['e2e/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          // After the others: browsers and servers on a machine of two cores want it to themselves.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
