import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The gallery: every piece of the kit and every state of the sign check. Never part of the app's build. */
export default defineConfig({
  plugins: [react()],
  root: 'tools/gallery',
  base: './',
  server: { host: '127.0.0.1', fs: { allow: ['../..'] } },
  build: { outDir: '../../dist-gallery', emptyOutDir: true, target: 'es2022' },
});
