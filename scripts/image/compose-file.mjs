import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stop } from '../lib/explain.mjs';
import { inRoot } from '../lib/paths.mjs';

const SECRETS = ['POSTGRES_PASSWORD', 'JWT_SECRET', 'TOKEN_SECRET', 'ENCRYPTION_KEYS', 'METRICS_TOKEN'];
/** docker-compose speaks YAML only; it is written in Python, so this is there where it is. */
const TO_JSON = 'import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)';

/** A folder as an operator makes it: the compose file, what belongs to it, and an .env from the example. */
export function layOut(folder) {
  for (const name of ['docker-compose.yml', 'deploy']) cpSync(inRoot(name), join(folder, name), { recursive: true });
  writeFileSync(join(folder, '.env'), readFileSync(inRoot('.env.example'), 'utf8'));
}

/** Each secret its own, as `openssl rand -hex 32` would give it. */
export function fillIn(folder, random) {
  const file = join(folder, '.env');
  const fill = (text, name) => text.replace(new RegExp(`^${name}=$`, 'm'), `${name}=${random()}`);
  writeFileSync(file, SECRETS.reduce(fill, readFileSync(file, 'utf8')));
}

const config = (folder) =>
  spawnSync('docker-compose', ['config'], { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH } });

/** What docker-compose says of a file that it does not take; undefined: it takes it. */
export function refusalOf(folder) {
  const { status, stderr } = config(folder);
  return status === 0 ? undefined : stderr;
}

/** All services as docker-compose understands them. */
export function readServices(folder) {
  const { status, stdout, stderr } = config(folder);
  if (status !== 0) throw new Stop(`docker-compose does not take docker-compose.yml:\n${stderr}`);
  const json = spawnSync('python3', ['-c', TO_JSON], { input: stdout, encoding: 'utf8' });
  if (json.status !== 0) throw new Stop(`What docker-compose said cannot be read:\n${json.stderr}`);
  return JSON.parse(json.stdout).services;
}
