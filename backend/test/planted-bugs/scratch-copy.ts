import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { projectRoot } from '../../src/config/index.js';
import { type PlantedBug, plant } from './bug.js';

/** Neither sources nor needed for tests. Generated clients are copied: they must not be written anew each time. */
const LEFT_OUT = new Set(['node_modules', '.git', '.data', '.vitest', 'dist', 'test-results', 'playwright-report']);
const OWN_SCOPE = '@parley';

/** A copy of the project where bugs are planted, so that the checkout itself never holds one. */
export class ScratchCopy {
  private constructor(readonly folder: string) {}

  static make(): ScratchCopy {
    const root = projectRoot();
    const folder = mkdtempSync(join(tmpdir(), 'parley-planted-'));
    const wanted = (path: string) => !LEFT_OUT.has(basename(path));
    for (const entry of readdirSync(root))
      if (wanted(entry)) cpSync(join(root, entry), join(folder, entry), { recursive: true, filter: wanted });
    linkModules(root, folder);
    return new ScratchCopy(folder);
  }

  /** Works with the bug, and without it again afterwards. */
  async with<T>(bug: PlantedBug, work: () => Promise<T>): Promise<T> {
    const file = join(this.folder, bug.file);
    const sound = readFileSync(file, 'utf8');
    writeFileSync(file, plant(bug, sound));
    try {
      return await work();
    } finally {
      writeFileSync(file, sound);
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Other people's packages as they are installed; our own workspaces are those of the copy. */
const linkModules = (root: string, folder: string): void => {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, OWN_SCOPE), { recursive: true });
  const link = (from: string, to: string) => symlinkSync(from, to, 'junction');
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== OWN_SCOPE && !name.startsWith('.')) link(join(root, 'node_modules', name), join(modules, name));
  for (const name of readdirSync(join(root, 'node_modules', OWN_SCOPE))) {
    link(join(folder, name), join(modules, OWN_SCOPE, name));
    linkOwnModules(join(root, name), join(folder, name));
  }
};

/** Packages that a workspace has for itself. */
const linkOwnModules = (from: string, to: string): void => {
  const modules = join(from, 'node_modules');
  if (!existsSync(modules)) return;
  mkdirSync(join(to, 'node_modules'));
  for (const name of readdirSync(modules))
    if (!name.startsWith('.')) symlinkSync(join(modules, name), join(to, 'node_modules', name), 'junction');
};
