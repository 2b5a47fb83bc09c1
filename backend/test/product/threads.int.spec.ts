import { type Thread, threadSchema } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Person, ScriptedAgent, startTestProduct, type TestProduct } from '../support/product/index.js';

const agent = new ScriptedAgent();
let product: TestProduct;
let me: Person;
beforeAll(async () => {
  product = await startTestProduct({ agents: [agent.definition] });
  me = await product.signUp();
});
afterAll(() => product.close());

const PROMPT = 'Help me analyze data but I need guidance';
const RESPONSE = 'I want to analyze sales data';
const asThread = ({ status, body }: { status: number; body: unknown }): Thread => {
  expect(status, JSON.stringify(body)).toBe(200);
  return threadSchema.strict().parse(body);
};
const start = async (body: object) => asThread(await me.post('/api/chat', body));
const goOn = async (body: object) => asThread(await me.post('/api/chat/continue', body));
const statusOf = async (id: string) => asThread(await me.get(`/api/chat/status/${id}`));

describe('the thread façade (API-2)', () => {
  it('holds the conversation of the issue', async () => {
    const asked = await start({ prompt: PROMPT });
    expect(asked).toMatchObject({
      status: 'pending_user_input',
      requires_user_input: true,
      final_response: null,
      error: null,
    });
    expect(asked.question_for_user).toBe('What kind of data would you like to analyse?');
    expect(asked.pending_requests).toHaveLength(1);
    expect(await statusOf(asked.thread_id)).toEqual(asked);

    const done = await goOn({ thread_id: asked.thread_id, response: RESPONSE });
    expect(done).toMatchObject({ thread_id: asked.thread_id, status: 'completed', requires_user_input: false });
    expect(done.final_response).toContain(RESPONSE);
    expect(done).toMatchObject({ question_for_user: null, pending_requests: [] });
    expect(await statusOf(asked.thread_id)).toEqual(done);
    for (const link of [done.links.session, done.links.run ?? '']) expect((await me.get(link)).status, link).toBe(200);
  });

  it('goes on in the same thread with what was said before', async () => {
    const first = await start({ prompt: 'My name is Mira' });
    const second = await start({ prompt: 'Do you remember what I said?', thread_id: first.thread_id });
    expect(second).toMatchObject({ thread_id: first.thread_id, status: 'completed' });
    expect(second.final_response).toContain('My name is Mira');
  });

  it('lets nobody in without a token', async () => {
    const { thread_id } = await start({ prompt: PROMPT });
    const bodies: [string, string, unknown][] = [
      ['POST', '/api/chat', { prompt: PROMPT }],
      ['POST', '/api/chat/continue', { thread_id, response: RESPONSE }],
      ['GET', `/api/chat/status/${thread_id}`, undefined],
      ['POST', `/api/threads/${thread_id}/resume`, { decision: 'reject' }],
    ];
    for (const [method, path, body] of bodies)
      expect((await call(product.url + path, method, {}, body)).status, path).toBe(401);
    expect((await statusOf(thread_id)).status).toBe('pending_user_input');
  });

  it.each([
    ['approve', undefined, 'You approved'],
    ['reject', undefined, 'was rejected'],
    ['feedback', 'Only those of 2024', 'Only those of 2024'],
  ])('resumes an approval with %s', async (decision, feedback, said) => {
    const asked = await start({ prompt: 'Clean up the old exports' });
    expect(asked.pending_requests[0]?.question.type).toBe('APPROVAL');
    const prose = await me.post('/api/chat/continue', { thread_id: asked.thread_id, response: 'yes, do it' });
    expect(prose.body).toMatchObject({ status: 422, code: 'answer_invalid' }); // FB-11: never read from prose
    expect((await statusOf(asked.thread_id)).status).toBe('pending_user_input');
    const resume = (body: object) => me.post(`/api/threads/${asked.thread_id}/resume`, body);
    if (decision === 'approve') {
      // FB-11: it names what was shown, or it counts for nothing.
      expect((await resume({ decision })).body).toMatchObject({ status: 400, errors: [{ path: 'binding_hash' }] });
      const other = await resume({ decision, binding_hash: 'f'.repeat(64) });
      expect(other.body).toMatchObject({ code: 'approval_mismatch' });
      expect((await statusOf(asked.thread_id)).status).toBe('pending_user_input');
    }
    const binding_hash = asked.pending_requests[0]?.binding_hash;
    const done = asThread(await resume({ decision, feedback, binding_hash }));
    expect(done.status).toBe('completed');
    expect(done.final_response).toContain(said);
  });

  it('takes what should be different, by decision or in prose, and reads no yes and no no from prose (FB-1, FB-11)', async () => {
    const asked = async () => {
      const { id } = await me.newSession(agent.name);
      agent.play(id, async (ctx) => {
        const outcome = await ctx.ask('q', { type: 'APPROVAL', question: 'Merge?', revisable: true });
        await ctx.say('done', outcome.kind === 'answered' ? outcome.text : outcome.kind);
      });
      return start({ prompt: 'x', thread_id: id });
    };
    const first = await asked();
    for (const response of ['yes', 'no', 'ok?', 'looks good'])
      expect((await me.post('/api/chat/continue', { thread_id: first.thread_id, response })).body).toMatchObject({
        ...{ status: 422, code: 'answer_invalid' },
      });
    const prose = await goOn({ thread_id: first.thread_id, response: 'no, rather a constant' });
    expect(prose).toMatchObject({ status: 'completed', final_response: 'Changes requested: no, rather a constant' });
    const { thread_id } = await asked();
    const resume = (body: object) => me.post(`/api/threads/${thread_id}/resume`, { decision: 'feedback', ...body });
    expect((await resume({})).body).toMatchObject({ code: 'answer_invalid', errors: [{ path: 'comment' }] });
    expect((await resume({ feedback: 'x y', binding_hash: 'f'.repeat(64) })).body).toMatchObject({
      code: 'approval_mismatch',
    });
    expect(asThread(await resume({ feedback: 'A constant' })).final_response).toBe('Changes requested: A constant');
  });

  it('says which questions wait when several do, and takes each by its id', async () => {
    const asked = await start({ prompt: 'Ask me everything' });
    const open = asked.pending_requests;
    expect(open.map(({ question }) => question.type).sort()).toEqual(['APPROVAL', 'CHOICE', 'TEXT']);
    const unclear = await me.post('/api/chat/continue', { thread_id: asked.thread_id, response: 'Atlas' });
    expect(unclear.body).toMatchObject({ status: 409, code: 'several_pending_requests' });
    expect(new Set(unclear.body.pending_requests.map((one: { request_id: string }) => one.request_id))).toEqual(
      new Set(open.map((one) => one.request_id)),
    );
    const idOf = (type: string) => open.find(({ question }) => question.type === type)?.request_id;
    const part = await goOn({ thread_id: asked.thread_id, response: 'Atlas', request_id: idOf('TEXT') });
    expect(part).toMatchObject({ status: 'pending_user_input' });
    expect(part.pending_requests).toHaveLength(2);
    const wrong = await me.post('/api/chat/continue', {
      thread_id: asked.thread_id,
      response: 'novel',
      request_id: idOf('CHOICE'),
    });
    expect(wrong.body).toMatchObject({ status: 422, errors: [{ path: 'response' }] });
    await goOn({ thread_id: asked.thread_id, response: '2', request_id: idOf('CHOICE') });
    const binding_hash = open.find(({ question }) => question.type === 'APPROVAL')?.binding_hash;
    const approval = { decision: 'approve', binding_hash };
    const done = asThread(await me.post(`/api/threads/${asked.thread_id}/resume`, approval));
    expect(done.status).toBe('completed');
    for (const said of ['Atlas', 'A chapter', 'Approved']) expect(done.final_response).toContain(said);
  });

  it('tells what cannot be', async () => {
    const done = await start({ prompt: 'Hello' });
    const again = await me.post('/api/chat/continue', { thread_id: done.thread_id, response: 'x' });
    expect(again.body).toMatchObject({ status: 409, code: 'no_pending_request' });
    const asked = await start({ prompt: PROMPT });
    const resumed = await me.post(`/api/threads/${asked.thread_id}/resume`, { decision: 'reject' });
    expect(resumed.body).toMatchObject({ status: 422, code: 'answer_invalid' });
    expect((await me.post('/api/chat', { prompt: 'x', agent: 'nobody' })).body).toMatchObject({
      status: 400,
      code: 'unknown_agent',
    });
    for (const bad of [{}, { prompt: ' ' }, { prompt: 'x', model: 'y' }, { prompt: '\0' }])
      expect((await me.post('/api/chat', bad)).body).toMatchObject({ status: 400, code: 'invalid_request' });
  });

  it('shows a failure and a stop as errors', async () => {
    const { id } = await me.newSession(agent.name);
    agent.play(id, () => Promise.reject(new Error('the well is dry')));
    expect(await start({ prompt: 'x', thread_id: id })).toMatchObject({
      status: 'error',
      error: 'the well is dry',
      final_response: null,
    });
    const asked = await start({ prompt: PROMPT });
    await me.post(`/api/sessions/${asked.thread_id}/stop`);
    expect(await statusOf(asked.thread_id)).toMatchObject({
      status: 'error',
      error: 'The run was stopped.',
      pending_requests: [],
    });
  });

  it('is the same in frames', async () => {
    const socket = await me.connect();
    const asked = await socket.ask({ type: 'start', body: { prompt: PROMPT } });
    const thread = asked.type === 'ack' ? asked.thread : undefined;
    expect(thread).toMatchObject({
      status: 'pending_user_input',
      question_for_user: 'What kind of data would you like to analyse?',
    });
    const id = thread?.thread_id ?? '';
    expect(await statusOf(id)).toEqual(thread);
    const done = await socket.ask({ type: 'continue', body: { thread_id: id, response: RESPONSE } });
    expect(done).toMatchObject({ type: 'ack', thread: { thread_id: id, status: 'completed' } });
    expect(done.type === 'ack' && done.thread?.final_response).toContain(RESPONSE);
    const again = await socket.ask({ type: 'continue', body: { thread_id: id, response: RESPONSE } });
    expect(again).toMatchObject({ type: 'error', problem: { code: 'no_pending_request', status: 409 } });
    await socket.close();
  });

  it('holds up no other frame while it waits', async () => {
    const { id } = await me.newSession(agent.name);
    const gate = Promise.withResolvers<void>();
    agent.play(id, (ctx) => ctx.step('work', () => gate.promise));
    const socket = await me.connect();
    const asked = socket.ask({ type: 'start', body: { prompt: 'x', thread_id: id } });
    const pong = socket.next((frame) => frame.type === 'pong');
    socket.write({ type: 'ping' });
    await pong;
    gate.resolve();
    expect(await asked).toMatchObject({ type: 'ack', thread: { status: 'completed' } });
    await socket.close();
  });
});
