import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { mayEnter, type ServerAccount, serverAccount } from './server-account.js';
import { type ServerBinaries, serverBinaries } from './server-binaries.js';

/** A PostgreSQL data folder of ours and what is needed to run it. */
export interface Cluster {
  readonly dir: string;
  readonly account: ServerAccount;
  readonly binaries: ServerBinaries;
  readonly user: string;
  readonly password: string;
}

export const CLUSTER_USER = 'parley';
const passwordFile = (dir: string) => join(dir, 'parley-password');

/** Where the cluster lives: as asked, or in /var/lib when the server's account cannot get there. */
function place(wanted: string): { dir: string; account: ServerAccount } {
  mkdirSync(dirname(wanted), { recursive: true });
  const account = serverAccount(wanted);
  if (mayEnter(account, dirname(wanted))) return { dir: wanted, account };
  const name = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const dir = join('/var/lib', `parley-pg-${name}`);
  return { dir, account: serverAccount(dir) };
}

function give(path: string, { uid, gid }: ServerAccount): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/**
 * Creates the cluster beside its place and moves it there when it is complete, so that a crash in the middle leaves no half
 * cluster and two processes may try at once. Local users need its password: a cluster that trusts every local connection
 * hands this account to everyone on the machine.
 */
function create(dir: string, account: ServerAccount, initdb: string): void {
  const draft = `${dir}.${process.pid}`;
  const password = randomBytes(24).toString('hex');
  const draftPassword = `${draft}.password`;
  try {
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(draftPassword, password, { mode: 0o600 });
    give(draft, account);
    give(draftPassword, account);
    const options = ['-U', CLUSTER_USER, '-A', 'scram-sha-256', `--pwfile=${draftPassword}`, '-E', 'UTF8'];
    const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const run = spawnSync(initdb, ['-D', draft, ...options, ...locale], { ...account, cwd: draft, encoding: 'utf8' });
    if (run.status !== 0)
      throw new Error(`PostgreSQL could not be set up in ${dir}:\n${run.error?.message ?? run.stderr}`);
    writeFileSync(passwordFile(draft), password, { mode: 0o600 });
    renameSync(draft, dir);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(join(dir, 'PG_VERSION'))) throw error; // else another process was quicker
  } finally {
    rmSync(draftPassword, { force: true });
  }
}

/** The cluster in `dataDir`, created when there is none. */
export function openCluster(dataDir: string): Cluster {
  const { dir, account } = place(resolve(dataDir));
  const binaries = serverBinaries(account);
  if (!existsSync(join(dir, 'PG_VERSION'))) create(dir, account, binaries.initdb);
  if (!existsSync(passwordFile(dir))) {
    throw new Error(`${dir} is a PostgreSQL cluster, but not one that Parley made. Set DATA_DIR or DATABASE_URL.`);
  }
  return { dir, account, binaries, user: CLUSTER_USER, password: readFileSync(passwordFile(dir), 'utf8') };
}
