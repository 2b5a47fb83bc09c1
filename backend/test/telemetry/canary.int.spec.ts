import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/index.js';
import { call, type Person, soon, TestSocket } from '../support/product/index.js';
import { signUp } from '../support/product/test-person.js';
import { startCable, startHostileServer } from './hostile-server.js';
import { buildProduct, ProductProcess } from './product-process.js';

/** In every secret and in everything that is nobody else's business; and in nothing else. */
const MARK = 'zQ7canary';
const canary = (name: string, before = '') => `${before}${MARK}-${name}-0123456789abcdef`;

/** A tool that dies with its secrets on its lips. */
const CRASHING_TOOL = `console.error(JSON.stringify(process.env)); throw new Error('lost with ' + process.env.TOOL_API_KEY);`;

let folder: string;
let built: Awaited<ReturnType<typeof buildProduct>>;
let hostile: Awaited<ReturnType<typeof startHostileServer>>;
let cable: Awaited<ReturnType<typeof startCable>>;
let database: TestDatabase;
let product: ProductProcess;
let pool: pg.Pool;
/** The first one is the admin. */
let operator: Person;
/** What was given out while the test ran, and is as secret as what was configured. */
const givenOut: string[] = [];
/** What strangers and operators get to read. */
const shown: string[] = [];

const mcpServers = () => ({
  crashing: { command: process.execPath, args: ['-e', CRASHING_TOOL], env: { TOOL_API_KEY: canary('mcp-env') } },
  hostile: { url: `${hostile.url}/mcp`, headers: { Authorization: `Bearer ${canary('mcp-header')}` } },
});

const environment = () => ({
  NODE_ENV: 'test',
  LOG_LEVEL: 'trace',
  DATA_DIR: folder,
  DATABASE_URL: cable.url,
  SANDBOX_CHANNELS: 'off',
  JWT_SECRET: canary('jwt-secret-of-32-bytes'),
  TOKEN_SECRET: canary('token-secret-of-32-bytes'),
  ENCRYPTION_KEYS: [canary('first-sealing-key'), canary('second-sealing-key')].join(),
  METRICS_TOKEN: canary('metrics'),
  NATS_URL: `nats://parley:${canary('nats')}@127.0.0.1:9`,
  OTEL_EXPORTER_OTLP_ENDPOINT: hostile.url,
  OTEL_EXPORTER_OTLP_HEADERS: `authorization=${canary('collector')}`,
  MCP_CONFIG: join(folder, 'mcp.json'),
  LLM_PROVIDER: 'openai-compatible',
  LLM_MODEL: 'some-model',
  LLM_BASE_URL: `${hostile.url}/llm`,
  LLM_API_KEY: canary('llm', 'sk-'),
  LLM_FALLBACK_PROVIDER: 'anthropic',
  LLM_FALLBACK_MODEL: 'other-model',
  LLM_FALLBACK_BASE_URL: `${hostile.url}/fallback`,
  LLM_FALLBACK_API_KEY: canary('fallback'),
  SLACK_CLIENT_ID: 'client',
  SLACK_CLIENT_SECRET: canary('slack-client'),
  SLACK_SIGNING_SECRET: canary('slack-signing'),
  SLACK_BOT_TOKEN: canary('bot', 'xoxb-'),
  SLACK_API_URL: `${hostile.url}/slack/`,
  GOOGLE_CLIENT_ID: 'client',
  GOOGLE_CLIENT_SECRET: canary('google-client'),
  GMAIL_REFRESH_TOKEN: canary('gmail', '1//0'),
  GOOGLE_API_URL: `${hostile.url}/google`,
  GMAIL_POLL_SECONDS: '1',
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-canary-'));
  [built, hostile, database] = await Promise.all([buildProduct(), startHostileServer(), createTestDatabase()]);
  const password = new URL(database.url).password;
  if (password) givenOut.push(password);
  cable = await startCable(database.url);
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
  writeFileSync(join(folder, 'mcp.json'), JSON.stringify({ mcpServers: mcpServers() }));
  product = await ProductProcess.start(built.file, environment());
  operator = await signUp(product.url, 'Ada');
}, 120_000);

afterAll(async () => {
  await product?.stop();
  cable?.close();
  hostile?.close();
  await pool?.end();
  await database?.drop();
  built?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** A request whose answer is nobody's own: what it says is looked at. */
const ask = async (method: string, path: string, headers: Record<string, string> = {}, body?: unknown) => {
  const answer = await call(product.url + path, method, headers, body);
  shown.push(answer.text, JSON.stringify([...answer.headers]));
  return answer;
};

const strangers = async () => {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const form = (fields: Record<string, string>) =>
    fetch(`${product.url}/api/oauth/token`, { method: 'POST', body: new URLSearchParams(fields) });
  await ask('GET', '/api/sessions', bearer(`eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ6UTd9.${canary('forged-jwt')}`));
  await ask('GET', '/api/sessions', bearer(canary('no-such-token', 'parley_pat_')));
  await ask('GET', '/api/sessions', {
    authorization: `Basic ${canary('basic')}`,
    cookie: `parley=${canary('cookie')}`,
  });
  await ask('GET', `/answer/${canary('answer-link')}`);
  await ask('POST', '/api/answer-links/look', {}, { token: canary('link-in-body') });
  await ask('GET', `/slack/oauth_redirect?code=${canary('slack-code')}&state=${canary('slack-state')}`);
  await ask('GET', `/google/oauth_redirect?code=${canary('google-code')}&state=${canary('google-state')}`);
  await ask('POST', '/slack/events', { 'x-slack-signature': `v0=${canary('signature')}` }, { token: canary('legacy') });
  await ask('POST', '/api/auth/register', {}, { email: 'nobody', name: '', password: canary('short-of-a-form') });
  await ask('POST', '/api/auth/register', {}, `{"password":"${canary('broken-json')}"`);
  await ask('GET', '/metrics', bearer(canary('wrong-metrics')));
  await ask('GET', '/api/sessions', { 'x-request-id': `${canary('request-id')} {"level":60}` });
  for (const answer of await Promise.all([
    form({
      grant_type: 'password',
      client_id: 'parley-cli',
      username: 'a@b.example',
      password: canary('wrong-password'),
    }),
    form({ grant_type: 'refresh_token', client_id: 'parley-cli', refresh_token: canary('refresh') }),
  ]))
    shown.push(await answer.text());
  const socket = await TestSocket.open(product.url, product.url);
  socket.write({ type: 'auth', token: canary('socket-token'), v: 1 });
  await socket.closed;
  shown.push(JSON.stringify(socket.frames));
};

/** Somebody whose every call to a model, a tool and a channel goes wrong. */
const unlucky = async () => {
  const person = await signUp(product.url);
  givenOut.push(person.token, person.refreshToken, operator.token, operator.refreshToken, 'correct horse battery');
  const { body: pat } = await person.post('/api/access-tokens', { name: 'mine' });
  if (pat?.token) givenOut.push(pat.token);
  await onSlack(person.id);
  const session = await person.newSession('assistant');
  await person.send('PUT', `/api/sessions/${session.id}/channel`, { channel: 'SLACK' });
  await person.say(session.id, canary('message'));
  await person.runSoon(session.id, 'FAILED');
  // Even that it failed cannot be told there.
  await soon(async () => {
    const { rows } = await pool.query(
      `SELECT error FROM delivery_attempt WHERE status = 'FAILED' AND error IS NOT NULL`,
    );
    expect(rows.length).toBeGreaterThan(0);
  }, 30_000);
  await person.send('PUT', `/api/sessions/${session.id}/channel`, { channel: canary('not-a-channel') });
  return person;
};

/** As if they had linked it. */
const onSlack = async (personId: string) => {
  await soon(async () => expect((await pool.query('SELECT 1 FROM integration')).rows).toHaveLength(1), 30_000);
  await pool.query(
    `INSERT INTO communication_channel (id, user_id, type, integration_id, address, status, position, wait_ms, verified_at)
     SELECT gen_random_uuid(), $1, 'SLACK', id, 't0acme/u0mira', 'ACTIVE', 0, 60000, now() FROM integration WHERE type = 'SLACK'`,
    [personId],
  );
};

const awayDatabase = async (token: string) => {
  cable.cut();
  for (let n = 0; n < 3; n++) await ask('GET', '/api/sessions', { authorization: `Bearer ${token}` });
  await ask('GET', '/health/ready');
  await ask('GET', '/metrics', { authorization: `Bearer ${canary('metrics')}` });
  await pause(1_500);
  cable.mend();
  await soon(async () => expect((await ask('GET', '/health/ready')).status).toBe(200), 30_000);
};

/** Each of them whole: what was struck out has broken none. */
const linesOf = (output: string): Record<string, unknown>[] =>
  output.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));

const nothingOf = (text: string, what: string) => {
  for (const secret of [MARK, ...givenOut, Buffer.from(MARK).toString('base64').slice(0, -2)]) {
    const at = text.indexOf(secret);
    if (at >= 0) throw new Error(`${what} tells a secret: …${text.slice(Math.max(0, at - 300), at + 80)}`);
  }
};

it('finds the lines of one matter by its ids, from the request to the call of a model', async () => {
  const given = 'a-request-of-mine';
  const answered = async (id: string) =>
    (await ask('GET', '/health/live', { 'x-request-id': id })).headers.get('x-request-id');
  expect(await answered(given)).toBe(given);
  expect(await answered(`${given}"}`)).toMatch(/^[0-9a-f-]{36}$/);

  const person = await signUp(product.url, 'Ida');
  givenOut.push(person.token, person.refreshToken);
  const session = await person.newSession('assistant');
  const headers = { authorization: `Bearer ${person.token}`, 'x-request-id': given };
  await call(`${product.url}/api/sessions/${session.id}/messages`, 'POST', headers, {
    id: randomUUID(),
    text: 'Hello',
  });
  const { id: runId } = await person.runSoon(session.id, 'FAILED');
  const ids = { requestId: given, runId, traceId: expect.stringMatching(/^[0-9a-f]{32}$/) };
  await soon(() =>
    expect(linesOf(product.output)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...ids, job: 'advance-run', msg: 'A try of a model call failed' }),
        expect.objectContaining({ ...ids, msg: 'run ended', agent: 'assistant', outcome: 'failed' }),
        expect.objectContaining({ requestId: given, msg: 'request', method: 'POST', status: 202 }),
      ]),
    ),
  );
});

it('tells no secret in a log line, a metric, an error or a job, whatever goes wrong (T16)', async () => {
  await strangers();
  const person = await unlucky();
  await soon(
    () => expect([...hostile.asked].join(' ')).toMatch(/(?=.*\/llm)(?=.*\/slack)(?=.*\/google)(?=.*\/mcp)/),
    30_000,
  );
  await awayDatabase(person.token);
  const pages = [
    'admin/dead-letters',
    'admin/deliveries',
    'admin/processes',
    'admin/work',
    'integrations',
    'tools',
    'agents',
  ];
  for (const page of pages) {
    const { status } = await ask('GET', `/api/${page}`, { authorization: `Bearer ${operator.token}` });
    expect([page, status]).toEqual([page, 200]);
  }
  const metrics = await ask('GET', '/metrics', { authorization: `Bearer ${canary('metrics')}` });
  expect(metrics.status).toBe(200);
  const jobs = await pool.query('SELECT * FROM outbox_job');
  const attempts = await pool.query('SELECT error FROM delivery_attempt');
  await product.stop();

  nothingOf(product.output, 'the log');
  for (const text of shown) nothingOf(text, 'an answer');
  nothingOf(JSON.stringify([jobs.rows, attempts.rows]), 'what is kept of a job');
  // It was not silence that kept them.
  expect(product.output).toMatch(/"msg":"request"/);
  expect(product.output).toContain('A try of a model call failed');
  expect(linesOf(product.output).length).toBeGreaterThan(20);
}, 120_000);
