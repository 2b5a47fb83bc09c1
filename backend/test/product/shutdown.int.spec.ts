import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { CLOSE_CODES } from '@parley/contracts';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { announceEnd, endApplication, hintAtEnd } from '../../src/health/end-application.js';
import { awaitMigrations, knownMigrations } from '../../src/platform/postgres/index.js';
import { freePort } from '../support/free-port.js';
import { createTestDatabase } from '../support/index.js';
import { ScriptedAgent, soon, startTestProduct, type TestProduct, TestSocket } from '../support/product/index.js';
import { RedisServer, redisServer } from '../support/redis/index.js';

const open: { close(): Promise<void> }[] = [];
const start = async (options: Parameters<typeof startTestProduct>[0] = {}): Promise<TestProduct> => {
  const product = await startTestProduct(options);
  open.unshift(product);
  return product;
};

afterEach(async () => {
  for (const product of open.splice(0)) await product.close();
});

const ready = async (url: string) => {
  const response = await fetch(`${url}/health/ready`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

it('OPS-3: who is told to end says so, and still serves', async () => {
  const product = await start();
  const me = await product.signUp();
  expect((await ready(product.url)).body).toEqual({
    ...{ status: 'ok', database: 'ok', migrations: 'ok', draining: false },
  });
  await announceEnd(product.nest, { shutdownDelayMs: 0 })();
  expect(await ready(product.url)).toMatchObject({ status: 503, body: { database: 'ok', draining: true } });
  expect((await me.get('/api/me')).status).toBe(200);
});

it('OPS-3: an answer closes its connection once the end is near', async () => {
  const product = await start({ beforeRoutes: hintAtEnd });
  const agent = new Agent({ keepAlive: true });
  const connection = () =>
    new Promise((resolve, reject) => {
      get(`${product.url}/health/live`, { agent }, (response) => {
        response.resume().on('end', () => resolve(response.headers.connection));
      }).on('error', reject);
    });
  expect(await connection()).toBe('keep-alive');
  await announceEnd(product.nest, { shutdownDelayMs: 0 })();
  expect(await connection()).toBe('close');
  agent.destroy();
});

it('OPS-3: sockets are told to connect elsewhere, what is asked is answered, nobody new is let in', async () => {
  const product = await start();
  const me = await product.signUp();
  const socket = await me.connect();
  // Waits for the end of its run, and is told instead how far that has come.
  const held = me.post('/api/chat', { prompt: '[[demo:slowx9]] Hello' });
  await soon(async () => expect((await product.pool.query('SELECT FROM agent_run')).rowCount).toBe(1));
  const ended = endApplication(product.nest);
  expect(await socket.closed).toMatchObject({ code: CLOSE_CODES.SERVICE_RESTART });
  expect(await held).toMatchObject({ status: 200, body: { requires_user_input: false } });
  await ended;
  await expect(TestSocket.open(product.url)).rejects.toThrow('ECONNREFUSED');
});

/** More steps than the first process can do before it ends; the second one does them at once. */
const STEPS = 300;
const STEP_MS = 20;

/** Begins a run in the first process, ends that in the middle of it, and lets a second one go on. @returns who did which steps */
const handOver = async (env: Record<string, string>) => {
  const agents = [new ScriptedAgent(), new ScriptedAgent()] as const;
  const done: [number[], number[]] = [[], []];
  const first = await start({ agents: [agents[0].definition], env });
  const second = await start({ agents: [agents[1].definition], env, databaseUrl: first.databaseUrl });
  const me = await first.signUp();
  const { id } = await me.newSession('scripted');
  for (const [at, agent] of agents.entries())
    agent.play(id, async (ctx) => {
      for (let step = 0; step < STEPS; step++)
        await ctx.step(`step ${step}`, async () => {
          if (at === 0) await pause(STEP_MS);
          done[at as 0 | 1].push(step);
        });
    });
  await me.say(id, 'Go on.');
  await soon(() => expect(done[0].length).toBeGreaterThan(2));
  await endApplication(first.nest);
  await me.at(second.url).runSoon(id, 'COMPLETED');
  return done;
};

describe('OPS-3: a run whose process ends goes on in another, and nothing of it is done twice', () => {
  const expectHandedOver = ([first, second]: [number[], number[]]) => {
    expect([...first, ...second]).toEqual(Array.from({ length: STEPS }, (_, step) => step));
    expect(second.length, 'what was left is done by the other').toBeGreaterThan(0);
  };

  it('that looks for it, long before the lease has run out', async () => {
    expectHandedOver(await handOver({ RUN_LEASE_MS: '600000' }));
  });

  it.skipIf(!redisServer)('that is told of it, and does not look', async () => {
    const redis = await RedisServer.start();
    open.push({ close: () => redis.stop() });
    expectHandedOver(await handOver({ RUN_LEASE_MS: '600000', SWEEP_INTERVAL_MS: '600000', REDIS_URL: redis.url }));
  });
});

it('OPS-1: a worker answers those who watch it, and nobody else', async () => {
  const api = await start({ env: { ROLE: 'api' } });
  const worker = await start({ env: { ROLE: 'worker' }, databaseUrl: api.databaseUrl });
  const me = await api.signUp();
  expect((await ready(worker.url)).status).toBe(200);
  const refused = [
    '/',
    '/api/me',
    '/api/oauth/token',
    '/docs',
    '/healthy',
    '/slack/events',
    '/.well-known/agent-card.json',
  ];
  for (const path of refused) expect((await me.at(worker.url).get(path)).status, path).toBe(404);
  expect(await TestSocket.statusOf(worker.url, {})).toBe(404);
  const { id } = await me.newSession();
  await me.say(id, 'Hello');
  await me.runSoon(id, 'COMPLETED');
});

it('OPS-3: an api process runs nothing by itself', async () => {
  const scripted = new ScriptedAgent();
  const api = await start({ agents: [scripted.definition], env: { ROLE: 'api' } });
  const me = await api.signUp();
  const { id } = await me.newSession('scripted');
  let ran = 0;
  scripted.play(id, async () => void ran++);
  await me.say(id, 'Hello');
  const worker = await start({ agents: [scripted.definition], env: { ROLE: 'worker' }, databaseUrl: api.databaseUrl });
  await me.runSoon(id, 'COMPLETED');
  expect(ran).toBe(1);
  await worker.nest.close();
  await me.say(id, 'Again');
  const { rows } = await api.pool.query(`SELECT status FROM agent_run ORDER BY created_at DESC LIMIT 1`);
  expect(rows).toEqual([{ status: 'QUEUED' }]);
});

const sql = async (url: string, text: string, values: unknown[] = []) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text, values).finally(() => client.end());
};
const LEDGER = `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
  VALUES (gen_random_uuid(), '', $1, now(), 1)`;

it('OPS-3: the old version serves beside a schema that is newer than it', async () => {
  const product = await start();
  await sql(product.databaseUrl, `ALTER TABLE message ADD COLUMN of_tomorrow text DEFAULT 'new'`);
  await sql(product.databaseUrl, 'CREATE TABLE of_tomorrow (id int)');
  await sql(product.databaseUrl, LEDGER, ['29990101000000_tomorrow']);
  await awaitMigrations(product.databaseUrl, 0);
  expect((await ready(product.url)).status).toBe(200);
  const beside = await start({ databaseUrl: product.databaseUrl });
  const me = await beside.signUp();
  const { id } = await me.newSession();
  expect((await me.say(id, 'Hello')).status).toBe(202);
  await me.runSoon(id, 'COMPLETED');
});

it('OPS-3: a schema that lacks something is waited for, then refused by name; and is not ready', async () => {
  const database = await createTestDatabase();
  open.push({ close: database.drop });
  const product = await start({ databaseUrl: database.url });
  const last = knownMigrations().at(-1) as string;
  await sql(database.url, 'DELETE FROM _prisma_migrations WHERE migration_name = $1', [last]);
  expect(await ready(product.url)).toMatchObject({ status: 503, body: { database: 'ok', migrations: 'behind' } });
  await expect(awaitMigrations(database.url, 0)).rejects.toThrow(`lacks ${last}`);
  const nobody = `postgresql://parley@127.0.0.1:${await freePort()}/parley`;
  await expect(awaitMigrations(nobody, 0)).rejects.toThrow('DATABASE_URL: the database at 127.0.0.1');
  const waited = awaitMigrations(database.url, 30_000);
  await sql(database.url, LEDGER, [last]);
  await waited;
  expect((await ready(product.url)).status).toBe(200);
});
