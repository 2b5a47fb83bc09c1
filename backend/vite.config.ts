import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The server bundle. Vite's own compiler keeps decorator metadata, so Nest's injection works without a plugin. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // Workspace packages are TypeScript source and must be bundled; everything from node_modules stays outside,
  // because native parts (BAML, argon2) and PostgreSQL's binaries are found relative to their packages.
  ssr: { noExternal: [/^@parley\//] },
  build: {
    ssr: 'src/main.ts',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    target: 'node22',
    minify: false,
    reportCompressedSize: false,
  },
});
