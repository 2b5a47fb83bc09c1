import { join } from 'node:path';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { ensureDatabase } from './ensure-database.js';

export interface OpenDatabase {
  readonly url: string;
  /** What a person may want to know about where the data lies. */
  readonly description: string;
  close(): Promise<void>;
}

const DATABASE = 'parley';

/** The product's database: the given one, else our own server in the data folder. */
export async function openDatabase({
  databaseUrl,
  dataDir,
}: {
  databaseUrl?: string;
  dataDir: string;
}): Promise<OpenDatabase> {
  if (databaseUrl)
    return { url: databaseUrl, description: `database of ${new URL(databaseUrl).host}`, close: async () => {} };
  const server = await startEmbeddedPostgres(join(dataDir, 'pg'));
  await ensureDatabase(server.urlOf('postgres'), DATABASE);
  return {
    url: server.localUrlOf(DATABASE),
    description: `own PostgreSQL in ${server.folder}${server.reused ? ' (already running)' : ''}`,
    close: () => server.stop(),
  };
}
