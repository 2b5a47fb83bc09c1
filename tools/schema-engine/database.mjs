import pg from 'pg';

/**
 * The URL in parts. Parts, not the string: with a connection string pg ignores `database`, and a shadow database would
 * then be the real one.
 */
export function connectionParts(url) {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: decodeURIComponent(hostname),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password) || undefined,
    database: decodeURIComponent(pathname.slice(1)),
  };
}

async function withClient(config, work) {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export const canConnect = (url) => withClient(connectionParts(url), async () => {});

/** Creates the URL's database when it does not exist yet. */
export async function createDatabase(url) {
  const parts = connectionParts(url);
  await withClient({ ...parts, database: 'postgres' }, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [parts.database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(parts.database)}`);
  });
  return { databaseName: parts.database };
}
