import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'vite';

const OUT = join(import.meta.dirname, 'dist');

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const removeForgotten = (): void => {
  if (!existsSync(OUT)) return;
  for (const name of readdirSync(OUT)) if (!lives(Number(name))) rmSync(join(OUT, name), { recursive: true });
};

/** Parts in machine code, which their packages look for beside themselves. */
const NATIVE = ['@boundaryml/baml', '@node-rs/argon2'];

/**
 * Bundles the worker once, for this process alone, and unlike the product with its packages: some thousand files less to find,
 * and a start costs less than half. For the same reason it has no source maps; names stay what they are.
 * @param entry default: that of the crash sweep
 * @returns its file and a function that removes it
 */
export const buildWorker = async (
  entry = join(import.meta.dirname, 'worker.ts'),
): Promise<{ file: string; remove: () => void }> => {
  removeForgotten();
  const outDir = join(OUT, String(process.pid));
  await build({
    configFile: join(import.meta.dirname, '../../vite.config.ts'),
    logLevel: 'error', // packages are not as clean as our own code
    ssr: { noExternal: true, external: NATIVE },
    build: { ssr: entry, outDir, emptyOutDir: true, sourcemap: false },
  });
  const file = join(outDir, `${basename(entry, '.ts')}.js`);
  return { file, remove: () => rmSync(outDir, { recursive: true, force: true }) };
};
