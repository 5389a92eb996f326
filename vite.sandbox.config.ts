import { defineConfig } from 'vite';

/**
 * The sandbox EHR's chart page, built apart from the app: nothing of it may reach the folder that a site deploys.
 */
export default defineConfig({
  root: 'launch/sandbox-ehr/chart-page',
  base: './',
  build: { target: 'es2022', outDir: '../../../dist-sandbox', emptyOutDir: true },
});
