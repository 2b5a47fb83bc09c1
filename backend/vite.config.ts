import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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

/** A build without a repository around it, such as that of an image, is told the commit; without one it has no name. */
const commit = (): string => {
  if (process.env.PARLEY_COMMIT) return process.env.PARLEY_COMMIT;
  try {
    const args = ['describe', '--always', '--dirty', '--exclude=*'];
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
    return execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8', stdio }).trim();
  } catch {
    return '';
  }
};

const version = (): string => {
  const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };
  return [version, commit()].filter(Boolean).join('+');
};

/** Each becomes a program of its own in `dist`. */
const entry = (name: string) => fileURLToPath(new URL(`./src/${name}.ts`, import.meta.url));

/** The server bundle. Vite's own compiler keeps decorator metadata, so Nest's injection works without a plugin for it. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [threads()],
  define: { __PARLEY_VERSION__: JSON.stringify(version()) },
  // Workspace packages are TypeScript source and must be bundled; everything from node_modules stays outside,
  // because native parts (BAML, argon2) and PostgreSQL's binaries are found relative to their packages.
  ssr: { noExternal: [/^@parley\//] },
  build: {
    ssr: true,
    rolldownOptions: { input: [entry('main'), entry('migrate'), entry('sandbox')] },
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    target: 'node22',
    minify: false,
    reportCompressedSize: false,
  },
});
