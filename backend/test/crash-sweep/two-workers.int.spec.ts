import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readLedgerFile } from '@parley/sandbox/kit';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { DemoModel } from '../../src/modules/agent/llm/index.js';
import { createTestDatabase, type TestDatabase } from '../support/index.js';
import { buildWorker } from './build-worker.js';
import type { Effect } from './effect.js';
import { effectsFile, gatesFolder } from './files.js';
import { Person } from './person.js';
import { hasEnded, readState, type State } from './state.js';
import { WorkerProcess } from './worker-process.js';

const LEASE_MS = 1_000;
const SOON = { timeout: 15_000, interval: 20 };

let worker: Awaited<ReturnType<typeof buildWorker>>;
let model: DemoModel;
let database: TestDatabase;
let pool: pg.Pool;
let folder: string;
let processes: WorkerProcess[];
let person: Person;
let sessionId: string;

beforeAll(async () => {
  worker = await buildWorker();
  model = await DemoModel.start({ pace: { tokensPerSecond: 500, firstTokenMs: 5 } });
});

afterAll(async () => {
  await model.stop();
  worker.remove();
});

beforeEach(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => undefined); // an idle connection that ends with its database
  folder = mkdtempSync(join(tmpdir(), 'parley-two-'));
  mkdirSync(gatesFolder(folder));
  processes = (['1', '2'] as const).map((life) => {
    const where = { file: worker.file, folder, databaseUrl: database.url, llmUrl: model.baseUrl };
    return new WorkerProcess({ ...where, life, leaseMs: LEASE_MS, failpoints: '' });
  });
  await Promise.all(processes.map((one) => one.started()));
});

afterEach(async () => {
  await Promise.all(processes.map((one) => one.kill()));
  await pool.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const effects = () => readLedgerFile<Effect>(effectsFile(folder)).map(({ life, detail }) => `${life} ${detail}`);
const letGo = (life: string) => writeFileSync(join(gatesFolder(folder), life), '');
const processOf = (life: string) => processes[Number(life) - 1] as WorkerProcess;
const state = () => readState(pool, sessionId);
const soon = (check: (state: State) => void) => vi.waitFor(async () => check(await state()), SOON);

/** The person talks to the first process. */
const begin = async (agent: string) => {
  person = new Person(() => processOf('1').ready);
  await person.arrive();
  sessionId = await person.open(agent);
  await person.say(sessionId, 'Go on.');
};

test('F10: what a worker writes that slept past its lease changes nothing', async () => {
  await begin('gated');
  await vi.waitFor(() => expect(effects()).toHaveLength(1), SOON);
  const first = effects()[0]?.startsWith('1') ? '1' : '2';
  const second = first === '1' ? '2' : '1';
  await pause(2.5 * LEASE_MS);
  expect(effects(), 'a worker that lives keeps its run, however long the step').toEqual([`${first} begun`]);

  processOf(first).signal('SIGSTOP');
  await vi.waitFor(() => expect(effects()).toEqual([`${first} begun`, `${second} begun`]), SOON);
  const before = await state();
  expect(before.runs[0]?.status).toBe('RUNNING');

  letGo(first);
  processOf(first).signal('SIGCONT');
  await vi.waitFor(() => expect(effects()).toContain(`${first} returned`), SOON);
  await pause(LEASE_MS);
  expect(await state(), 'the stale worker was done with the step and could not say so').toEqual(before);

  letGo(second);
  await soon(({ runs }) => expect(runs.every(hasEnded)).toBe(true));
  const end = await state();
  expect(end.runs.map(({ status }) => status)).toEqual(['COMPLETED']);
  expect(end.steps.find(({ key }) => key === 'work#1')?.result).toBe(second);
  expect(end.messages.at(-1)?.text).toBe(`Done by ${second}.`);
  expect(end.events.filter(({ type }) => type === 'step.finished')).toHaveLength(2);
}, 40_000);

test('an answer that the other process takes leaves the run with its holder', async () => {
  await begin('main');
  const holder = await vi.waitFor(() => {
    const life = effects()[0]?.[0];
    expect(life).toBeDefined();
    return life;
  }, SOON);
  const other = await processOf(holder === '1' ? '2' : '1').ready;
  let requestId = '';
  await soon(({ requests }) => {
    requestId = requests.find(({ step_key }) => step_key === 'left#1/confirm#1')?.id ?? '';
    expect(requestId).not.toBe('');
  });
  // The right branch works: the other process is woken by the answer and must find the run taken.
  const path = `/api/feedback-requests/${requestId}/answer`;
  const { status } = await person.once('POST', path, { answer: { type: 'TEXT', text: 'to the left' } }, other);
  expect(status).toBe(200);
  await soon(({ runs }) => expect(runs[0]?.waiting).toBe(true));
  const keys = readLedgerFile<Effect>(effectsFile(folder)).map(({ key }) => key.slice(key.indexOf('/') + 1));
  expect(keys.sort()).toEqual(['left#1/apply#1', 'left#1/gather#1', 'prepare#1', 'right#1/gather#1']);
}, 40_000);

test('fifty answers at once, over two processes: one wins, the others are told who was first', async () => {
  await begin('main');
  let requestId = '';
  await soon(({ requests }) => {
    requestId = requests.find(({ step_key }) => step_key === 'left#1/confirm#1')?.id ?? '';
    expect(requestId).not.toBe('');
  });
  const replies = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      const text = `answer ${index}`;
      const url = await processOf(index % 2 ? '1' : '2').ready;
      const path = `/api/feedback-requests/${requestId}/answer`;
      return { text, ...(await person.once('POST', path, { answer: { type: 'TEXT', text } }, url)) };
    }),
  );

  const winners = replies.filter(({ status }) => status === 200);
  expect(winners).toHaveLength(1);
  const text = winners[0]?.text ?? '';
  const others = replies.filter(({ status }) => status !== 200);
  expect(others.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
    Array(49).fill('409 feedback_already_settled'),
  );
  for (const { body } of others) {
    expect(body.detail).toContain(`Person answered first: "${text}"`);
    expect(body.request).toMatchObject({ status: 'ANSWERED', response: { text, by: { name: 'Person' } } });
  }

  const applied = await vi.waitFor(() => {
    const done = effects().filter((line) => line.includes('answer '));
    expect(done).toHaveLength(1);
    return done;
  }, SOON);
  expect(applied[0]?.slice(2)).toBe(text);
  const responses = (await state()).requests.find(({ id }) => id === requestId)?.responses ?? [];
  expect(responses.filter(({ outcome }) => outcome === 'APPLIED')).toEqual([{ outcome: 'APPLIED', text }]);
  expect(responses.filter(({ outcome }) => outcome === 'SUPERSEDED')).toHaveLength(49);
}, 40_000);
