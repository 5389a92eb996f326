import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** A small file of ours in place of a package the browser needs little or nothing of. */
const vendored = (name: string): string =>
  fileURLToPath(new URL(`vendor/${name}/index.cjs`, import.meta.url));

/**
 * The app and its two launch pages. Relative base: one build serves any path of any site.
 * FHIRCLIENT_PURE drops fhirclient's cross-fetch and AbortController polyfills; its debug output prints tokens, so
 * `debug` is replaced by one that prints nothing.
 */
export default defineConfig({
  plugins: [react()],
  base: './',
  define: { FHIRCLIENT_PURE: 'true' },
  resolve: { alias: { debug: vendored('debug-off'), 'js-base64': vendored('js-base64') } },
  // The engine runs in a worker of its own, started as a module.
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Browsers of the es2022 target preload modules themselves. A lazy screen shares nearly all its chunks with the
    // page, so only the page lists what it needs: a list in the script would cost every visit more than it saves one.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, needed, { hostType }) => (hostType === 'html' ? needed : []),
    },
    rolldownOptions: {
      input: { main: 'index.html', launch: 'launch/index.html', coder: 'launch/coder/index.html' },
    },
  },
});
