import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './build/compressed.ts';
import { firstLoads } from './build/first-load.ts';

const backend = process.env.BACKEND_URL ?? 'http://127.0.0.1:3000';

const behindLogin = ['src/main.tsx', 'app/shell/shell.tsx'];

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [
    react(),
    tailwindcss(),
    firstLoads([
      { page: 'sign-in', modules: ['src/main.tsx'], limit: 115 },
      { page: 'sessions', modules: [...behindLogin, 'routes/sessions-page.tsx'], limit: 180 },
      { page: 'session', modules: [...behindLogin, 'routes/session-page.tsx'], limit: 195 },
      { page: 'inbox', modules: [...behindLogin, 'routes/inbox-page.tsx'], limit: 180 },
      { page: 'answer link', modules: ['src/main.tsx', 'routes/answer-link-page.tsx'], limit: 128 },
    ]),
    compressed(),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    rolldownOptions: {
      output: {
        // Left alone, what several pages share becomes a file for each set of pages: dozens of a few hundred bytes, which
        // compress badly and are asked for one by one.
        codeSplitting: {
          groups: [
            { name: 'base', tags: ['$initial'], priority: 3 },
            // Opened from a mail, often on a phone: it shares small files with the other pages instead of needing the frame.
            {
              name: 'shared',
              test: /routes[\\/]answer-link-page/,
              entriesAware: true,
              entriesAwareMergeThreshold: 8_000,
              priority: 2,
            },
            { name: 'frame', test: /shell[\\/]shell\.tsx/, priority: 1 },
          ],
        },
        // The name of a shared file would list every page that needs it.
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
      },
    },
  },
  server: {
    // The page keeps its own origin through the proxy, so cookies and the origin check behave as in production.
    proxy: {
      '/api': { target: backend, xfwd: true },
      '/health': { target: backend },
      '/admin-queues': { target: backend, xfwd: true },
      '/ws': { target: backend, ws: true },
    },
  },
});
