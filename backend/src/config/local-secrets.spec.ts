import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from './load-config.js';
import { withLocalSecrets } from './local-secrets.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('withLocalSecrets', () => {
  it('invents secrets once, readable by the owner alone', () => {
    const first = withLocalSecrets({ DATA_DIR: folder });
    expect(() => loadConfig(first)).not.toThrow();
    expect(withLocalSecrets({ DATA_DIR: folder })).toEqual(first);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('prefers what is set', () => {
    const env = withLocalSecrets({ DATA_DIR: folder, JWT_SECRET: 'given' });
    expect(env.JWT_SECRET).toBe('given');
    expect(env.TOKEN_SECRET).toBe(JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')).TOKEN_SECRET);
  });

  it('adds to a file of an older version what it lacks, once, and keeps the rest', () => {
    const file = join(folder, 'secrets.json');
    const old = { JWT_SECRET: 'j'.repeat(40), TOKEN_SECRET: 't'.repeat(40) };
    writeFileSync(file, JSON.stringify(old));
    const first = withLocalSecrets({ DATA_DIR: folder });
    expect(first).toMatchObject(old);
    expect(() => loadConfig(first)).not.toThrow();
    expect(withLocalSecrets({ DATA_DIR: folder })).toEqual(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    // Another process that had read the old file at the same moment.
    writeFileSync(file, JSON.stringify(old));
    expect(withLocalSecrets({ DATA_DIR: folder })).toEqual(first);
  });

  it('invents nothing in production', () => {
    expect(withLocalSecrets({ DATA_DIR: folder, NODE_ENV: 'production' }).JWT_SECRET).toBeUndefined();
  });
});
