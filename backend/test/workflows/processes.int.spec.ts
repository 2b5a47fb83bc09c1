import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SampleWorkflow, startSampleWorkflow, storyAbout } from '@parley/sandbox/agents/workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Broker, natsServer } from '../support/nats/index.js';
import { type Person, SessionReader, soon, startTestProduct, type TestProduct } from '../support/product/index.js';

const WORKFLOWS = [{ name: 'storyteller', description: 'Tells.', firstMs: 9_000, idleMs: 9_000, gapMs: 200 }];

describe.skipIf(!natsServer)('a worker, and a process that holds the sockets', () => {
  let folder: string;
  let broker: Broker;
  let service: SampleWorkflow;
  let worker: TestProduct;
  let api: TestProduct;
  let me: Person;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-processes-'));
    const file = join(folder, 'workflows.json');
    writeFileSync(file, JSON.stringify({ workflows: WORKFLOWS }));
    broker = await Broker.start();
    service = await startSampleWorkflow({ natsUrl: broker.url, paceMs: 60 });
    const env = { NATS_URL: broker.url, NATS_WORKFLOWS: file };
    worker = await startTestProduct({ env });
    api = await startTestProduct({ env: { ...env, ROLE: 'api' }, databaseUrl: worker.databaseUrl });
    me = await api.signUp();
  });

  beforeEach(() => {
    service.faults = {};
  });

  afterAll(async () => {
    await api?.close();
    await worker?.close();
    await service?.stop();
    await broker?.kill();
    if (folder) rmSync(folder, { recursive: true });
  });

  /** The run is the worker's: the message is written there, and only its frames reach the other process. */
  const begin = async (input: string) => {
    const { id } = await me.newSession('storyteller');
    await me.at(worker.url).say(id, input);
    return id;
  };
  const textOf = (reader: SessionReader) => [...reader.messages.values()].at(-1)?.text;
  const growing = (reader: SessionReader, count: number) =>
    soon(() => expect(reader.partials.size).toBeGreaterThanOrEqual(count));

  it('every chunk reaches the other process while it comes, several a second', async () => {
    const { id } = await me.newSession('storyteller');
    const reader = new SessionReader(me, id);
    await reader.resume();
    await me.at(worker.url).say(id, 'two processes');
    await me.runSoon(id, 'COMPLETED');
    await soon(() => expect(textOf(reader)).toBe(storyAbout('two processes')));
    // All but what came before the message stood, and the empty last one.
    expect(reader.partials.size).toBeGreaterThan(15);
    reader.drop();
  });

  it('who opens the session in mid-stream sees what was said so far', async () => {
    service.faults = { stallAfter: 12 };
    const id = await begin('late comer');
    await soon(async () => expect((await me.view(id)).messages.items.at(-1)?.status).toBe('STREAMING'));
    await soon(() => expect(service.requests.length).toBeGreaterThan(0));
    const reader = new SessionReader(me, id);
    await reader.resume();
    await growing(reader, 1);
    const first = [...reader.partials][0] ?? '';
    expect(storyAbout('late comer').startsWith(first)).toBe(true);
    await me.runSoon(id, 'COMPLETED');
    await soon(() => expect(textOf(reader)).toBe(storyAbout('late comer')));
    reader.drop();
  });

  it('a stop that the other process takes reaches the worker, and the workflow', async () => {
    service.faults = { stallAfter: 4 };
    const id = await begin('stop me from afar');
    await soon(async () => expect((await me.view(id)).messages.items.at(-1)?.status).toBe('STREAMING'));
    expect((await me.post(`/api/sessions/${id}/stop`)).status).toBe(202);
    const run = await me.runSoon(id, 'CANCELLED');
    await soon(() => expect(service.cancelled).toContain(run.id));
  });

  it('what was lost while the broker was away is read from the log when it is back', async () => {
    const { id } = await me.newSession('assistant');
    const reader = new SessionReader(me, id);
    await reader.resume();
    await broker.kill();
    // Said and answered at the worker: nothing of it is heard here, and nothing comes after it.
    await me.at(worker.url).say(id, 'Do you remember what I said?');
    await me.runSoon(id, 'COMPLETED');
    const all = (await me.events(id)).length;
    expect(reader.cursor).toBeLessThan(all);
    await broker.begin();
    await soon(() => expect(reader.cursor).toBe(all));
    reader.drop();
  });
});
