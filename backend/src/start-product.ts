import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import type { AppConfig } from './config/index.js';
import type { AgentDefinition } from './modules/agent/index.js';
import type { ChannelAdapter } from './modules/channels/index.js';
import { configureHttp } from './platform/http/configure-http.js';
import { serveOpenApi } from './platform/http/openapi.js';
import { serveWeb } from './platform/http/serve-web.js';
import { migrate, type OpenDatabase, openDatabase } from './platform/postgres/index.js';
import { type LocalChannels, startLocalChannels } from './start-local-channels.js';
import { assertPortFree, explainDatabaseProblem } from './start-problems.js';
import { stopOnSignals } from './stop-on-signals.js';

async function openMigratedDatabase(config: AppConfig): Promise<OpenDatabase> {
  const database = await openDatabase(config).catch((error) => {
    throw explainDatabaseProblem(error, config);
  });
  try {
    const applied = await migrate(database.url);
    console.log(`Data: ${database.description}`);
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
 */
export async function startProduct(
  config: AppConfig,
  agents: readonly AgentDefinition[] = [],
  channels: readonly ChannelAdapter[] = [],
): Promise<{ url: string }> {
  await assertPortFree(config);
  // The application's code takes about as long to load as the database to start.
  const [database, { AppModule }] = await Promise.all([openMigratedDatabase(config), import('./app.module.js')]);
  let app: NestExpressApplication | undefined;
  let local: LocalChannels | undefined;
  const stop = async () => {
    await app?.close();
    await local?.close();
    await database.close();
  };
  try {
    local = await startLocalChannels(config, channels);
    const module = AppModule.forRoot({ config: local.config, databaseUrl: database.url, agents, channels });
    app = await NestFactory.create<NestExpressApplication>(module, {
      rawBody: true,
      abortOnError: false,
      // While it puts itself together Nest tells every module and route; then the structured logger takes over.
      logger: ['fatal', 'error', 'warn'],
    });
    serveWeb(app, config);
    configureHttp(app, config);
    serveOpenApi(app);
    stopOnSignals(stop);
    await app.listen(config.port, config.host);
    app.useLogger(app.get(Logger));
    for (const line of await local.connect(localUrl(app, config))) console.log(line);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: config.publicUrl };
}

/** How this machine reaches the server it has just started. */
const localUrl = (app: NestExpressApplication, { host }: AppConfig): string => {
  const { port } = app.getHttpServer().address() as AddressInfo;
  const name = ['0.0.0.0', '::', ''].includes(host) ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
};
