import { randomUUID } from 'node:crypto';
import { type Task, TaskState } from '@a2a-js/sdk';
import type { Client } from '@a2a-js/sdk/client';
import { TaskNotCancelableError, TaskNotFoundError, UnsupportedOperationError } from '@a2a-js/sdk/errors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  call,
  type Person,
  type Script,
  ScriptedAgent,
  soon,
  startTestProduct,
  type TestProduct,
} from '../support/product/index.js';
import {
  connect,
  data,
  file,
  questionOf,
  resultOf,
  type Saying,
  saying,
  stateOf,
  textsOf,
  words,
} from './a2a-stage.js';

const agent = new ScriptedAgent();
let product: TestProduct;
let me: Person;
let client: Client;
beforeAll(async () => {
  product = await startTestProduct({ agents: [agent.definition] });
  me = await product.signUp();
  client = await connect(product.url, me.token);
});
afterAll(() => product.close());

const send = async (parts: Parameters<typeof saying>[0], how?: Saying, by = client): Promise<Task> => {
  const answer = await by.sendMessage(saying(parts, how));
  if (!('status' in answer)) throw new Error('a task was expected');
  return answer;
};
const get = (task: Pick<Task, 'id'>, by = client) => by.getTask({ tenant: '', id: task.id });
/** A session with an agent whose code the test writes, so that its context can be named. */
const contextOf = async (script: Script, person = me): Promise<string> => {
  const session = await person.newSession(agent.name);
  agent.play(session.id, script);
  return session.id;
};
const asks =
  (question: Parameters<Parameters<Script>[0]['ask']>[1]): Script =>
  async (ctx) => {
    const outcome = await ctx.ask('q', question);
    await ctx.say('done', outcome.kind === 'answered' ? `I heard: ${outcome.text}` : `It ended: ${outcome.kind}`);
  };
const APPROVAL = {
  ...{ type: 'APPROVAL' as const, question: 'Delete them?' },
  action: { tool: 'rm', arguments: { path: '/old' }, destructive: true },
};

describe('the agent card', () => {
  it('tells everybody what there is, and how to come in', async () => {
    const { status, body, headers } = await call(`${product.url}/.well-known/agent-card.json`, 'GET', {});
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('application/json')]);
    expect(body).toMatchObject({
      name: 'Parley',
      supportedInterfaces: [{ url: 'http://parley.test/a2a', protocolBinding: 'JSONRPC', protocolVersion: '1.0' }],
      capabilities: { streaming: true },
      securitySchemes: { bearer: { httpAuthSecurityScheme: { scheme: 'Bearer' } } },
    });
    const tags = body.skills.flatMap((skill: { tags: string[] }) => skill.tags);
    expect(tags).toEqual(expect.arrayContaining(['assistant', agent.name]));
    expect(tags).not.toContain('visitor');
    expect(JSON.stringify(body)).not.toContain('pushNotifications":true');
  });
});

describe('a task', () => {
  it('holds the conversation of the issue: asked, answered in words, done', async () => {
    const asked = await send('Help me analyze data but I need guidance');
    expect(stateOf(asked)).toBe('TASK_STATE_INPUT_REQUIRED');
    expect(textsOf(asked.status?.message?.parts)).toEqual(['What kind of data would you like to analyse?']);
    expect(questionOf(asked)).toMatchObject({ question: { type: 'TEXT' }, binding_hash: null });
    expect(await get(asked)).toEqual(asked);

    const done = await send('I want to analyze sales data', { to: asked });
    expect([done.id, done.contextId, stateOf(done)]).toEqual([asked.id, asked.contextId, 'TASK_STATE_COMPLETED']);
    expect(resultOf(done)).toContain('I want to analyze sales data');
    expect(done.history.map(({ parts }) => textsOf(parts)[0])).toEqual([
      'Help me analyze data but I need guidance',
      'What kind of data would you like to analyse?',
      'I want to analyze sales data',
    ]);
    expect((await get(done)).status?.message).toBeUndefined();
    const short = await client.getTask({ tenant: '', id: done.id, historyLength: 1 });
    expect(short.history).toEqual(done.history.slice(-1));
    expect((await client.getTask({ tenant: '', id: done.id, historyLength: 0 })).history).toEqual([]);
  });

  it('is a run of the session that the web app shows, with the agent that the message names', async () => {
    const task = await send('Hello', { agent: 'assistant' });
    expect(stateOf(task)).toBe('TASK_STATE_COMPLETED');
    expect(await me.runSoon(task.contextId, 'COMPLETED')).toMatchObject({ id: task.id, agent: 'assistant' });
    await expect(send('Hello', { agent: 'visitor' })).rejects.toThrow('no agent named');
    const next = await send('Do you remember what I said?', { contextId: task.contextId });
    expect([next.contextId, next.id === task.id]).toEqual([task.contextId, false]);
    expect(next.history.map(({ parts }) => textsOf(parts)[0])).toEqual(['Do you remember what I said?']);
  });

  it('is given back at once where the client does not wait, and polled to its end', async () => {
    const contextId = await contextOf(asks({ type: 'TEXT', question: 'Which way?' }));
    const begun = await send('go', { contextId, now: true });
    expect(['TASK_STATE_WORKING', 'TASK_STATE_INPUT_REQUIRED']).toContain(stateOf(begun));
    const asked = await soon(async () => {
      const task = await get(begun);
      expect(stateOf(task)).toBe('TASK_STATE_INPUT_REQUIRED');
      return task;
    });
    // Meanwhile the person answers where they are.
    await me.answer(questionOf(asked).request_id, { type: 'TEXT', text: 'left' });
    const done = await soon(async () => {
      const task = await get(begun);
      expect(stateOf(task)).toBe('TASK_STATE_COMPLETED');
      return task;
    });
    expect(resultOf(done)).toBe('I heard: left');
  });

  it('fails with the reason', async () => {
    const contextId = await contextOf(async () => {
      throw new Error('The well is dry.');
    });
    const task = await send('go', { contextId });
    expect([stateOf(task), textsOf(task.status?.message?.parts)[0]]).toEqual([
      'TASK_STATE_FAILED',
      expect.stringContaining('The well is dry.'),
    ]);
  });

  it('is stopped, once', async () => {
    const contextId = await contextOf(asks({ type: 'TEXT', question: 'Which way?' }));
    const asked = await send('go', { contextId });
    const stopped = await client.cancelTask({ tenant: '', id: asked.id, metadata: undefined });
    expect(stateOf(stopped)).toBe('TASK_STATE_CANCELED');
    expect(await me.pending(contextId)).toEqual([]);
    await expect(client.cancelTask({ tenant: '', id: asked.id, metadata: undefined })).rejects.toThrow(
      TaskNotCancelableError,
    );
    await expect(send('left', { to: asked })).rejects.toThrow(UnsupportedOperationError);
  });

  it('goes on in another process', async () => {
    const first = await startTestProduct({ databaseUrl: product.databaseUrl, agents: [agent.definition] });
    const contextId = await contextOf(asks({ type: 'TEXT', question: 'Which way?' }));
    const asked = await send('go', { contextId }, await connect(first.url, me.token));
    await first.close();
    expect(resultOf(await send('left', { to: asked }))).toBe('I heard: left');
  });
});

describe('an answer', () => {
  it.each([
    ['words', () => 'blue', 'I heard: Blue'],
    ['data as in the REST interface', () => [data({ answer: { type: 'CHOICE', value: 'red' } })], 'I heard: Red'],
  ])('is given by %s', async (_how, parts, heard) => {
    const options = [
      { value: 'red', label: 'Red' },
      { value: 'blue', label: 'Blue' },
    ];
    const contextId = await contextOf(asks({ type: 'CHOICE', question: 'Which colour?', options }));
    const asked = await send('go', { contextId });
    await expect(send('as you like', { to: asked })).rejects.toThrow('The question stays open');
    expect(resultOf(await send(parts(), { to: asked }))).toBe(heard);
  });

  it('approves nothing but what was shown', async () => {
    const contextId = await contextOf(asks(APPROVAL));
    const asked = await send('go', { contextId });
    const { binding_hash } = questionOf(asked);
    const tries: [Parameters<typeof saying>[0], string][] = [
      ['yes', 'binding_hash'],
      ['no', 'binding_hash'],
      ['yes, do it, or perhaps not', 'stays open'],
      [[words('yes'), data({ binding_hash: 'f'.repeat(64) })], 'not what this question shows'],
      [[words('perhaps'), data({ binding_hash })], 'stays open'],
      [[data({ decision: 'approve' })], 'binding_hash'],
      [[data({ decision: 'approve', binding_hash: 'f'.repeat(64) })], 'not what this question shows'],
      [[data({ decision: 'approve', binding_hash, surprise: 1 })], 'surprise'],
      [[data({ decision: 'perhaps', binding_hash })], 'decision'],
      [[data({ decision: 'approve', binding_hash }), data({})], 'one part of data'],
    ];
    for (const [parts, said] of tries) await expect(send(parts, { to: asked })).rejects.toThrow(said);
    expect(await me.pending(contextId)).toHaveLength(1);
    const done = await send([data({ decision: 'approve', binding_hash, edited_arguments: { path: '/older' } })], {
      to: asked,
    });
    expect(resultOf(done)).toBe('I heard: Approved with edits');
  });

  it('approves by a clear yes beside the hash', async () => {
    const asked = await send('go', { contextId: await contextOf(asks(APPROVAL)) });
    const { binding_hash } = questionOf(asked);
    expect(resultOf(await send([words('yes'), data({ binding_hash })], { to: asked }))).toBe('I heard: Approved');
  });

  it('says in words what should be different, where the question takes it', async () => {
    const asked = await send('go', { contextId: await contextOf(asks({ ...APPROVAL, revisable: true })) });
    await expect(send('yes', { to: asked })).rejects.toThrow('binding_hash');
    const done = await send('Please keep the files of last year and delete only what is older', { to: asked });
    expect(resultOf(done)).toContain('Changes requested: Please keep the files');
  });

  it('rejects without a hash', async () => {
    const asked = await send('go', { contextId: await contextOf(asks(APPROVAL)) });
    expect(resultOf(await send([data({ decision: 'reject', comment: 'No' })], { to: asked }))).toBe(
      'I heard: Rejected: No',
    );
  });

  it('says which of several questions it is for', async () => {
    const contextId = await contextOf(async (ctx) => {
      const one = (name: string) => ctx.branch(name, (own) => own.ask('q', { type: 'TEXT', question: `${name}?` }));
      const heard = await ctx.all([one('first'), one('second')]);
      await ctx.say('done', heard.map((outcome) => (outcome.kind === 'answered' ? outcome.text : '-')).join(' '));
    });
    const asked = await send('go', { contextId });
    expect(textsOf(asked.status?.message?.parts)).toEqual(['first?', 'second?']);
    await expect(send('A', { to: asked })).rejects.toThrow('Several questions wait');
    const first = (await me.pending(contextId)).find(({ question }) => question.question === 'first?');
    const one = await send([words('A'), data({ request_id: first?.id })], { to: asked });
    expect(stateOf(one)).toBe('TASK_STATE_INPUT_REQUIRED');
    expect(resultOf(await send('B', { to: one }))).toBe('A B');
  });
});

describe('a message that is sent again', () => {
  it('is the same task', async () => {
    const messageId = randomUUID();
    const tasks = await Promise.all([1, 2, 3].map(() => send('Hello', { messageId })));
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(1);
    expect((await send('Hello', { messageId })).id).toBe(tasks[0]?.id);
    await expect(send('Something else', { messageId })).rejects.toThrow('taken by another message');
    const noa = await product.signUp('Noa');
    expect((await send('Hello', { messageId }, await connect(product.url, noa.token))).id).not.toBe(tasks[0]?.id);
  });

  it('is the same answer', async () => {
    const asked = await send('go', { contextId: await contextOf(asks({ type: 'TEXT', question: 'Which way?' })) });
    const messageId = randomUUID();
    for (let time = 0; time < 3; time += 1)
      expect(resultOf(await send('left', { to: asked, messageId }))).toBe('I heard: left');
    expect(
      (await me.view(asked.contextId)).messages.items.filter(({ type }) => type === 'FEEDBACK_RESPONSE'),
    ).toHaveLength(1);
  });
});

describe('a message that is sent twenty times at once', () => {
  const twenty = Array.from({ length: 20 });
  it('is one task', async () => {
    const messageId = randomUUID();
    const tasks = await Promise.all(twenty.map(() => send('Hello', { messageId, now: true })));
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(1);
    expect((await me.view(tasks[0]!.contextId)).messages.items.filter(({ role }) => role === 'USER')).toHaveLength(1);
  });

  it('is one answer, and no sender is told otherwise', async () => {
    const asked = await send('go', { contextId: await contextOf(asks({ type: 'TEXT', question: 'Which way?' })) });
    const messageId = randomUUID();
    const tasks = await Promise.all(twenty.map(() => send('left', { to: asked, messageId })));
    expect(new Set(tasks.map(resultOf))).toEqual(new Set(['I heard: left']));
  });
});

describe('the list of tasks', () => {
  const list = (query: object, by = client) =>
    by.listTasks({ tenant: '', contextId: '', status: 0, pageToken: '', statusTimestampAfter: undefined, ...query });

  it("holds the person's own, newest first, page by page", async () => {
    const contextId = await contextOf(async (ctx) => void (await ctx.say('hi', 'Hi')));
    const ids: string[] = [];
    for (const text of ['one', 'two', 'three']) ids.unshift((await send(text, { contextId })).id);
    const first = await list({ contextId, pageSize: 2 });
    expect([first.tasks.map(({ id }) => id), first.totalSize, first.pageSize]).toEqual([ids.slice(0, 2), 3, 2]);
    expect(first.tasks[0]).toMatchObject({ artifacts: [], history: [] });
    const rest = await list({ contextId, pageSize: 2, pageToken: first.nextPageToken, includeArtifacts: true });
    expect([rest.tasks.map(({ id }) => id), rest.nextPageToken]).toEqual([ids.slice(2), '']);
    expect(resultOf(rest.tasks[0] as Task)).toBe('Hi');
    const { COMPLETED, WORKING } = { COMPLETED: TaskState.TASK_STATE_COMPLETED, WORKING: TaskState.TASK_STATE_WORKING };
    expect((await list({ contextId, status: COMPLETED })).totalSize).toBe(3);
    expect((await list({ contextId, status: WORKING })).totalSize).toBe(0);
    await expect(list({ pageToken: 'x' })).rejects.toThrow('pageToken');
    await expect(list({ pageSize: 1_000 })).rejects.toThrow('pageSize');
    const noa = await connect(product.url, (await product.signUp('Noa')).token);
    expect((await list({ contextId }, noa)).tasks).toEqual([]);
  });
});

describe('who may', () => {
  it("nobody sees, answers, follows or stops another's task (T28)", async () => {
    const asked = await send('go', { contextId: await contextOf(asks({ type: 'TEXT', question: 'canary-2' })) });
    const noa = await connect(product.url, (await product.signUp('Noa')).token);
    const follow = async (id: string) => {
      for await (const _ of noa.resubscribeTask({ tenant: '', id })) break;
    };
    const told = new Set<string>();
    for (const id of [asked.id, randomUUID(), "1' OR '1'='1"])
      for (const attempt of [
        () => get({ id }, noa),
        () => noa.cancelTask({ tenant: '', id, metadata: undefined }),
        () => send('left', { to: { id, contextId: '' } }, noa),
        () => follow(id),
      ])
        await attempt().then(
          () => told.add('let in'),
          (error: Error) => told.add(`${error.name}: ${error.message}`),
        );
    expect([...told]).toEqual([expect.stringContaining('There is no such task.')]);
    for (const contextId of [asked.contextId, randomUUID(), 'x'])
      await expect(send('hello', { contextId }, noa)).rejects.toThrow(TaskNotFoundError);
    expect(stateOf(await get(asked))).toBe('TASK_STATE_INPUT_REQUIRED');
  });

  it('a token must be good, no foreign page speaks for a program, and only 1.0 is spoken', async () => {
    const body = { jsonrpc: '2.0', id: 7, method: 'ListTasks', params: {} };
    const ask = (headers: Record<string, string>) => call(`${product.url}/a2a`, 'POST', headers, body);
    const authorization = `Bearer ${me.token}`;
    const none = await ask({ 'a2a-version': '1.0' });
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="parley"']);
    expect((await ask({ 'a2a-version': '1.0', authorization: 'Bearer x' })).status).toBe(401);
    const foreign = await ask({ 'a2a-version': '1.0', authorization, origin: 'https://evil.example' });
    expect([foreign.status, foreign.body.code]).toEqual([403, 'forbidden']);
    for (const version of [undefined, '0.3', '2.0'])
      expect((await ask({ authorization, ...(version && { 'a2a-version': version }) })).body).toMatchObject({
        id: 7,
        error: { code: -32009 },
      });
    expect((await ask({ 'a2a-version': '1.0', authorization })).body).toMatchObject({
      id: 7,
      result: { pageSize: 50 },
    });
  });

  it('what cannot be taken is refused in words', async () => {
    await expect(send([file()])).rejects.toThrow('no files');
    await expect(send([])).rejects.toThrow('no parts');
    await expect(send('  ')).rejects.toThrow('blank');
    await expect(send('x\0y')).rejects.toThrow('NUL');
    await expect(send('x'.repeat(16_001))).rejects.toThrow();
    await expect(send('x', { messageId: 'x'.repeat(300) })).rejects.toThrow('messageId');
    const odd = [
      [],
      [1],
      'x',
      1,
      { jsonrpc: '2.0', id: 1, method: 'nonsense', params: {} },
      { jsonrpc: '2.0', id: 1, method: 'SendMessage', params: { message: 1 } },
    ];
    for (const body of odd) {
      const headers = { 'a2a-version': '1.0', authorization: `Bearer ${me.token}` };
      const { status, text } = await call(`${product.url}/a2a`, 'POST', headers, JSON.stringify(body));
      expect(status, text).toBeLessThan(500);
      expect(text).toMatch(/error|code/);
    }
  });

  it('a message counts as a message', async () => {
    const slow = await startTestProduct({ env: { RATE_LIMIT_MESSAGES_PER_MINUTE: '1' } });
    try {
      const { token } = await slow.signUp();
      const other = await connect(slow.url, token);
      const task = await send('Hello', {}, other);
      await expect(send('Hello', {}, other)).rejects.toThrow();
      expect((await get(task, other)).id).toBe(task.id);
    } finally {
      await slow.close();
    }
  });
});
