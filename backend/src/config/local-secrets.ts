import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Environment } from './environment.js';
import { projectRoot } from './project-root.js';

const names = ['JWT_SECRET', 'TOKEN_SECRET', 'ENCRYPTION_KEYS'] as const;

/**
 * The environment with secrets for a first run on one machine: those that are unset come from `secrets.json` in the data
 * folder, written once. In production nothing is invented: two processes with different secrets would refuse each other's
 * tokens.
 */
export function withLocalSecrets(env: Environment): Environment {
  if (env.NODE_ENV === 'production' || names.every((name) => env[name])) return env;
  const file = join(resolve(projectRoot(), env.DATA_DIR || '.data'), 'secrets.json');
  const stored = complete(file, readSecrets(file) ?? createSecrets(file));
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

const fresh = (): string => randomBytes(48).toString('base64url');

/** Complete before it is visible, and never over an existing file: another process may be doing the same just now. */
function createSecrets(file: string): Environment {
  const secrets = Object.fromEntries(names.map((name) => [name, fresh()]));
  const draft = writeDraft(file, secrets);
  try {
    linkSync(draft, file);
    return secrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readSecrets(file) ?? secrets;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * A file of an older Parley lacks what came later: it is added, and the rest stays. Of several processes that add at the
 * same moment, the first one's words count: they stand beside the file, where the others find them.
 */
function complete(file: string, stored: Environment): Environment {
  const missing = names.filter((name) => !stored[name]);
  if (missing.length === 0) return stored;
  const said = `${file}.${missing.join('.').toLowerCase()}`;
  const draft = writeDraft(file, Object.fromEntries(missing.map((name) => [name, fresh()])));
  try {
    linkSync(draft, said);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const whole = { ...stored, ...readSecrets(said) };
  renameSync(writeDraft(file, whole), file);
  return whole;
}

function writeDraft(file: string, secrets: Environment): string {
  const draft = `${file}.${process.pid}`;
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return draft;
}
