import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SampleWorkflow, startSampleWorkflow } from '@parley/sandbox/agents/workflow';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Failpoint } from '../../src/platform/failpoints/index.js';
import { buildWorker } from '../crash-sweep/build-worker.js';
import { gatesFolder } from '../crash-sweep/files.js';
import { Person } from '../crash-sweep/person.js';
import { readState } from '../crash-sweep/state.js';
import { WorkerProcess } from '../crash-sweep/worker-process.js';
import { createTestDatabase, type TestDatabase } from '../support/index.js';
import { Broker, natsServer } from '../support/nats/index.js';

const SOON = { timeout: 20_000, interval: 20 };
const TIMES = { firstMs: 15_000, idleMs: 15_000, gapMs: 200 };
/** Where a workflow differs from an agent of our own. */
const POINTS: Failpoint[] = ['say.before-finish', 'say.after-finish', 'ask.after-commit', 'run.before-complete'];

describe.skipIf(!natsServer)('kill -9 in the middle of a workflow', () => {
  let folder: string;
  let broker: Broker;
  let service: SampleWorkflow;
  let bundle: Awaited<ReturnType<typeof buildWorker>>;
  let database: TestDatabase;
  let pool: pg.Pool;
  let parley: WorkerProcess;
  let person: Person;

  const live = (failpoints: string) => {
    const connections = { NATS_URL: broker.url, NATS_WORKFLOWS: join(folder, 'workflows.json') };
    // The demo model is asked nothing.
    const where = { file: bundle.file, folder, databaseUrl: database.url, llmUrl: 'http://127.0.0.1:9' };
    parley = new WorkerProcess({ ...where, life: '1', leaseMs: 500, failpoints, connections });
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-kills-'));
    mkdirSync(gatesFolder(folder));
    const workflow = { name: 'travel-desk', description: 'Books.', ...TIMES };
    writeFileSync(join(folder, 'workflows.json'), JSON.stringify({ workflows: [workflow] }));
    broker = await Broker.start();
    service = await startSampleWorkflow({ natsUrl: broker.url, paceMs: 30 });
    [bundle, database] = await Promise.all([buildWorker(), createTestDatabase()]);
    pool = new pg.Pool({ connectionString: database.url, max: 2 });
    pool.on('error', () => undefined);
    live('');
    await parley.started();
    person = new Person(() => parley.ready);
    await person.arrive();
  }, 60_000);

  afterAll(async () => {
    await parley?.kill();
    await service?.stop();
    await broker?.kill();
    await pool?.end();
    await database?.drop();
    bundle?.remove();
    if (folder) rmSync(folder, { recursive: true });
  });

  /** From the question to the end, whatever happened before. */
  const seeThrough = async (sessionId: string) => {
    const requestId = await vi.waitFor(async () => {
      const { requests } = await readState(pool, sessionId);
      expect(requests).toHaveLength(1);
      return requests[0]!.id;
    }, SOON);
    await person.choose(requestId, 'train');
    await vi.waitFor(async () => expect((await readState(pool, sessionId)).runs[0]?.status).toBe('COMPLETED'), SOON);
    const { messages, requests, runs } = await readState(pool, sessionId);
    const said = messages.filter(({ role, type }) => role === 'AGENT' && type === 'TEXT').map(({ text }) => text);
    expect(said).toEqual(['I looked up “Lisbon”. ', 'Booked, and you travel: By train. ']);
    expect(requests).toHaveLength(1);
    expect(runs).toHaveLength(1);
    const legs = service.requests.filter(({ session_id }) => session_id === sessionId);
    expect(new Set(legs.map(({ correlation_id, leg }) => `${correlation_id}/${leg}`)).size).toBe(2);
  };

  it.each(POINTS)(
    'at %s: said once, asked once',
    async (point) => {
      await parley.kill();
      live(point);
      const sessionId = await person.open('travel-desk');
      const told = person.say(sessionId, 'Lisbon');
      const killed = parley.ended.then((how) => {
        live('');
        return how;
      });
      // What is hit only after the answer needs the answer.
      const through = seeThrough(sessionId);
      expect(await killed).toBe('SIGKILL');
      await Promise.all([told, through]);
    },
    60_000,
  );

  it('while it streams: said once, asked once', async () => {
    const sessionId = await person.open('travel-desk');
    await person.say(sessionId, 'Lisbon');
    await vi.waitFor(async () => {
      const { messages } = await readState(pool, sessionId);
      expect(messages.some(({ status }) => status === 'STREAMING')).toBe(true);
    }, SOON);
    await parley.kill();
    live('');
    await seeThrough(sessionId);
  }, 60_000);
});
