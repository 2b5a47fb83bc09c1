import { join } from 'node:path';
import { buildWorker } from '../../crash-sweep/build-worker.js';

/** By which a process tells its version (vite.config.ts). */
export const COMMIT = 'of-the-fleet';

/** One bundle for all processes. @returns its file and a function that removes it */
export const buildProcess = () => {
  process.env.PARLEY_COMMIT = COMMIT;
  return buildWorker(join(import.meta.dirname, '..', 'process.ts'));
};
