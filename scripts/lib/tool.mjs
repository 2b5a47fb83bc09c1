import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inRoot } from './paths.mjs';

const requireFromRoot = createRequire(inRoot('package.json'));

/**
 * The script behind a package's command. Tools are started as `process.execPath script`, not through .bin, so that they
 * run on the Node that we run on.
 */
export function toolScript(packageName, command = packageName) {
  const file = inRoot('node_modules', packageName, 'package.json');
  const { bin } = JSON.parse(readFileSync(file, 'utf8'));
  return join(dirname(file), typeof bin === 'string' ? bin : bin[command]);
}

export const versionOf = (packageName) => requireFromRoot(`./node_modules/${packageName}/package.json`).version;
