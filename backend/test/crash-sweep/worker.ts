import { flushCompileCache } from 'node:module';
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Ledger } from '@parley/sandbox/kit';
import { AppModule } from '../../src/app.module.js';
import { loadConfig } from '../../src/config/index.js';
import { RecordingChannelAdapter } from '../../src/modules/channels/recording/recording-channel.adapter.js';
import { configureHttp } from '../../src/platform/http/configure-http.js';
import { crashAgents } from './agents.js';
import type { Effect } from './effect.js';
import { effectsFile, gatesFolder, OUTSIDE, recorderIn } from './files.js';
import { WebhooksModule } from './webhooks.js';

/** The repository of the case, where it has one. */
const sweptTools = (url: string | undefined) =>
  url ? [{ name: 'devtools', transport: 'http', url, headers: {} } as const] : [];

/**
 * The product without its web pages and its migrations, so that a restart takes about a second:
 * `worker.js <folder> <life>`. Everything else comes from the environment, as for the product.
 */
const [folder, life] = process.argv.slice(2) as [string, '1' | '2'];
const config = { ...loadConfig(process.env), mcpServers: sweptTools(process.env.SWEPT_MCP_URL) };
const ledger = new Ledger<Effect>(effectsFile(folder));
const agents = crashAgents({
  effect: (key, detail) => ledger.append({ key, life, detail, time: new Date().toISOString() }),
  life,
  gates: gatesFolder(folder),
});
/** With an app of Google email is the product's own. */
const recorded = OUTSIDE.filter((type) => type !== 'EMAIL' || !config.google);
const channels = recorded.map(
  (type) => new RecordingChannelAdapter({ type, channel: recorderIn(folder, type), publicUrl: config.publicUrl }),
);
const product = AppModule.forRoot({ config, databaseUrl: config.databaseUrl ?? '', agents, channels });
const swept = { module: class {}, imports: [product, WebhooksModule] };
const app = await NestFactory.create<NestExpressApplication>(swept, {
  abortOnError: false,
  logger: ['error', 'warn'],
});
configureHttp(app, config);
await app.listen(config.port, '127.0.0.1');
console.log(`ready ${await app.getUrl()}`);
// A killed process does not keep what it compiled: the next ones start in half the time.
flushCompileCache();
// Whoever started us holds the other end: without them nobody would ever stop us.
process.stdin.on('end', () => process.exit(0)).resume();
