import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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

/** Bundles the worker once, for this process alone. @returns its file and a function that removes it */
export const buildWorker = async (): Promise<{ file: string; remove: () => void }> => {
  removeForgotten();
  const outDir = join(OUT, String(process.pid));
  await build({
    configFile: join(import.meta.dirname, '../../vite.config.ts'),
    logLevel: 'warn',
    build: { ssr: join(import.meta.dirname, 'worker.ts'), outDir, emptyOutDir: true, sourcemap: true },
  });
  return { file: join(outDir, 'worker.js'), remove: () => rmSync(outDir, { recursive: true, force: true }) };
};
