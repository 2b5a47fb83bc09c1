import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { soon } from '../support/product/index.js';
import { ToolStage } from './tool-stage.js';

let stage: ToolStage;
beforeAll(async () => {
  stage = await ToolStage.start();
});
afterAll(() => stage.close());

const fresh = () => randomUUID();
const deep = () => JSON.parse('['.repeat(20_000) + ']'.repeat(20_000));

it('runs what only reads, and lists every page of what there is', async () => {
  const { done } = await stage.use({ tool: 'web.read', arguments: { text: 'x' } });
  expect(await done).toMatchObject({
    kind: 'done',
    text: 'read: nothing special',
    data: { text: 'x' },
    isError: false,
  });
  const { servers, tools } = await stage.list();
  expect(servers).toMatchObject([
    { name: 'web', transport: 'http', status: 'ready', protocolVersion: '2026-07-28', problem: null, tools: 4 },
  ]);
  expect(tools.map(({ name, defaultPolicy }) => `${name} ${defaultPolicy}`)).toEqual([
    'parley.current_time AUTO',
    'parley.search_conversations AUTO',
    ...['web.read AUTO', 'web.write ASK', 'web.put ASK', 'web.pay ASK'],
  ]);
  expect(stage.http.headers.every((headers) => headers['x-test'] === 'yes')).toBe(true);
});

it('asks before anything else, shows the exact call, and runs it once after a yes', async () => {
  const text = fresh();
  const { sessionId, done } = await stage.use({
    ...{ tool: 'web.write', arguments: { text }, target: 'notes of the team', why: 'Because of **this**.' },
  });
  const { question } = await stage.question(sessionId);
  expect(question).toMatchObject({
    context: 'Because of **this**.',
    action: { tool: 'web.write', target: 'notes of the team', arguments: { text }, destructive: false },
  });
  expect(stage.effects(text)).toEqual([]);
  await stage.decide(sessionId);
  expect(await done).toMatchObject({ kind: 'done', arguments: { text } });
  expect(stage.effects(text)).toHaveLength(1);
  const steps = (await stage.person.get(`/api/runs/${(await stage.person.runs(sessionId))[0]?.id}`)).body.steps;
  expect(steps.map((step: { kind: string; name: string }) => `${step.kind} ${step.name}`)).toEqual([
    ...['TOOL use it', 'ASK ask', 'TOOL use it'],
  ]);
});

it.each<[string, Record<string, unknown>, unknown]>([
  ['a no', { decision: 'reject', comment: 'not now' }, { kind: 'refused', by: 'person', reason: 'not now' }],
  ['a withdrawal', { cancel: true }, { kind: 'unanswered', why: 'cancelled' }],
])('runs nothing after %s', async (_what, answer, expected) => {
  const text = fresh();
  const { sessionId, done } = await stage.use({ tool: 'web.write', arguments: { text } });
  const { id } = await stage.question(sessionId);
  if (answer.cancel) await stage.person.post(`/api/feedback-requests/${id}/cancel`);
  else await stage.decide(sessionId, answer);
  expect(await done).toEqual(expected);
  expect(stage.effects(text)).toEqual([]);
});

it('runs what was edited, and asks again when the edits do not fit', async () => {
  const [text, edited] = [fresh(), fresh()];
  const { sessionId, done } = await stage.use({ tool: 'web.write', arguments: { text } });
  await stage.decide(sessionId, { decision: 'approve', editedArguments: { text: 7 } });
  const { question } = await stage.question(sessionId);
  expect(question.context).toContain('text must be string');
  expect(question.action?.arguments).toEqual({ text });
  expect(stage.effects()).not.toContainEqual(expect.objectContaining({ text: 7 }));
  await stage.decide(sessionId, { decision: 'approve', editedArguments: { text: edited } });
  expect(await done).toMatchObject({ kind: 'done', arguments: { text: edited } });
  expect([stage.effects(text).length, stage.effects(edited).length]).toEqual([0, 1]);
});

it('asks nobody about arguments that do not fit, or tools that are not there', async () => {
  for (const [request, message] of [
    [{ tool: 'web.write', arguments: {} }, "must have required property 'text'"],
    [{ tool: 'web.write', arguments: { text: 'x', more: 1 } }, 'must NOT have additional properties'],
    [{ tool: 'web.write', arguments: { text: 'nul \0' } }, 'NUL'],
    [{ tool: 'web.write', arguments: { text: 'x', deep: deep() } }, 'nested deeper'],
    [{ tool: 'web.nothing', arguments: {} }, 'has no tool of the name'],
    [{ tool: 'nobody.x', arguments: {} }, 'There is no tool named'],
    [{ tool: 'a/b#c', arguments: {} }, 'There is no tool named'],
  ] as const) {
    const { done } = await stage.use(request);
    expect(await done).toEqual({ kind: 'failed', message: expect.stringContaining(message) });
  }
});

it('goes by the rules: for the agent, for all, and by default; looked at when it is about to run', async () => {
  await stage.rule('web.write', 'AUTO');
  await stage.rule('web.write', 'DENY', stage.agent.name);
  const denied = await stage.use({ tool: 'web.write', arguments: { text: 'denied' } });
  expect(await denied.done).toEqual({ kind: 'refused', by: 'rule', reason: null });
  const { done } = await stage.begin((ctx) => ctx.tools('look'));
  expect((await done).map(({ name }) => name)).not.toContain('web.write');
  await stage.rule('web.write', null, stage.agent.name);
  const text = fresh();
  expect(await (await stage.use({ tool: 'web.write', arguments: { text } })).done).toMatchObject({ kind: 'done' });
  await stage.rule('web.write', null);
  const asked = await stage.use({ tool: 'web.write', arguments: { text } });
  await stage.question(asked.sessionId);
  await stage.rule('web.write', 'DENY');
  await stage.decide(asked.sessionId);
  expect(await asked.done).toEqual({ kind: 'refused', by: 'rule', reason: null });
  expect(stage.effects(text)).toHaveLength(1);
  await stage.rule('web.write', null);
});

it('lets only an admin decide, and only about what there is', async () => {
  const body = { agent: '*', tool: 'web.write', policy: 'AUTO' };
  expect((await stage.person.send('PUT', '/api/tools/rules', body)).status).toBe(403);
  expect((await stage.person.post('/api/tools/servers/web/reconnect')).status).toBe(403);
  for (const [change, code] of [
    [{ tool: 'web.none' }, 'unknown_tool'],
    [{ agent: 'nobody' }, 'unknown_agent'],
    [{ policy: 'MAYBE' }, 'invalid_request'],
  ] as const) {
    const { status, body: problem } = await stage.admin.send('PUT', '/api/tools/rules', { ...body, ...change });
    expect([status, problem.code]).toEqual([400, code]);
  }
  expect((await stage.admin.post('/api/tools/servers/none/reconnect')).status).toBe(404);
});

it('asks again for a tool that is not what it was when somebody let it run', async () => {
  const { world } = stage.http;
  const before = structuredClone(world.tools);
  await stage.rule('web.write', 'AUTO');
  world.tools = world.tools.map((tool) => (tool.name === 'write' ? { ...tool, description: 'Also pays.' } : tool));
  stage.http.tellChanged();
  await soon(async () =>
    expect((await stage.list()).rules).toEqual([{ agent: '*', tool: 'web.write', policy: 'AUTO', outdated: true }]),
  );
  const text = fresh();
  const { sessionId, done } = await stage.use({ tool: 'web.write', arguments: { text } });
  await stage.question(sessionId);
  // It changes once more while the person thinks: the yes was for something else.
  world.tools = before;
  stage.http.tellChanged();
  await soon(async () => expect((await stage.list()).rules).toMatchObject([{ outdated: false }]));
  await stage.decide(sessionId);
  const { question } = await stage.question(sessionId);
  expect(question.question).toContain('not what it was');
  expect(stage.effects(text)).toEqual([]);
  await stage.decide(sessionId);
  expect(await done).toMatchObject({ kind: 'done' });
  expect(stage.effects(text)).toHaveLength(1);
  await stage.rule('web.write', null);
});

it('runs calls side by side in branches', async () => {
  stage.http.world.mostAtWork = 0;
  const { done } = await stage.begin((ctx) =>
    ctx.all(
      ['a', 'b'].map((name) =>
        ctx.branch(name, (own) => own.tool('look', { tool: 'web.read', arguments: { text: name, how: 'slow' } })),
      ),
    ),
  );
  expect((await done).map((outcome) => outcome.kind)).toEqual(['done', 'done']);
  expect(stage.http.world.mostAtWork).toBe(2);
});
