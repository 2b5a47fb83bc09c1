import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { soon } from '../support/product/index.js';
import { ToolStage } from './tool-stage.js';

let stage: ToolStage;
beforeAll(async () => {
  stage = await ToolStage.start();
  for (const tool of ['web.write', 'web.put', 'web.pay']) await stage.rule(tool, 'AUTO');
});
afterAll(() => stage.close());

/** A process that ends in the middle of a call, after the effect. */
const endInCall = async (tool: string, text: string) => {
  const begun = await stage.use({ tool, arguments: { text, how: 'hang' } });
  await soon(() => expect(stage.http.world.atWork).toBe(1));
  await stage.restart();
  return begun;
};

it('asks before it runs again what must not run twice, and a yes runs it once more', async () => {
  const text = randomUUID();
  const { sessionId, done } = await endInCall('web.write', text);
  const { question } = await stage.question(sessionId);
  expect(question.question).toContain('not known whether web.write has run');
  expect(question.action?.arguments).toEqual({ text, how: 'hang' });
  expect(stage.effects(text)).toHaveLength(1);
  await stage.decide(sessionId, { decision: 'approve', editedArguments: { text } });
  expect(await done).toMatchObject({ kind: 'done' });
  expect(stage.effects(text)).toHaveLength(2);
});

it('asks also for a call under an approval, which lets it run no second time', async () => {
  const text = randomUUID();
  const request = { tool: 'web.write', arguments: { text, how: 'hang' } };
  const { sessionId, done } = await stage.begin(async (ctx) => {
    const answer = await ctx.approve('show it', { question: 'May I?', calls: () => [request] });
    return answer.kind === 'approved' ? ctx.tool('use it', request, answer.grant) : answer.kind;
  });
  await stage.decide(sessionId);
  await soon(() => expect(stage.http.world.atWork).toBe(1));
  await stage.restart();
  await stage.decide(sessionId, { decision: 'reject' });
  expect(await done).toMatchObject({ kind: 'unknown' });
  expect(stage.effects(text)).toHaveLength(1);
});

it('runs again by itself what only reads, and what keeps keys, under the same key', async () => {
  const text = randomUUID();
  const { sessionId } = await endInCall('web.pay', text);
  await soon(() => expect(stage.http.world.atWork).toBe(1));
  expect(await stage.person.pending(sessionId)).toEqual([]);
  expect(stage.effects(text)).toHaveLength(1);
  await stage.person.post(`/api/sessions/${sessionId}/stop`);
  await soon(() => expect(stage.http.world.atWork).toBe(0));
});

it('asks when a run that was stopped in the middle of a call is tried again', async () => {
  const text = randomUUID();
  const { sessionId } = await stage.use({ tool: 'web.write', arguments: { text, how: 'hang' } });
  await soon(() => expect(stage.effects(text)).toHaveLength(1));
  await stage.person.post(`/api/sessions/${sessionId}/stop`);
  await stage.person.runSoon(sessionId, 'CANCELLED');
  expect((await stage.person.post(`/api/sessions/${sessionId}/retry`)).status).toBe(202);
  expect((await stage.question(sessionId)).question.question).toContain('not known whether');
  expect(stage.effects(text)).toHaveLength(1);
});

it('forgets nothing that was asked, and asks it once, over a restart', async () => {
  await stage.rule('web.write', null);
  const text = randomUUID();
  const { sessionId, done } = await stage.use({ tool: 'web.write', arguments: { text } });
  const before = await stage.question(sessionId);
  await stage.restart();
  expect((await stage.question(sessionId)).id).toBe(before.id);
  await stage.decide(sessionId);
  expect(await done).toMatchObject({ kind: 'done' });
  expect(stage.effects(text)).toHaveLength(1);
});
