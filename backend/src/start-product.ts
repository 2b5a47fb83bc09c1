import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import type { AppConfig } from './config/index.js';
import { announceEnd, endApplication, hintAtEnd } from './health/end-application.js';
import type { AgentDefinition } from './modules/agent/index.js';
import type { ChannelAdapter } from './modules/channels/index.js';
import { configureHttp } from './platform/http/configure-http.js';
import { serveOpenApi } from './platform/http/openapi.js';
import { serveWeb } from './platform/http/serve-web.js';
import { awaitMigrations, migrate, type OpenDatabase, openDatabase } from './platform/postgres/index.js';
import { assertRedisFits } from './platform/redis/index.js';
import { startTracing } from './platform/telemetry/index.js';
import { type StandIns, startStandIns } from './stand-ins/start-stand-ins.js';
import { assertPortFree, explainDatabaseProblem, explainPortProblem } from './start-problems.js';
import { stopOnSignals } from './stop-on-signals.js';

/** How long the deployment's own step may take to migrate. */
const MIGRATED_WITHIN_MS = 60_000;

async function openMigratedDatabase(config: AppConfig): Promise<OpenDatabase> {
  const database = await openDatabase(config).catch((error) => {
    throw explainDatabaseProblem(error, config);
  });
  try {
    console.log(`Data: ${database.description}`);
    if (!config.migrateAtStart) {
      await awaitMigrations(database.url, MIGRATED_WITHIN_MS);
      return database;
    }
    const applied = await migrate(database.url);
    if (applied.length > 0) console.log(`Migrated: ${applied.join(', ')}.`);
    return database;
  } catch (error) {
    await database.close();
    throw explainDatabaseProblem(error, config);
  }
}

/**
 * Database, migrations, application, HTTP server; ends on SIGTERM and SIGINT.
 * @param agents what this deployment can run beside the shipped ones
 * @param channels by which it can reach people beside the web
 * @returns where people find it, and the application for who embeds it
 */
export async function startProduct(
  config: AppConfig,
  agents: readonly AgentDefinition[] = [],
  channels: readonly ChannelAdapter[] = [],
): Promise<{ url: string; app: NestExpressApplication }> {
  await assertPortFree(config);
  if (config.redisUrl) await assertRedisFits(config.redisUrl);
  // The application's code takes about as long to load as the database to start.
  const [database, { AppModule }] = await Promise.all([openMigratedDatabase(config), import('./app.module.js')]);
  let app: NestExpressApplication | undefined;
  let local: StandIns | undefined;
  const stopTracing = config.tracing && startTracing(config.tracing, config.role);
  const stop = async () => {
    if (app) await endApplication(app);
    await local?.close();
    await database.close();
    await stopTracing?.();
  };
  try {
    local = await startStandIns(config, channels);
    const module = AppModule.forRoot({ config: local.config, databaseUrl: database.url, agents, channels });
    app = await NestFactory.create<NestExpressApplication>(module, {
      rawBody: true,
      abortOnError: false,
      // While it puts itself together Nest tells every module and route; then the structured logger takes over.
      logger: ['fatal', 'error', 'warn'],
    });
    hintAtEnd(app);
    serveWeb(app, config);
    configureHttp(app, config);
    if (config.role !== 'worker') serveOpenApi(app);
    stopOnSignals({ announce: announceEnd(app, config), stop });
    await app.listen(config.port, config.host).catch((error) => {
      throw explainPortProblem(error, config);
    });
    app.useLogger(app.get(Logger));
    for (const line of await local.connect(localUrl(app, config), app)) console.log(line);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: config.publicUrl, app };
}

/** How this machine reaches the server it has just started. */
const localUrl = (app: NestExpressApplication, { host }: AppConfig): string => {
  const { port } = app.getHttpServer().address() as AddressInfo;
  const name = ['0.0.0.0', '::', ''].includes(host) ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
};
