import type { Client } from '@a2a-js/sdk/client';
import { UnsupportedOperationError } from '@a2a-js/sdk/errors';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  call,
  type Person,
  ScriptedAgent,
  soon,
  startTestProduct,
  type TestProduct,
} from '../support/product/index.js';
import { connect, fold, resultOf, saying, stateOf, textsOf } from './a2a-stage.js';

const agent = new ScriptedAgent();
let product: TestProduct;
let me: Person;
let client: Client;
beforeAll(async () => {
  product = await startTestProduct({ agents: [agent.definition], env: { DEMO_MODEL_TOKENS_PER_SECOND: '200' } });
  me = await product.signUp();
  client = await connect(product.url, me.token);
});
afterAll(() => product.close());

const stored = async (id: string) => client.getTask({ tenant: '', id });

it('streams a growing answer and ends when the task is done', async () => {
  const { texts, states, chunks, task } = await fold(client.sendMessageStream(saying('Tell me a long story')));
  expect([states[0], states.at(-1)]).toEqual(['TASK_STATE_WORKING', 'TASK_STATE_COMPLETED']);
  expect(chunks).toBeGreaterThan(5);
  expect(texts.join('\n')).toBe(resultOf(await stored(task.id)));
});

it('ends where the task wants input, and streams on with the answer', async () => {
  const asked = await fold(client.sendMessageStream(saying('Help me analyze data but I need guidance')));
  expect(asked.states.at(-1)).toBe('TASK_STATE_INPUT_REQUIRED');
  const to = await stored(asked.task.id);
  expect(textsOf(to.status?.message?.parts)[0]).toContain('What kind of data');
  const done = await fold(client.sendMessageStream(saying('sales data', { to })));
  expect([done.task.id, done.states.at(-1)]).toEqual([to.id, 'TASK_STATE_COMPLETED']);
  expect(done.texts.join('')).toContain('sales data');
});

it('is followed anew in the middle, by several at once, with the same text at the end', async () => {
  const begun = await client.sendMessage(saying('Tell me a long story', { now: true }));
  if (!('status' in begun)) throw new Error('a task was expected');
  await soon(async () => expect((await me.view(begun.contextId)).messages.items.at(-1)?.status).toBe('STREAMING'));
  const other = await startTestProduct({ databaseUrl: product.databaseUrl, agents: [agent.definition] });
  try {
    const elsewhere = await connect(other.url, me.token);
    const follow = (by: Client) => fold(by.resubscribeTask({ tenant: '', id: begun.id }));
    const seen = await Promise.all([follow(client), follow(client), follow(elsewhere)]);
    const whole = resultOf(await stored(begun.id));
    expect(whole.length).toBeGreaterThan(100);
    for (const { texts, states } of seen)
      expect([texts.join(''), states.at(-1)]).toEqual([whole, 'TASK_STATE_COMPLETED']);
    await expect(follow(client)).rejects.toThrow(UnsupportedOperationError);
  } finally {
    await other.close();
  }
});

it('is told when the task is stopped', async () => {
  const { id: contextId } = await me.newSession(agent.name);
  agent.play(contextId, async (ctx) => {
    await ctx.step('wait', ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', resolve)));
  });
  const { states, task } = await fold(client.sendMessageStream(saying('go', { contextId })), async ({ payload }) => {
    if (payload?.$case === 'task') await client.cancelTask({ tenant: '', id: payload.value.id, metadata: undefined });
  });
  expect(states).toEqual(['TASK_STATE_WORKING', 'TASK_STATE_CANCELED']);
  expect(stateOf(await stored(task.id))).toBe('TASK_STATE_CANCELED');
});

it.each(['waits', 'talks'])('ends for a token that is taken back while the agent %s', async (what) => {
  const { body: token } = await me.post('/api/access-tokens', { name: 'guest' });
  const guest = await connect(product.url, token.token);
  const { id: contextId } = await me.newSession(what === 'waits' ? agent.name : 'assistant');
  agent.play(contextId, async (ctx) => {
    await ctx.step('wait', ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', resolve)));
  });
  const revoke = async () => {
    await call(`${product.url}/api/access-tokens/${token.id}`, 'DELETE', { authorization: `Bearer ${me.token}` });
  };
  await expect(fold(guest.sendMessageStream(saying('Tell me a long story', { contextId })), revoke)).rejects.toThrow();
  expect(await me.runSoon(contextId, 'RUNNING')).toMatchObject({ status: 'RUNNING' });
  await me.post(`/api/sessions/${contextId}/stop`);
});
