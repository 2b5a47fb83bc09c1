import { ConfigError, readDatabaseUrl } from './config/index.js';
import { migrate } from './platform/postgres/index.js';
import { guardOutput } from './platform/telemetry/guard-output.js';
import { explainDatabaseProblem } from './start-problems.js';

/** Brings the database to the newest migration and ends: a step of a deployment, before its new processes start. */
async function main(): Promise<void> {
  const databaseUrl = readDatabaseUrl();
  const applied = await migrate(databaseUrl).catch((error) => {
    throw explainDatabaseProblem(error, { databaseUrl });
  });
  console.log(applied.length > 0 ? `Migrated: ${applied.join(', ')}.` : 'The database is up to date.');
}

// The password is known by how it stands in an address.
guardOutput([]);
try {
  await main();
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
}
