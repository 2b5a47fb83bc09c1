import { existsSync } from 'node:fs';
import { fingerprint, onceFor } from './fingerprint.mjs';
import { inRoot } from './paths.mjs';
import { quietRun } from './quiet-run.mjs';
import { toolScript } from './tool.mjs';

const shared = ['package-lock.json', 'tsconfig.base.json', 'contracts/src'];

const parts = {
  backend: ['backend/src', 'backend/vite.config.ts', 'backend/tsconfig.json', 'backend/package.json', 'sandbox'],
  frontend: ['frontend'],
};

function buildPart(name) {
  if (!existsSync(inRoot(name, 'src'))) return false;
  const print = fingerprint([...shared, ...parts[name]]);
  return onceFor(`${name}/dist/.fingerprint`, print, () =>
    quietRun(
      `vite build (${name})`,
      [toolScript('vite'), 'build', '--config', inRoot(name, 'vite.config.ts'), '--logLevel', 'warn'],
      {
        cwd: inRoot(name),
        env: { NODE_ENV: 'production' },
      },
    ),
  );
}

/** Builds what changed since its last build, both halves at once. Returns the names of the parts built. */
export async function build() {
  const names = Object.keys(parts);
  const built = await Promise.all(names.map(buildPart));
  return names.filter((_, index) => built[index]);
}
