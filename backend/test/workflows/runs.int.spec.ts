import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SampleWorkflow, startSampleWorkflow, storyAbout } from '@parley/sandbox/agents/workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defineAgent } from '../../src/modules/agent/index.js';
import { MortalProduct } from '../support/delivery/mortal-product.js';
import { Broker, natsServer } from '../support/nats/index.js';
import { type Person, soon, TestSocket } from '../support/product/index.js';

const RUNS = 40;
/** No limit that a slow machine meets, and asked again soon all the same: a third of it. */
const TIMES = { firstMs: 9_000, idleMs: 9_000, gapMs: 200 };
/** Gives the same workflow two tasks side by side. */
const editor = defineAgent({
  name: 'editor',
  description: 'Has two stories told.',
  run: async (ctx) => {
    const story = (task: string) =>
      ctx.branch(task, (own) =>
        own.delegate('have it told', { agentId: 'local:storyteller', agent: 'storyteller', task }),
      );
    const told = await ctx.all([story('the pier'), story('the lighthouse')]);
    await ctx.say('show', told.map((one) => (one.kind === 'completed' ? one.text : one.message)).join('|'));
  },
});
const WORKFLOWS = [
  ...['storyteller', 'travel-desk'].map((name) => ({ name, description: `${name}.`, ...TIMES })),
  { name: 'nobody', description: 'Served by nobody.', firstMs: 1_000 },
];

describe.skipIf(!natsServer)('workflows as runs', () => {
  let folder: string;
  let broker: Broker;
  let service: SampleWorkflow;
  let product: MortalProduct;
  let me: Person;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-workflows-'));
    const file = join(folder, 'workflows.json');
    writeFileSync(file, JSON.stringify({ workflows: WORKFLOWS }));
    broker = await Broker.start();
    service = await startSampleWorkflow({ natsUrl: broker.url, paceMs: 10 });
    const env = { NATS_URL: broker.url, NATS_WORKFLOWS: file, RUN_LEASE_MS: '600' };
    product = await MortalProduct.start({ agents: [editor], channels: [], line: {} as never, env });
    me = await product.current.signUp();
  });

  beforeEach(() => {
    service.faults = {};
  });

  afterAll(async () => {
    await product?.close();
    await service?.stop();
    await broker?.kill();
    if (folder) rmSync(folder, { recursive: true });
  });

  const here = () => me.at(product.current.url);
  const agentTexts = async (sessionId: string) =>
    (await here().view(sessionId)).messages.items
      .filter(({ role, type }) => role === 'AGENT' && type === 'TEXT')
      .map(({ text }) => text);
  const start = async (agent: string, text: string) => {
    const { id } = await here().newSession(agent);
    await here().say(id, text);
    return id;
  };

  it('are agents that people can choose', async () => {
    const { items } = (await here().get<{ items: { name: string; external: boolean }[] }>('/api/agents')).body;
    const external = items.filter((agent) => agent.external).map(({ name }) => name);
    expect(external).toEqual(['storyteller', 'travel-desk', 'nobody']);
  });

  it('stream into the conversation, with model and tokens on the step', async () => {
    const { id } = await here().newSession('storyteller');
    const socket = await here().connect();
    await socket.subscribe(id);
    await here().say(id, 'the pier');
    const run = await here().runSoon(id, 'COMPLETED');
    expect(await agentTexts(id)).toEqual([storyAbout('the pier')]);
    const deltas = socket.frames.filter((frame) => frame.type === 'delta');
    expect(deltas.length).toBeGreaterThan(2);
    const { steps } = (await here().get(`/api/runs/${run.id}`)).body;
    expect(steps.find((step: { key: string }) => step.key === 'answer#1')).toMatchObject({ model: 'sample-teller-1' });
    await socket.close();
  });

  it('ask the person; the answer goes back as the next leg, also to another instance after a restart of both', async () => {
    const id = await start('travel-desk', 'Lisbon');
    const [request] = await here().pendingSoon(id);
    expect(request).toMatchObject({
      agent: 'travel-desk',
      question: { type: 'CHOICE', question: 'How would you like to travel?' },
    });
    expect(await agentTexts(id)).toEqual(['I looked up “Lisbon”. ']);
    await here().runSoon(id, 'WAITING_FOR_FEEDBACK');
    await service.stop();
    await product.restart();
    service = await startSampleWorkflow({ natsUrl: broker.url, paceMs: 10 });
    await here().say(id, 'Not before noon');
    expect((await here().answer(request!.id, { type: 'CHOICE', value: 'train' })).status).toBe(200);
    await here().runSoon(id, 'COMPLETED');
    expect(await agentTexts(id)).toEqual(['I looked up “Lisbon”. ', 'Booked, and you travel: By train. ']);
    const [leg] = service.requests;
    expect(leg).toMatchObject({
      leg: 2,
      input: 'Lisbon',
      answer: { ask_id: 'how', outcome: 'answered', value: 'train', by: 'Mira' },
    });
    expect(
      leg?.history.map(({ text }) => text),
      'what the person wrote meanwhile',
    ).toEqual(['Not before noon']);
    expect(leg).toMatchObject({ previous: [{ leg: 1, text: 'I looked up “Lisbon”. ', ask: { ask_id: 'how' } }] });
  });

  it('go on where another process takes over, and are said once', async () => {
    service.faults = { thinkMs: 0 };
    const id = await start('storyteller', 'a crash');
    await soon(() => expect(service.requests.some((one) => one.session_id === id)).toBe(true));
    await soon(async () => expect((await here().view(id)).messages.items.at(-1)?.status).toBe('STREAMING'));
    await product.crash();
    await here().runSoon(id, 'COMPLETED');
    expect(await agentTexts(id)).toEqual([storyAbout('a crash')]);
    const legs = service.requests.filter((one) => one.session_id === id);
    expect(new Set(legs.map((one) => `${one.correlation_id}/${one.leg}`)).size).toBe(1);
    expect(service.cancelled).not.toContain(legs[0]?.correlation_id);
  });

  it('given two tasks of one run at once keep them apart', async () => {
    const id = await start('editor', 'Two stories');
    await here().runSoon(id, 'COMPLETED');
    expect(await agentTexts(id)).toEqual([`${storyAbout('the pier')}|${storyAbout('the lighthouse')}`]);
    const own = service.requests.filter((one) => one.session_id === id);
    expect(new Set(own.map((one) => one.correlation_id)).size).toBe(2);
  });

  it('are cancelled when the person stops the run', async () => {
    service.faults = { stallAfter: 3 };
    const id = await start('storyteller', 'stop me');
    const socket: TestSocket = await here().connect();
    await soon(async () => expect((await here().view(id)).messages.items.at(-1)?.status).toBe('STREAMING'));
    expect((await here().post(`/api/sessions/${id}/stop`)).status).toBe(202);
    const run = await here().runSoon(id, 'CANCELLED');
    await soon(() => expect(service.cancelled).toContain(run.id));
    await socket.close();
  });

  it('are cancelled when the person stops the run instead of answering', async () => {
    const id = await start('travel-desk', 'Rome');
    await here().pendingSoon(id);
    const run = await here().runSoon(id, 'WAITING_FOR_FEEDBACK');
    expect((await here().post(`/api/sessions/${id}/stop`)).status).toBe(202);
    await soon(() => expect(service.cancelled).toContain(run.id));
  });

  it('fail visibly where nobody serves them', async () => {
    const id = await start('nobody', 'Hello?');
    const run = await here().runSoon(id, 'FAILED');
    expect(run.error).toMatch(/^The workflow nobody did not answer within 1 s|is not running/);
    expect((await here().view(id)).session.state.status).toBe('FAILED');
  });

  it(`${RUNS} at once, with every fault and a broker that dies, end in exactly the right text`, async () => {
    service.faults = { duplicate: 0.2, reorder: 0.2, lose: 0.05, garbage: 0.05 };
    const names = Array.from({ length: RUNS }, (_, index) => `run ${index}`);
    const ids = await Promise.all(names.map((name) => start('storyteller', name)));
    await soon(() =>
      expect(service.requests.filter((one) => ids.includes(one.session_id)).length).toBeGreaterThan(RUNS / 2),
    );
    await broker.kill();
    await broker.begin();
    await Promise.all(ids.map((id) => here().runSoon(id, 'COMPLETED')));
    for (const [index, id] of ids.entries()) expect(await agentTexts(id)).toEqual([storyAbout(names[index] as string)]);
  });
});
