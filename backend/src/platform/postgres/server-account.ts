import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

/** Whom the server runs as; empty: as ourselves. */
export interface ServerAccount {
  uid?: number;
  gid?: number;
}

const numberOf = (flag: '-u' | '-g', user: string) => {
  const { status, stdout } = spawnSync('id', [flag, user], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
};

/**
 * PostgreSQL refuses to run as root, so as root (containers, CI) it gets an unprivileged account: the owner of an existing
 * cluster, else `postgres`, else `nobody`.
 */
export function serverAccount(clusterDir: string): ServerAccount {
  if (process.getuid?.() !== 0) return {};
  if (existsSync(clusterDir)) {
    const { uid, gid } = statSync(clusterDir);
    if (uid !== 0) return { uid, gid };
  }
  for (const user of ['postgres', 'nobody']) {
    const uid = numberOf('-u', user);
    const gid = numberOf('-g', user);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error(
    'PostgreSQL does not run as root and this system has no unprivileged user; set DATABASE_URL instead.',
  );
}

/** Whether the account may enter a folder: /root and private temporary folders are closed to it. */
export function mayEnter(account: ServerAccount, folder: string): boolean {
  return account.uid === undefined || spawnSync('test', ['-x', folder], { ...account, cwd: '/' }).status === 0;
}
