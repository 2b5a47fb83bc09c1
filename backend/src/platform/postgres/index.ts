export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';
export { ensureDatabase } from './ensure-database.js';
export { awaitMigrations, knownMigrations, migrate } from './migrate.js';
export { type OpenDatabase, openDatabase } from './open-database.js';
