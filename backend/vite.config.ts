import { basename, dirname, posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const THREAD = /new URL\('(\.\/[\w-]+\.worker\.ts)', import\.meta\.url\)/g;
const NAMED = /new URL\("thread:([\w.-]+)", import\.meta\.url\)/g;

/**
 * Vite bundles workers for browsers only. This bundles the file of a Node thread into `threads/` beside the server, so that
 * `new Worker(new URL('./name.worker.ts', import.meta.url))` starts the source when the source runs, the bundle in the bundle.
 */
const threads = (): Plugin => ({
  name: 'threads',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('.ts') || code.search(THREAD) < 0) return null;
    const named = code.replace(THREAD, (_all, path: string) => {
      const file = `${basename(path, '.ts')}.js`;
      this.emitFile({ type: 'chunk', id: resolve(dirname(id), path), fileName: `threads/${file}` });
      return `new URL("thread:${file}", import.meta.url)`;
    });
    return { code: named, map: null };
  },
  // Only now it is known into which folder the code went that starts the thread.
  renderChunk(code, { fileName }) {
    if (code.search(NAMED) < 0) return null;
    const placed = code.replace(NAMED, (_all, file: string) => {
      const path = posix.relative(posix.dirname(fileName), `threads/${file}`);
      return `new URL("${path.startsWith('.') ? path : `./${path}`}", import.meta.url)`;
    });
    return { code: placed, map: null };
  },
});

/** The server bundle. Vite's own compiler keeps decorator metadata, so Nest's injection works without a plugin for it. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [threads()],
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
