import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type Cluster, openCluster } from './cluster.js';
import {
  hasSocket,
  lastLogLines,
  recordedPort,
  type ServerSettings,
  spawnPostmaster,
  stopPostmaster,
} from './postmaster.js';

/** A running server that this process uses, perhaps with others. */
export interface EmbeddedPostgres {
  /** URL of a database on it. */
  urlOf(database: string): string;
  /** The same for this machine alone: over the server's socket where it has one. */
  localUrlOf(database: string): string;
  /** True when the server was running already: left by a killed process, or shared with a living one. */
  readonly reused: boolean;
  /** Where its data lies, which as root may be elsewhere than asked. */
  readonly folder: string;
  /** Ends our use; the last user stops the server. */
  stop(): Promise<void>;
}

/** Every process that uses a server holds this lock shared; whoever gets it alone is the last. */
const USERS_LOCK = 7_052_741;
const START_TIMEOUT_MS = 60_000;
const ATTEMPTS = 3;

const urlOf = (cluster: Cluster, port: number, database: string) =>
  `postgresql://${cluster.user}:${cluster.password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;

/** One that an older version of us started has no socket. */
const localUrlOf = (cluster: Cluster, port: number, database: string) =>
  urlOf(cluster, port, database) + (hasSocket(cluster, port) ? `?host=${encodeURIComponent(cluster.dir)}` : '');

/** A session of ours on the cluster's server, or why there is none. Another server on that port fails the password. */
async function connect(cluster: Cluster, port: number): Promise<pg.Client | Error> {
  const client = new pg.Client({
    connectionString: urlOf(cluster, port, 'postgres'),
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
  });
  client.on('error', () => {}); // the pools that do the work report a lost server
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1)', [USERS_LOCK]);
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    return error as Error;
  }
}

async function connectToRunning(cluster: Cluster): Promise<{ client: pg.Client; port: number } | undefined> {
  const port = recordedPort(cluster);
  if (port === undefined) return undefined;
  const client = await connect(cluster, port);
  return client instanceof Error ? undefined : { client, port };
}

/** Undefined when the server ended at once, as it does when another process has just started one. */
async function startAndConnect(
  cluster: Cluster,
  settings: ServerSettings,
): Promise<{ client: pg.Client; port: number } | undefined> {
  const { child, port } = await spawnPostmaster(cluster, settings);
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!ended && performance.now() < deadline) {
    const client = await connect(cluster, port);
    if (!(client instanceof Error)) return { client, port };
    await pause(20);
  }
  return undefined;
}

/**
 * The PostgreSQL server of `dataDir`: a real one, started without an installation, or the one that already runs there.
 * `settings` count only when it is started here.
 * @throws Error with the server's own last words when it does not come up
 */
export async function startEmbeddedPostgres(dataDir: string, settings: ServerSettings = {}): Promise<EmbeddedPostgres> {
  const cluster = openCluster(dataDir);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const running = await connectToRunning(cluster);
    const session = running ?? (await startAndConnect(cluster, settings));
    if (session) {
      return {
        urlOf: (database) => urlOf(cluster, session.port, database),
        localUrlOf: (database) => localUrlOf(cluster, session.port, database),
        reused: running !== undefined,
        folder: cluster.dir,
        stop: () => leave(cluster, session.client),
      };
    }
    await pause(200 * attempt);
  }
  throw new Error(`PostgreSQL did not start in ${cluster.dir}:\n${lastLogLines(cluster)}`);
}

async function leave(cluster: Cluster, client: pg.Client): Promise<void> {
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [USERS_LOCK]);
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS alone', [USERS_LOCK]);
    if (rows[0].alone) stopPostmaster(cluster);
  } finally {
    await client.end().catch(() => {});
  }
}
