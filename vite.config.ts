import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The app and its two launch pages. Relative base: one build serves any path of any site.
 * FHIRCLIENT_PURE drops fhirclient's cross-fetch and AbortController polyfills.
 */
export default defineConfig({
  plugins: [react()],
  base: './',
  define: { FHIRCLIENT_PURE: 'true' },
  build: {
    target: 'es2022',
    rolldownOptions: {
      input: { main: 'index.html', launch: 'launch/index.html', coder: 'launch/coder/index.html' },
    },
  },
});
