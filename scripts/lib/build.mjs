import { existsSync } from 'node:fs';
import { fingerprint, onceFor } from './fingerprint.mjs';
import { inRoot } from './paths.mjs';
import { quietRun } from './quiet-run.mjs';
import { toolScript } from './tool.mjs';

const shared = ['package-lock.json', 'tsconfig.base.json', 'contracts/src'];
const ofAllPages = ['sandbox/kit/page', 'sandbox/package.json'];

const parts = {
  backend: {
    folder: 'backend',
    inputs: ['backend/src', 'backend/vite.config.ts', 'backend/tsconfig.json', 'backend/package.json', 'sandbox'],
  },
  frontend: { folder: 'frontend', inputs: ['frontend'] },
  'local Slack': { folder: 'sandbox/slack/page', inputs: ['sandbox/slack/page', ...ofAllPages] },
  'local mailbox': { folder: 'sandbox/mail/page', inputs: ['sandbox/mail/page', ...ofAllPages] },
};

function buildPart(name) {
  const { folder, inputs } = parts[name];
  if (!existsSync(inRoot(folder, 'src'))) return false;
  const print = fingerprint([...shared, ...inputs]);
  return onceFor(`${folder}/dist/.fingerprint`, print, () =>
    quietRun(
      `vite build (${name})`,
      [toolScript('vite'), 'build', '--config', inRoot(folder, 'vite.config.ts'), '--logLevel', 'warn'],
      {
        cwd: inRoot(folder),
        env: { NODE_ENV: 'production' },
      },
    ),
  );
}

/** Builds what changed since its last build, all at once. Returns the names of the parts built. */
export async function build() {
  const names = Object.keys(parts);
  const built = await Promise.all(names.map(buildPart));
  return names.filter((_, index) => built[index]);
}
