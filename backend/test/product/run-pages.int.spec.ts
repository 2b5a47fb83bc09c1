import type { RunList, RunView, Step, StepContent } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Person,
  type Script,
  ScriptedAgent,
  soon,
  startTestProduct,
  type TestProduct,
} from '../support/product/index.js';

const agent = new ScriptedAgent();
let product: TestProduct;
let me: Person;
beforeAll(async () => {
  const env = { LLM_PRICES: JSON.stringify({ 'parley-demo': { input: 1, output: 2 } }) };
  product = await startTestProduct({ agents: [agent.definition], env });
  me = await product.signUp();
});
afterAll(() => product.close());

const start = async (script: Script, person = me): Promise<string> => {
  const { id } = await person.newSession(agent.name, 'Watched');
  agent.play(id, script);
  await person.say(id, 'Go');
  return id;
};
const text = (question: string, sensitive = false) => ({ type: 'TEXT', question, sensitive }) as const;
const say = (words: string) => ({ type: 'TEXT', text: words }) as const;
const list = async (query = '', person = me) => (await person.get<RunList>(`/api/runs${query}`)).body;
const view = async (runId: string) => (await me.get<RunView>(`/api/runs/${runId}`)).body;
const newest = async (sessionId: string) => view((await me.runs(sessionId))[0]?.id ?? '');
const contentOf = async (run: RunView, key: string) =>
  (await me.get<StepContent>(`/api/runs/${run.id}/steps/${run.steps.find((step) => step.key === key)?.id}`)).body;
const retry = (runId: string, fromStep?: string) => me.post(`/api/runs/${runId}/retry`, { fromStep });
const keysOf = (steps: readonly Step[]) => steps.map((step) => step.key);

describe('the list of runs', () => {
  it('holds the own runs of all sessions, newest first, page by page and by filters', async () => {
    const person = await product.signUp('Lister');
    const failed = await start(async (ctx) => ctx.step('break', () => Promise.reject(new Error('no'))), person);
    await person.runSoon(failed, 'FAILED');
    const waiting = await start((ctx) => ctx.ask('way', text('Which way?')), person);
    await person.pendingSoon(waiting);
    await person.runSoon(waiting, 'WAITING_FOR_FEEDBACK');
    const { id: said } = await person.newSession('assistant');
    await person.say(said, 'Hello');
    await person.runSoon(said, 'COMPLETED');

    const all = await list('', person);
    expect(all.items.map((run) => run.sessionId)).toEqual([said, waiting, failed]);
    expect(all.next).toBeNull();
    expect(all.items[1]).toMatchObject({
      waiting: 1,
      steps: 1,
      sessionTitle: 'Watched',
      status: 'WAITING_FOR_FEEDBACK',
    });
    expect(all.items[0]?.inputTokens).toBeGreaterThan(0);

    const first = await list('?limit=2', person);
    expect(first.items.map((run) => run.sessionId)).toEqual([said, waiting]);
    const rest = await list(`?limit=2&before=${first.next}`, person);
    expect(rest).toMatchObject({ items: [{ sessionId: failed }], next: null });

    expect((await list('?status=FAILED', person)).items.map((run) => run.sessionId)).toEqual([failed]);
    expect((await list('?agent=assistant', person)).items.map((run) => run.sessionId)).toEqual([said]);
    expect((await list(`?sessionId=${waiting}`, person)).items).toHaveLength(1);
    expect((await person.get('/api/runs?status=LOST')).status).toBe(400);
    expect((await list('', await product.signUp('Stranger'))).items).toEqual([]);
  });

  it('reads an index, however many runs there are', async () => {
    const { rows } = await product.pool
      .query<{ 'QUERY PLAN': string }>(
        `SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; EXPLAIN SELECT * FROM agent_run WHERE owner_id = '${me.id}' ORDER BY created_at DESC, id DESC LIMIT 50`,
      )
      .then((result) => (Array.isArray(result) ? result[2] : result));
    const plan = rows.map((row: { 'QUERY PLAN': string }) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('agent_run_owner_id_created_at_id_idx');
    expect(plan).not.toContain('Sort');
  });
});

describe('somebody else', () => {
  it('sees and does nothing', async () => {
    const id = await start((ctx) => ctx.ask('way', text('Which way?')));
    await me.pendingSoon(id);
    await me.runSoon(id, 'WAITING_FOR_FEEDBACK');
    const run = await newest(id);
    const stranger = await product.signUp('Stranger');
    const step = run.steps[0]?.id;
    for (const path of ['', `/steps/${step}`])
      expect((await stranger.get(`/api/runs/${run.id}${path}`)).status).toBe(404);
    for (const path of ['stop', 'retry']) expect((await stranger.post(`/api/runs/${run.id}/${path}`)).status).toBe(404);
    expect((await list(`?before=${run.id}`, stranger)).items).toEqual([]);
    expect((await newest(id)).status).toBe('WAITING_FOR_FEEDBACK');
    // Of one's own, but of another run.
    const other = await start((ctx) => ctx.step('a', () => 1));
    await me.runSoon(other, 'COMPLETED');
    expect((await me.get(`/api/runs/${(await newest(other)).id}/steps/${step}`)).status).toBe(404);
  });
});

describe('a run', () => {
  it('tells its questions, tokens and costs', async () => {
    const { id } = await me.newSession('assistant', 'Costs');
    await me.say(id, 'Hello');
    await me.runSoon(id, 'COMPLETED');
    const run = await newest(id);
    expect(run).toMatchObject({
      sessionTitle: 'Costs',
      waits: [],
      retriedBy: null,
      retryOf: null,
      plan: null,
      newest: true,
    });
    expect(run.costUsd).toBeCloseTo((run.inputTokens + 2 * run.outputTokens) / 1e6, 12);
    expect(run.lastSeq).toBe((await me.events(id)).length);
    const thought = run.steps.find((step) => step.kind === 'THINK');
    expect(thought?.model).toBe('parley-demo');

    const asking = await start((ctx) => ctx.branch('side', (own) => own.ask('way', text('Which way?'))));
    const [request] = await me.pendingSoon(asking);
    expect((await newest(asking)).waits).toMatchObject([
      {
        requestId: request?.id,
        stepKey: 'side#1/way#1',
        type: 'TEXT',
        status: 'PENDING',
        question: 'Which way?',
        settledAt: null,
      },
    ]);
    await me.answer(request?.id ?? '', say('left'));
    await me.runSoon(asking, 'COMPLETED');
    const ended = await newest(asking);
    expect(ended.waits).toMatchObject([{ status: 'ANSWERED' }]);
    expect(ended.costUsd).toBeNull();
    const content = await contentOf(ended, 'side#1/way#1');
    expect(content).toMatchObject({ input: { question: 'Which way?' }, output: { kind: 'answered', text: 'left' } });
  });

  it('shows inputs and outputs without secrets, and cuts what is long', async () => {
    const canary = 'hunter2hunter2';
    const id = await start(async (ctx) => {
      const input = { url: 'https://x.example', headers: { authorization: canary }, body: `password=${canary}` };
      await ctx.step('call', () => ({ token: canary, text: `Bearer ${canary}`, fine: 'yes' }), input);
      await ctx.step('read', () => 'x'.repeat(80_000));
      await ctx.step('break', () => Promise.reject(new Error(`refused: api_key=${canary}`)));
    });
    await me.runSoon(id, 'FAILED');
    const run = await newest(id);
    const call = await contentOf(run, 'call#1');
    expect(call).toMatchObject({ input: { url: 'https://x.example' }, output: { fine: 'yes' }, cut: false });
    const read = await contentOf(run, 'read#1');
    expect(read.cut).toBe(true);
    expect((read.output as string).length).toBeLessThan(51_000);
    expect(JSON.stringify([run, call])).not.toContain(canary);
  });

  it('keeps the answer to a sensitive question to itself, wherever it turned up', async () => {
    const id = await start(async (ctx) => {
      const outcome = await ctx.ask('code', text('What is the code of the safe?', true));
      const code = outcome.kind === 'answered' ? outcome.text : '';
      await ctx.step('open', () => `opened with ${code}`, { code, safe: 'main' });
    });
    const [request] = await me.pendingSoon(id);
    await me.answer(request?.id ?? '', say('4711-blue'));
    await me.runSoon(id, 'COMPLETED');
    const run = await newest(id);
    const shown = [run, await contentOf(run, 'code#1'), await contentOf(run, 'open#1')];
    expect(JSON.stringify(shown)).not.toMatch(/4711-blue|code of the safe/);
    expect(await contentOf(run, 'open#1')).toMatchObject({ input: { safe: 'main' } });
  });
});

describe('stop', () => {
  it('ends this run and no newer one', async () => {
    const id = await start((ctx) => ctx.ask('way', text('Which way?')));
    await me.pendingSoon(id);
    const run = await newest(id);
    expect((await me.post(`/api/runs/${run.id}/stop`)).status).toBe(202);
    await me.runSoon(id, 'CANCELLED');
    expect((await view(run.id)).waits).toMatchObject([{ status: 'CANCELLED' }]);
    await me.say(id, 'Again');
    await me.pendingSoon(id);
    expect((await me.post(`/api/runs/${run.id}/stop`)).body).toMatchObject({ status: 409, code: 'nothing_to_stop' });
    expect(await me.pending(id)).toHaveLength(1);
  });
});

describe('retry from a step', () => {
  it('keeps what began before and does the rest again', async () => {
    const done: string[] = [];
    const id = await start(async (ctx) => {
      const step = (name: string) => ctx.step(name, () => void done.push(name));
      await step('gather');
      const way = await ctx.ask('way', text('Which way?'));
      await step('work');
      const sure = await ctx.ask('sure', text('Sure?'));
      await step('apply');
      await ctx.say('end', `${way.kind === 'answered' && way.text}, ${sure.kind === 'answered' && sure.text}`);
    });
    const [way] = await me.pendingSoon(id);
    await me.answer(way?.id ?? '', say('left'));
    const [sure] = await soon(async () => {
      const open = await me.pending(id);
      expect(open[0]?.question.question).toBe('Sure?');
      return open;
    });
    await me.answer(sure?.id ?? '', say('yes'));
    await me.runSoon(id, 'COMPLETED');
    const first = await newest(id);
    expect((await retry(first.id)).body).toMatchObject({ status: 409, code: 'nothing_to_retry' });
    expect((await retry(first.id, 'nowhere#1')).body).toMatchObject({ status: 404 });

    const { status, body } = await retry(first.id, 'work#1');
    expect(status).toBe(202);
    const [again] = await me.pendingSoon(id);
    expect(again?.question.question).toBe('Sure?');
    await me.runSoon(id, 'WAITING_FOR_FEEDBACK');
    const second = await view(body.runId);
    expect(second).toMatchObject({ retryOf: first.id, status: 'WAITING_FOR_FEEDBACK' });
    expect(keysOf(second.steps)).toEqual(['gather#1', 'way#1', 'work#1', 'sure#1']);
    // The question that was not asked again is told of as it was.
    expect(second.waits.map((wait) => [wait.requestId, wait.status])).toEqual([
      [way?.id, 'ANSWERED'],
      [again?.id, 'PENDING'],
    ]);
    expect(await view(first.id)).toMatchObject({ retriedBy: second.id, newest: false });
    expect((await retry(second.id, 'work#1')).body.detail).toContain('Stop it first');
    expect((await retry(first.id, 'work#1')).body.detail).toContain('A newer run');

    await me.answer(again?.id ?? '', say('surely'));
    await me.runSoon(id, 'COMPLETED');
    expect(done).toEqual(['gather', 'work', 'apply', 'work', 'apply']);
    expect((await me.view(id)).messages.items.at(-1)?.text).toBe('left, surely');
  });

  it('goes on after a failure that the agent had caught', async () => {
    const done: string[] = [];
    let broken = true;
    const id = await start(async (ctx) => {
      await ctx.step('fast', () => Promise.reject(new Error('too fast'))).catch(() => done.push('caught'));
      await ctx.step('slow', () => void done.push('slow'));
      await ctx.step('last', () => {
        if (broken) throw new Error('out of paper');
      });
    });
    await me.runSoon(id, 'FAILED');
    broken = false;
    expect((await retry((await newest(id)).id)).status).toBe(202);
    await me.runSoon(id, 'COMPLETED');
    expect(done).toEqual(['caught', 'slow', 'caught']);
    expect((await newest(id)).steps.map((step) => step.status)).toEqual(['FAILED', 'COMPLETED', 'COMPLETED']);
  });

  it('counts what was taken over as spent by the run before', async () => {
    const { id } = await me.newSession('assistant');
    await me.say(id, 'Hello');
    await me.runSoon(id, 'COMPLETED');
    const first = await newest(id);
    const last = first.steps.at(-1);
    await retry(first.id, last?.key);
    await soon(async () => expect((await me.runs(id)).map((run) => run.status)).toEqual(['COMPLETED', 'COMPLETED']));
    const second = await newest(id);
    expect(second.steps.length).toBe(first.steps.length);
    expect(second.outputTokens).toBe(second.steps.at(-1)?.outputTokens);
    expect(second.outputTokens).toBeLessThan(first.outputTokens);
    const [listed] = (await list(`?sessionId=${id}`)).items;
    expect(listed?.outputTokens).toBe(second.outputTokens);
  });
});
