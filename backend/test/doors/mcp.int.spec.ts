import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RequestResult } from '../../src/modules/ingress/mcp/domain/tool-schemas.js';
import { call, type Person, soon, startTestProduct, type TestProduct } from '../support/product/index.js';

let product: TestProduct;
let me: Person;
beforeAll(async () => {
  product = await startTestProduct();
  me = await product.signUp();
});
afterAll(() => product.close());

const open: Client[] = [];
afterEach(async () => {
  for (const client of open.splice(0)) await client.close();
});

interface Visitor {
  token?: string;
  url?: string;
  name?: string;
  /** Which revision of the protocol the client settles on. */
  mode?: 'auto' | 'legacy';
}
/** The official client, as anybody would use it. */
const visit = async ({ token = me.token, url = product.url, name = 'Claude Code', mode = 'auto' }: Visitor = {}) => {
  const client = new Client({ name, version: '1.0.0' }, { versionNegotiation: { mode } });
  const headers = { authorization: `Bearer ${token}` };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } }));
  open.push(client);
  return client;
};
const use = async (client: Client, name: string, args: Record<string, unknown>) => {
  const result = await client.callTool({ name, arguments: args });
  expect(result.isError ?? false, JSON.stringify(result.content)).toBe(false);
  return result.structuredContent as unknown as RequestResult;
};
const refused = async (client: Client, name: string, args: Record<string, unknown>): Promise<string> => {
  const result = await client.callTool({ name, arguments: args });
  expect(result.isError).toBe(true);
  return (result.content as { text: string }[])[0]?.text ?? '';
};
const sessionOf = ({ url }: RequestResult) => url.split('/').at(-1) ?? '';
const allOpen = async (person = me) =>
  (await person.get('/api/feedback-requests?status=PENDING')).body.items as {
    id: string;
    question: { question: string };
  }[];
/** The person sees it and answers in the web app. */
const answerSoon = (question: string, answer: (id: string, hash: string) => unknown) =>
  soon(async () => {
    const { body } = await me.get('/api/feedback-requests?status=PENDING');
    const found = body.items.find((one: { question: { question: string } }) => one.question.question === question);
    expect(found).toBeDefined();
    const { status, text } = await me.answer(found.id, answer(found.id, found.bindingHash));
    expect(status, text).toBe(200);
  });

describe.each(['auto', 'legacy'] as const)('ask_human by MCP, %s', (mode) => {
  it('is answered while the call is held open', async () => {
    const client = await visit({ mode });
    const question = `Which region? (${mode})`;
    const asking = use(client, 'ask_human', { question, wait_seconds: 20 });
    await answerSoon(question, () => ({ type: 'TEXT', text: 'Europe' }));
    expect(await asking).toMatchObject({
      status: 'answered',
      answer: 'Europe',
      text: 'Europe',
      answered_by: 'Mira',
      channel: 'WEB',
      approval: null,
      question,
    });
  });

  it('outlives a call that is not answered in time', async () => {
    const client = await visit({ mode });
    const asked = await use(client, 'ask_human', {
      question: 'Which colour?',
      type: 'CHOICE',
      options: ['red', { value: 'blue', label: 'Blue', description: 'As the sea' }],
      wait_seconds: 1,
    });
    expect(asked).toMatchObject({ status: 'pending', answer: null });
    await answerSoon('Which colour?', () => ({ type: 'CHOICE', value: 'blue' }));
    const later = await visit({ mode });
    expect(await use(later, 'check_request', { request_id: asked.request_id, wait_seconds: 10 })).toMatchObject({
      status: 'answered',
      answer: 'blue',
      text: 'Blue',
    });
  });
});

describe('what the person sees', () => {
  it('is a conversation named after the question, with a card that says who asks', async () => {
    const client = await visit({ name: 'Build\u202e bot' });
    const asked = await use(client, 'ask_human', { question: 'Deploy on a Friday?', wait_seconds: 0 });
    const [request] = await me.pendingSoon(sessionOf(asked));
    expect(request).toMatchObject({ agent: 'Build bot (over MCP)', question: { question: 'Deploy on a Friday?' } });
    const { session, messages } = await me.view(sessionOf(asked));
    expect(session.title).toBe('Deploy on a Friday?');
    expect(messages.items.map(({ type, author }) => [type, author])).toEqual([
      ['FEEDBACK_REQUEST', 'Build bot (over MCP)'],
    ]);
    const events = await me.events(sessionOf(asked));
    expect(events.map(({ type }) => type).slice(0, 2)).toEqual(['session.created', 'run.updated']);
    expect(await me.answer(request!.id, { type: 'TEXT', text: 'No' })).toMatchObject({ status: 200 });
    await me.runSoon(sessionOf(asked), 'COMPLETED');
    // Who writes there is told that nobody reads it.
    await me.say(sessionOf(asked), 'Are you there?');
    await soon(async () => {
      const last = (await me.view(sessionOf(asked))).messages.items.at(-1);
      expect(last?.text).toContain('nobody reads here');
    });
  });

  it('names the access token where the client of an older revision does not say who it is', async () => {
    const { body } = await me.post('/api/access-tokens', { name: 'CI of the shop' });
    const client = await visit({ token: body.token, mode: 'legacy' });
    const asked = await use(client, 'ask_human', { question: 'Who am I?', wait_seconds: 0 });
    expect((await me.pendingSoon(sessionOf(asked)))[0]).toMatchObject({ agent: 'CI of the shop (over MCP)' });
  });
});

describe('request_approval', () => {
  const DIFF = ['--- a/x', '+++ b/x', '@@ -1 +1 @@', '-a', '+b', '@@ -9 +9 @@', '-c', '+d', ''].join('\n');
  const action = { tool: 'delete_rows', target: 'orders', arguments: { before: '2020' }, destructive: true };

  it.each([
    [
      'approved',
      (bindingHash: string) => ({ decision: 'approve', bindingHash }),
      { edited: false, arguments: action.arguments },
    ],
    [
      'approved',
      (bindingHash: string) => ({ decision: 'approve', bindingHash, editedArguments: { before: '2019' } }),
      { edited: true, arguments: { before: '2019' } },
    ],
    [
      'rejected',
      (bindingHash: string) => ({ decision: 'reject', bindingHash, comment: 'Not now' }),
      { comment: 'Not now', arguments: null },
    ],
  ])('tells that it was %s', async (decision, answer, more) => {
    const client = await visit();
    const question = `Delete old orders? ${Math.random()}`;
    const asking = client.callTool({ name: 'request_approval', arguments: { question, action, wait_seconds: 20 } });
    let hash = '';
    await answerSoon(question, (_id, bindingHash) => {
      hash = bindingHash;
      return { type: 'APPROVAL', ...answer(bindingHash) };
    });
    const { structuredContent, content } = await asking;
    expect(structuredContent).toMatchObject({
      status: 'answered',
      approval: { decision, ...more, binding_hash: hash },
    });
    expect((content as { text: string }[])[0]?.text).toContain(decision);
  });

  it('never calls a part the whole', async () => {
    const client = await visit();
    const asking = use(client, 'request_approval', { question: 'Apply this?', diff: DIFF, wait_seconds: 20 });
    await answerSoon('Apply this?', (_id, bindingHash) => ({
      ...{ type: 'APPROVAL', decision: 'approve', bindingHash, approvedHunks: ['x#1'] },
    }));
    expect((await asking).approval).toMatchObject({ decision: 'approved_in_part', approved_hunks: ['x#1'] });
  });
});

describe('the life of a question', () => {
  it('ends as expired, which is no answer', async () => {
    const client = await visit();
    const asked = await use(client, 'ask_human', { question: 'Quick?', expires_in: 1, wait_seconds: 20 });
    expect(asked).toMatchObject({ status: 'expired', answer: null });
  });

  it('is asked once for each key, however often it is sent, and for nothing else', async () => {
    const client = await visit();
    const args = { question: 'Only once?', idempotency_key: 'k1', wait_seconds: 0 };
    const all = await Promise.all([1, 2, 3].map(() => use(client, 'ask_human', args)));
    expect(new Set(all.map(({ request_id }) => request_id)).size).toBe(1);
    await me.pendingSoon(sessionOf(all[0]!));
    expect((await allOpen()).filter(({ question }) => question.question === 'Only once?')).toHaveLength(1);
    expect(await refused(client, 'ask_human', { ...args, question: 'Another?' })).toContain(
      'used for another question',
    );
    // Somebody else's key is another one.
    const noa = await product.signUp('Noa');
    expect((await use(await visit({ token: noa.token }), 'ask_human', args)).request_id).not.toBe(all[0]?.request_id);
  });

  it('is taken back by the program, and stays answered once it was', async () => {
    const client = await visit();
    const asked = await use(client, 'ask_human', { question: 'Still needed?', wait_seconds: 0 });
    await me.pendingSoon(sessionOf(asked));
    const { request_id } = asked;
    const reason = 'Found it out';
    expect(await use(client, 'cancel_request', { request_id, reason })).toMatchObject({ status: 'cancelled', reason });
    expect(await me.pending(sessionOf(asked))).toEqual([]);
    expect(await use(client, 'cancel_request', { request_id })).toMatchObject({ status: 'cancelled', reason });
  });

  it('goes on in another process', async () => {
    const first = await startTestProduct({ databaseUrl: product.databaseUrl });
    const asked = await use(await visit({ url: first.url }), 'ask_human', {
      question: 'After a deploy?',
      wait_seconds: 0,
    });
    await me.pendingSoon(sessionOf(asked));
    await Promise.all(open.splice(0).map((client) => client.close()));
    await first.close();
    await answerSoon('After a deploy?', () => ({ type: 'TEXT', text: 'Yes' }));
    const found = await use(await visit(), 'check_request', { request_id: asked.request_id, wait_seconds: 10 });
    expect(found).toMatchObject({ status: 'answered', answer: 'Yes' });
  });

  it('does not end with the connection of who asked', async () => {
    const client = await visit();
    const question = 'Do you hear me?';
    const gone = new AbortController();
    const asking = client.callTool(
      { name: 'ask_human', arguments: { question, wait_seconds: 40, idempotency_key: 'gone' } },
      { signal: gone.signal },
    );
    await soon(async () => expect((await allOpen()).map((one) => one.question.question)).toContain(question));
    gone.abort();
    await expect(asking).rejects.toThrow();
    await answerSoon(question, () => ({ type: 'TEXT', text: 'I do' }));
    const again = await use(await visit(), 'ask_human', { question, idempotency_key: 'gone', wait_seconds: 10 });
    expect(again).toMatchObject({ status: 'answered', answer: 'I do' });
  });
});

describe('who may', () => {
  it.each([
    ['nothing asked', {}, 'question'],
    ['an unknown member', { question: 'x', colour: 'red' }, 'colour'],
    ['a wait that is too long', { question: 'x', wait_seconds: 600 }, 'wait_seconds'],
    ['a choice without options', { question: 'x', type: 'CHOICE' }, 'options'],
    ['options of a text', { question: 'x', options: ['a', 'b'] }, 'options'],
    ['a form without a schema', { question: 'x', type: 'FORM' }, 'schema'],
    ['a NUL', { question: 'x\0y' }, 'NUL'],
  ])('%s is refused in words', async (_what, args, word) => {
    expect(await refused(await visit(), 'ask_human', args)).toContain(word);
  });

  it("nobody sees or takes back another's question, nor a run of another agent", async () => {
    const asked = await use(await visit(), 'ask_human', { question: 'canary-1', wait_seconds: 0 });
    const noa = await product.signUp('Noa');
    const stranger = await visit({ token: noa.token });
    const session = await me.newSession();
    await me.say(session.id, 'Hello');
    const { id: runId } = await me.runSoon(session.id, 'COMPLETED');
    for (const tool of ['check_request', 'cancel_request']) {
      const texts = [
        await refused(stranger, tool, { request_id: asked.request_id }),
        await refused(stranger, tool, { request_id: '00000000-0000-4000-8000-000000000000' }),
        await refused(stranger, tool, { request_id: "1' OR '1'='1" }),
        await refused(await visit(), tool, { request_id: runId }),
      ];
      expect(new Set(texts), tool).toEqual(new Set(['There is no such request.']));
    }
    expect(await me.pendingSoon(sessionOf(asked))).toHaveLength(1);
  });

  it('a token must be good, and no foreign page speaks for a program', async () => {
    await expect(visit({ token: 'nonsense' })).rejects.toThrow();
    const headers = { authorization: `Bearer ${me.token}`, accept: 'application/json, text/event-stream' };
    const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    expect((await call(`${product.url}/mcp`, 'POST', headers, list)).status).toBe(200);
    const foreign = await call(`${product.url}/mcp`, 'POST', { ...headers, origin: 'https://evil.example' }, list);
    expect([foreign.status, foreign.body.code]).toEqual([403, 'forbidden']);
    for (const method of ['GET', 'DELETE'])
      expect((await call(`${product.url}/mcp`, method, headers)).status).toBe(405);
  });

  it('a call that is held open ends with its token', async () => {
    const { body: token } = await me.post('/api/access-tokens', { name: 'guest' });
    const client = await visit({ token: token.token });
    const asking = refused(client, 'ask_human', { question: 'Am I still welcome?', wait_seconds: 50 });
    await soon(async () =>
      expect((await allOpen()).map(({ question }) => question.question)).toContain('Am I still welcome?'),
    );
    await call(`${product.url}/api/access-tokens/${token.id}`, 'DELETE', { authorization: `Bearer ${me.token}` });
    expect(await asking).toContain('not valid any more');
  });

  it('a question counts as a message', async () => {
    const slow = await startTestProduct({ env: { RATE_LIMIT_MESSAGES_PER_MINUTE: '1' } });
    try {
      const { token } = await slow.signUp();
      const client = await visit({ url: slow.url, token });
      await use(client, 'ask_human', { question: 'One?' });
      expect(await refused(client, 'ask_human', { question: 'Two?' })).toContain('Too many requests');
    } finally {
      await slow.close();
    }
  });
});
