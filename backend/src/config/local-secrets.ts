import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Environment } from './environment.js';
import { projectRoot } from './project-root.js';

const names = ['JWT_SECRET', 'TOKEN_SECRET'] as const;

/**
 * The environment with secrets for a first run on one machine: those that are unset come from `secrets.json` in the data
 * folder, written once. In production nothing is invented: two processes with different secrets would refuse each other's
 * tokens.
 */
export function withLocalSecrets(env: Environment): Environment {
  if (env.NODE_ENV === 'production' || names.every((name) => env[name])) return env;
  const file = join(resolve(projectRoot(), env.DATA_DIR || '.data'), 'secrets.json');
  const stored = readSecrets(file) ?? createSecrets(file);
  const missing = names.filter((name) => !env[name]).map((name) => [name, stored[name]]);
  return { ...env, ...Object.fromEntries(missing) };
}

function readSecrets(file: string): Environment | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return JSON.parse(text) as Environment;
}

/** Complete before it is visible, and never over an existing file: another process may be doing the same just now. */
function createSecrets(file: string): Environment {
  const fresh = Object.fromEntries(names.map((name) => [name, randomBytes(48).toString('base64url')]));
  const draft = `${file}.${process.pid}`;
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(draft, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readSecrets(file) ?? fresh;
  } finally {
    rmSync(draft, { force: true });
  }
}
