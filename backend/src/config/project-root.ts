import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder that holds prisma.config.ts: the root of the project, from the sources as well as from the bundle, and
 * whatever the working directory.
 */
export function projectRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'prisma.config.ts'))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error(`No prisma.config.ts above ${import.meta.dirname}: the installation is incomplete.`);
    folder = parent;
  }
  return folder;
}
