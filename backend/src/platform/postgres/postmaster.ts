import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Cluster } from './cluster.js';

/** Settings of postgresql.conf. */
export type ServerSettings = Readonly<Record<string, string>>;

const portFile = (cluster: Cluster) => join(cluster.dir, 'parley-port');
export const logFile = (cluster: Cluster) => `${cluster.dir}.log`;

/** The port of the server that holds the cluster now, alive or dead: line 4 of the file it keeps. */
export function recordedPort(cluster: Cluster): number | undefined {
  const file = join(cluster.dir, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  try {
    return Number(readFileSync(file, 'utf8').split('\n')[3]) || undefined;
  } catch {
    return undefined; // it stopped between the two calls
  }
}

/** A longer path is cut off by the kernel (`sun_path`: 104 bytes on macOS, 108 on Linux). */
const LONGEST_SOCKET_PATH = 103;

/** The server's socket in the file system: a round trip on it costs less than one over TCP. */
const socketFile = (cluster: Cluster, port: number) => join(cluster.dir, `.s.PGSQL.${port}`);
export const hasSocket = (cluster: Cluster, port: number) => existsSync(socketFile(cluster, port));

/** Tried before: a server that is told to make a socket and cannot does not start at all. Windows has none that pg speaks to. */
function canHaveSocket(cluster: Cluster, port: number): Promise<boolean> {
  if (process.platform === 'win32') return Promise.resolve(false);
  if (Buffer.byteLength(socketFile(cluster, port)) > LONGEST_SOCKET_PATH) return Promise.resolve(false);
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false)); // some shared folders hold none
    probe.listen(join(cluster.dir, `.s.${process.pid}`), () => probe.close(() => resolve(true)));
  });
}

const quoted = (path: string) => `"${path.replaceAll('"', '""')}"`;

/** The wanted port if it is free, else any free one. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (wanted !== 0 && error.code === 'EADDRINUSE') resolve(freePort(0));
      else reject(error);
    });
    probe.listen({ port: wanted, host: '127.0.0.1' }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * Starts the server and returns at once. It is a process of its own session: Ctrl-C in our terminal must not stop it before
 * we have drained, and when we are killed it lives on for our next start. Its port is kept, so that tools find it again.
 */
export async function spawnPostmaster(
  cluster: Cluster,
  extra: ServerSettings,
): Promise<{ child: ChildProcess; port: number }> {
  const last = existsSync(portFile(cluster)) ? Number(readFileSync(portFile(cluster), 'utf8')) : 0;
  const port = await freePort(last);
  writeFileSync(portFile(cluster), String(port));
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: (await canHaveSocket(cluster, port)) ? quoted(cluster.dir) : '',
    max_connections: '200',
    // Connections of a killed process must not hold their locks for long.
    tcp_keepalives_idle: '5',
    ...extra,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(logFile(cluster), 'w');
  const child = spawn(cluster.binaries.postgres, ['-D', cluster.dir, '-p', String(port), ...flags], {
    ...cluster.account,
    cwd: cluster.dir,
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.on('error', () => {}); // seen as an exit by whoever waits
  child.unref();
  closeSync(log);
  return { child, port };
}

/** Stops the server: clients are disconnected, everything committed is on disk. */
export function stopPostmaster(cluster: Cluster): void {
  const args = ['stop', '-D', cluster.dir, '-m', 'fast', '-w', '-t', '20'];
  const { status, stderr } = spawnSync(cluster.binaries.pg_ctl, args, {
    ...cluster.account,
    cwd: cluster.dir,
    encoding: 'utf8',
  });
  if (status !== 0 && recordedPort(cluster) !== undefined) throw new Error(`PostgreSQL did not stop: ${stderr}`);
}

export function lastLogLines(cluster: Cluster): string {
  return existsSync(logFile(cluster)) ? readFileSync(logFile(cluster), 'utf8').slice(-2000) : '';
}
