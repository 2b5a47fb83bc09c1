// `npm run bench [-- --quick] [--profile] [--markdown] [part …]`: see README.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ensureDatabase, startEmbeddedPostgres } from '../backend/src/platform/postgres/index.js';
import type { Bench } from './lib/bench.js';
import { Child } from './lib/child.js';
import { type Environment, environmentOf, Quiet } from './lib/machine.js';
import type { Part } from './lib/row.js';
import { environmentLines, markdownOf, printTable, quietLines } from './lib/table.js';
import { answers } from './parts/answers.js';
import { cycle } from './parts/cycle.js';
import { failover } from './parts/failover.js';
import { fanOut } from './parts/fan-out.js';
import { firstToken } from './parts/first-token.js';
import { history } from './parts/history.js';
import { messages } from './parts/messages.js';
import { pending } from './parts/pending.js';
import { sockets } from './parts/sockets.js';
import { streams } from './parts/streams.js';
import { switchChannel } from './parts/switch.js';
import { workers } from './parts/workers.js';
import { People } from './product/people.js';
import { startProduct } from './product/start.js';

const PARTS: Record<string, (bench: Bench) => Promise<Part>> = {
  ...{ messages, 'first-token': firstToken, answers, cycle },
  ...{ failover, switch: switchChannel, 'fan-out': fanOut, streams, sockets, workers },
  // Last: what they fill in stays.
  ...{ history, pending },
};
const PEOPLE = 100;
const DATA = join(import.meta.dirname, '../.data/bench');
const RESULTS = join(import.meta.dirname, 'results');
const MARKDOWN = join(import.meta.dirname, '../docs/benchmarks.md');

const given = process.argv.slice(2);
const quick = given.includes('--quick');
const wanted = Object.keys(PARTS).filter(
  (name) => given.includes(name) || !Object.keys(PARTS).some((n) => given.includes(n)),
);

const stops: (() => Promise<void>)[] = [];
const started = async <T extends { stop(): Promise<void> }>(part: T): Promise<T> => {
  stops.unshift(() => part.stop());
  return part;
};

const OTHERS = ['scaled', 'floor', 'rivals'];

/** A server of the bench's own, with empty databases: what an earlier run wrote must not weigh on this one. */
async function freshDatabases(): Promise<Bench['databases'] & { folder: string }> {
  const server = await started(await startEmbeddedPostgres(join(DATA, 'pg')));
  const admin = new pg.Client({ connectionString: server.urlOf('postgres') });
  await admin.connect();
  for (const name of ['parley', ...OTHERS]) await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.query('CHECKPOINT');
  await admin.end();
  for (const name of OTHERS) await ensureDatabase(server.urlOf('postgres'), name);
  const [floor, rivals] = [server.urlOf('floor'), server.urlOf('rivals')];
  return { folder: server.folder, product: server.urlOf('parley'), scaled: server.localUrlOf('scaled'), floor, rivals };
}

async function prepare(): Promise<Bench> {
  const { folder: postgresFolder, ...databases } = await freshDatabases();
  const model = await started(await Child.start('product/model.ts'));
  const floor = await started(await Child.start('floor/server.ts', { args: [databases.floor] }));
  const generator = await started(await Child.start('load/generator.ts'));
  const profile = given.includes('--profile') ? RESULTS : undefined;
  const own = { dataDir: DATA, modelUrl: await model.call<string>('url') };
  const product = await startProduct({ ...own, ...(profile && { profile }) });
  await started(product.child);
  return {
    productOptions: { ...own, databaseUrl: databases.product, publicUrl: product.url },
    ...{ product, databases, postgresFolder, generator, floor: { child: floor, url: await floor.call<string>('url') } },
    people: await People.register(product.url, PEOPLE),
    quiet: new Quiet(quick ? 0 : undefined),
    ...(quick ? { rounds: 1, seconds: 1, forced: 96 } : { rounds: 3, seconds: 4, forced: 3_000 }),
  };
}

function report(environment: Environment, quiet: Quiet, parts: Part[]): void {
  const about = [...environmentLines(environment), ...quietLines(quiet)];
  console.log(`\n${about.join('\n')}`);
  printTable(parts);
  if (quick)
    console.log('\nA quick run (one short round): it shows that the bench works, not how fast the product is.');
  const at = new Date().toISOString();
  const file = join(RESULTS, `${at.replaceAll(':', '')}.json`);
  writeFileSync(file, `${JSON.stringify({ at, quick, environment, idle: quiet.summary, parts }, null, 2)}\n`);
  if (given.includes('--markdown')) {
    const head = `Measured on ${at.slice(0, 10)} by \`npm run bench\`; [what the columns mean](../bench/README.md).`;
    writeFileSync(MARKDOWN, ['# Benchmarks', head, ...about, markdownOf(parts)].join('\n\n'));
    console.log(`\nWritten to docs/benchmarks.md.`);
  }
  const missed = parts.flatMap(({ rows }) => rows).filter(({ promise }) => promise && !promise.held);
  for (const { name, promise } of missed) console.log(`PROMISE MISSED: ${name}: ${promise?.text}`);
  process.exitCode = missed.length > 0 ? 1 : 0;
}

/** The others are measured all the same. */
function failedPart(name: string, error: Error): Part {
  console.error(error);
  const [reason = ''] = error.message.split('\n');
  return { title: name, rows: [{ name: 'FAILED', promise: { text: reason, held: false } }] };
}

const stopAll = async () => {
  for (const stop of stops.splice(0)) await stop();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stopAll().finally(() => process.exit(130)));

mkdirSync(RESULTS, { recursive: true });
try {
  const bench = await prepare();
  const parts: Part[] = [];
  for (const name of wanted) {
    console.log(`Measuring: ${name} …`);
    parts.push(await PARTS[name]!(bench).catch((error: Error) => failedPart(name, error)));
  }
  report(await environmentOf(bench.databases.product), bench.quiet, parts);
} finally {
  await stopAll();
}
