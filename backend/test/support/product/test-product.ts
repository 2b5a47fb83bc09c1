import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from '../../../src/app.module.js';
import { loadConfig, type McpServerConfig } from '../../../src/config/index.js';
import type { AgentDefinition } from '../../../src/modules/agent/index.js';
import type { ChannelAdapter, MailReader } from '../../../src/modules/channels/index.js';
import { configureHttp } from '../../../src/platform/http/configure-http.js';
import { serveOpenApi } from '../../../src/platform/http/openapi.js';
import { PgPool } from '../../../src/platform/prisma/index.js';
import { createTestDatabase } from '../test-database.js';
import { type Person, signUp } from './test-person.js';

/** The only origin a browser may come from. */
export const ORIGIN = 'http://parley.test';

/** No limit that a test meets by accident, a model without pauses. */
const ENVIRONMENT = {
  NODE_ENV: 'test',
  PORT: '0',
  PUBLIC_URL: ORIGIN,
  LOG_LEVEL: 'silent',
  JWT_SECRET: 'jwt-secret-of-the-tests-32-bytes-long',
  TOKEN_SECRET: 'token-secret-of-the-tests-32-bytes-long',
  ENCRYPTION_KEYS: 'sealing-key-of-the-tests-32-bytes-long',
  DEMO_MODEL_TOKENS_PER_SECOND: '100000',
  DEMO_MODEL_FIRST_TOKEN_MS: '0',
  RATE_LIMIT_MESSAGES_PER_MINUTE: '1000000',
  RATE_LIMIT_AUTH_PER_MINUTE: '1000000',
  SWEEP_INTERVAL_MS: '100',
  // A test gives the channels it wants.
  SANDBOX_CHANNELS: 'off',
};

export interface TestProduct {
  readonly url: string;
  readonly databaseUrl: string;
  readonly nest: NestExpressApplication;
  readonly pool: PgPool;
  /** A new person, signed in. The first one is the admin. */
  signUp(name?: string): Promise<Person>;
  close(): Promise<void>;
}

/**
 * The whole product on a free port, without a web app.
 * @param options.databaseUrl of another product, to be a second process beside it. Left out: a fresh database
 */
export async function startTestProduct(
  options: {
    agents?: AgentDefinition[];
    /** Beside the web. */
    channels?: ChannelAdapter[];
    /** Where threads are started from the TypeScript source. */
    mailReader?: MailReader;
    env?: Record<string, string>;
    /** Of tools. */
    mcpServers?: McpServerConfig[];
    databaseUrl?: string;
    /** What the product does around its routes. */
    beforeRoutes?: (app: NestExpressApplication) => void;
  } = {},
): Promise<TestProduct> {
  const database = options.databaseUrl ? undefined : await createTestDatabase();
  const databaseUrl = options.databaseUrl ?? database?.url ?? '';
  const config = { ...loadConfig({ ...ENVIRONMENT, ...options.env }), mcpServers: options.mcpServers ?? [] };
  const module = AppModule.forRoot({
    config,
    databaseUrl,
    agents: options.agents ?? [],
    channels: options.channels ?? [],
    mailReader: options.mailReader,
  });
  const nest = await NestFactory.create<NestExpressApplication>(module, {
    rawBody: true,
    abortOnError: false,
    logger: false,
  });
  options.beforeRoutes?.(nest);
  configureHttp(nest, config);
  serveOpenApi(nest);
  await nest.listen(0, '127.0.0.1');
  const url = await nest.getUrl();
  return {
    url,
    databaseUrl,
    nest,
    pool: nest.get(PgPool),
    signUp: (name) => signUp(url, name),
    close: async () => {
      await nest.close();
      await database?.drop();
    },
  };
}
