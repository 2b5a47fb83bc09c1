import { setTimeout as pause } from 'node:timers/promises';
import type { FeedbackQuestionInput, FeedbackRequest } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, ScriptedAgent, soon, startTestProduct, type TestProduct } from '../support/product/index.js';

const agent = new ScriptedAgent();
let product: TestProduct;
let admin: Person;
let me: Person;
beforeAll(async () => {
  product = await startTestProduct({ agents: [agent.definition] });
  admin = await product.signUp('Ada');
  me = await product.signUp('Mira');
});
afterAll(() => product.close());

/** Asks it; `outcome` is what the agent gets in the end. */
const ask = async (question: FeedbackQuestionInput) => {
  const asked = { sessionId: '', outcome: undefined as unknown, request: undefined as unknown as FeedbackRequest };
  asked.sessionId = (await me.newSession(agent.name)).id;
  agent.play(asked.sessionId, async (ctx) => {
    asked.outcome = await ctx.ask('ask', question);
  });
  await me.say(asked.sessionId, 'Go');
  asked.request = (await me.pendingSoon(asked.sessionId))[0] as FeedbackRequest;
  return asked;
};
const responsesOf = async (requestId: string): Promise<string[]> => {
  const sql = 'SELECT outcome FROM feedback_response WHERE request_id = $1 ORDER BY at, id';
  return (await product.pool.query(sql, [requestId])).rows.map((row) => row.outcome);
};
const status = async (id: string) => (await me.get<FeedbackRequest>(`/api/feedback-requests/${id}`)).body.status;

const options = [
  { value: 'a', label: 'Apples' },
  { value: 'b', label: 'Pears' },
  { value: 'c', label: 'Plums' },
];
const HASH = 'f'.repeat(64);
const list = (n: number) => Array.from({ length: n }, () => 'a');

interface Case {
  question: FeedbackQuestionInput;
  /** Answers that do not fit, with the paths that the server names. */
  bad: [answer: unknown, status: number, paths: string[]][];
  good: unknown;
  value: unknown;
  text: unknown;
}
const cases: Record<string, Case> = {
  TEXT: {
    question: { type: 'TEXT', question: 'Name?' },
    bad: [
      [{ type: 'TEXT', text: ' ' }, 400, ['answer.text']],
      [{ type: 'TEXT', text: 'a\0b' }, 400, ['answer.text']],
      [{ type: 'TEXT', text: '\ud800' }, 400, ['answer.text']],
      [{ type: 'TEXT', text: 'x'.repeat(20_001) }, 400, ['answer.text']],
      [{ type: 'TEXT', text: 'x', by: { id: HASH } }, 400, ['answer']],
      [{ type: 'CHOICE', value: 'a' }, 422, ['type']],
      [{ type: 'NOTICE' }, 422, ['type']],
      [{ type: 'POEM' }, 400, ['answer.type']],
      [undefined, 400, ['answer']],
    ],
    good: { type: 'TEXT', text: 'Mira 🎈\r\nK.' },
    value: 'Mira 🎈\r\nK.',
    text: 'Mira 🎈\r\nK.',
  },
  CHOICE: {
    question: { type: 'CHOICE', question: 'Which?', options },
    bad: [
      [{ type: 'CHOICE', value: 'z' }, 422, ['value']],
      [{ type: 'CHOICE', value: 'Apples' }, 422, ['value']],
      [{ type: 'CHOICE', other: 'Kiwi' }, 422, ['other']],
      [{ type: 'CHOICE' }, 400, ['answer']],
      [{ type: 'CHOICE', value: 'a', other: 'Kiwi' }, 400, ['answer']],
      [{ type: 'MULTI_CHOICE', values: ['a'] }, 422, ['type']],
    ],
    good: { type: 'CHOICE', value: 'b' },
    value: 'b',
    text: 'Pears',
  },
  'CHOICE with other': {
    question: { type: 'CHOICE', question: 'Which?', options, allowOther: true },
    bad: [
      [{ type: 'CHOICE', value: 'z' }, 422, ['value']],
      [{ type: 'CHOICE', other: ' ' }, 400, ['answer.other']],
    ],
    good: { type: 'CHOICE', other: 'Kiwi' },
    value: 'Kiwi',
    text: 'Kiwi',
  },
  MULTI_CHOICE: {
    question: { type: 'MULTI_CHOICE', question: 'Which?', options, minChoices: 2 },
    bad: [
      [{ type: 'MULTI_CHOICE', values: ['a', 'z'] }, 422, ['values.1']],
      [{ type: 'MULTI_CHOICE', values: ['a'] }, 422, ['values']],
      [{ type: 'MULTI_CHOICE', values: ['a', 'a'] }, 422, ['values']],
      [{ type: 'MULTI_CHOICE', values: [] }, 422, ['values']],
      [{ type: 'MULTI_CHOICE', values: ['a', 'b'], other: 'Kiwi' }, 422, ['other']],
      [{ type: 'MULTI_CHOICE', values: list(21) }, 400, ['answer.values']],
      [{ type: 'MULTI_CHOICE', values: 'a' }, 400, ['answer.values']],
    ],
    good: { type: 'MULTI_CHOICE', values: ['c', 'a'] },
    value: ['c', 'a'],
    text: 'Plums, Apples',
  },
  'MULTI_CHOICE with other': {
    question: { type: 'MULTI_CHOICE', question: 'Which?', options, allowOther: true },
    bad: [[{ type: 'MULTI_CHOICE', values: [] }, 422, ['values']]],
    good: { type: 'MULTI_CHOICE', values: ['a'], other: 'Kiwi' },
    value: ['a', 'Kiwi'],
    text: 'Apples, Kiwi',
  },
  FORM: {
    question: {
      type: 'FORM',
      question: 'Details?',
      schema: {
        type: 'object',
        required: ['title', 'people'],
        properties: {
          title: { type: 'string', title: 'Title', minLength: 2, maxLength: 5 },
          people: { type: 'integer', minimum: 1, maximum: 12 },
          share: { type: 'number', minimum: 0, maximum: 1 },
          date: { type: 'string', format: 'date' },
          mail: { type: 'string', format: 'email' },
          room: { type: 'string', enum: ['Aare', 'Reuss'] },
          video: { type: 'boolean' },
          guests: { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 2 },
          days: { type: 'array', items: { type: 'string', enum: ['mo', 'tu'] } },
        },
      },
    },
    bad: [
      [{ type: 'FORM', values: {} }, 422, ['values.title', 'values.people']],
      [{ type: 'FORM', values: { title: 'x', people: 0 } }, 422, ['values.title', 'values.people']],
      [{ type: 'FORM', values: { title: 'x'.repeat(6), people: 13 } }, 422, ['values.title', 'values.people']],
      [{ type: 'FORM', values: { title: 'abc', people: 1.5 } }, 422, ['values.people']],
      [{ type: 'FORM', values: { title: 'abc', people: '3' } }, 422, ['values.people']],
      [{ type: 'FORM', values: { title: 'abc', people: 3, share: 1.1 } }, 422, ['values.share']],
      [{ type: 'FORM', values: { title: 'abc', people: 3, date: '2026-02-30' } }, 422, ['values.date']],
      [{ type: 'FORM', values: { title: 'abc', people: 3, date: '1.2.2026' } }, 422, ['values.date']],
      [{ type: 'FORM', values: { title: 'abc', people: 3, mail: 'nobody' } }, 422, ['values.mail']],
      [{ type: 'FORM', values: { title: 'abc', people: 3, room: 'Limmat' } }, 422, ['values.room']],
      [{ type: 'FORM', values: { title: 'abc', people: 3, video: 'yes' } }, 422, ['values.video']],
      [{ type: 'FORM', values: { title: 'abc', people: 3, guests: [] } }, 422, ['values.guests']],
      [{ type: 'FORM', values: { title: 'abc', people: 3, guests: ['a', 'b', 'c'] } }, 422, ['values.guests']],
      [{ type: 'FORM', values: { title: 'abc', people: 3, days: ['mo', 'su'] } }, 422, ['values.days.1']],
      [{ type: 'FORM', values: { title: 'abc', people: 3, admin: true } }, 422, ['values']],
      [{ type: 'FORM', values: { title: 'a\0c', people: 3 } }, 422, ['values.title']],
      [{ type: 'FORM', values: { title: 'abc', people: 3, guests: ['a\0'] } }, 422, ['values.guests.0']],
      [{ type: 'FORM', values: { title: { x: 1 }, people: 3 } }, 400, ['answer.values.title']],
      [{ type: 'FORM', values: [] }, 400, ['answer.values']],
    ],
    good: { type: 'FORM', values: { title: 'Plan', people: 3, date: '2026-02-28', guests: ['Zoë'], video: false } },
    value: { title: 'Plan', people: 3, date: '2026-02-28', guests: ['Zoë'], video: false },
    text: expect.stringMatching(/^Title: Plan; people: 3; .*date: 2026-02-28/),
  },
};

describe('the server judges every answer', () => {
  it.each(Object.entries(cases))('%s', async (_name, { question, bad, good, value, text }) => {
    const asked = await ask(question);
    const { id } = asked.request;
    for (const [answer, code, paths] of bad) {
      const refused = await me.answer(id, answer);
      const shown = JSON.stringify(answer);
      expect(refused.status, shown).toBe(code);
      expect(refused.body.code, shown).toBe(code === 422 ? 'answer_invalid' : 'invalid_request');
      expect(
        refused.body.errors.map((error: { path: string }) => error.path),
        shown,
      ).toEqual(paths);
    }
    expect(await status(id)).toBe('PENDING');
    expect(await responsesOf(id)).toEqual([]);
    const accepted = await me.answer(id, good);
    expect(accepted.body).toMatchObject({ status: 'ANSWERED', response: { text, by: { id: me.id }, channel: 'WEB' } });
    await me.runSoon(asked.sessionId, 'COMPLETED');
    expect(asked.outcome).toMatchObject({
      kind: 'answered',
      value,
      text,
      by: { id: me.id, name: 'Mira' },
      channel: 'WEB',
    });
    const line = (await me.view(asked.sessionId)).messages.items.at(-1);
    expect(line).toMatchObject({ type: 'FEEDBACK_RESPONSE', role: 'USER', text, feedbackRequestId: id });
  });

  describe('APPROVAL', () => {
    const action = { tool: 'files.delete', target: 'bucket', arguments: { prefix: 'tmp/' } };
    const tool = { type: 'APPROVAL', question: 'May I?', action } as const;
    const diff = { type: 'APPROVAL', question: 'May I?', diff: '--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n' } as const;

    it('approves exactly what was shown, or nothing (FB-11)', async () => {
      const asked = await ask(tool);
      const other = await ask({ ...tool, action: { ...action, arguments: { prefix: '' } } });
      const { id, bindingHash } = asked.request;
      for (const wrong of [
        HASH,
        other.request.bindingHash,
        bindingHash?.replace(/.$/, (c) => (c === '0' ? '1' : '0')),
      ]) {
        const refused = await me.answer(id, { type: 'APPROVAL', decision: 'approve', bindingHash: wrong });
        expect(refused.body).toMatchObject({ status: 409, code: 'approval_mismatch' });
      }
      for (const wrong of [undefined, '', bindingHash?.toUpperCase().replace(/[0-9]/g, 'A'), bindingHash?.slice(1)]) {
        const refused = await me.answer(id, { type: 'APPROVAL', decision: 'approve', bindingHash: wrong });
        expect(refused.body).toMatchObject({ status: 400, errors: [{ path: 'answer.bindingHash' }] });
      }
      expect(await status(id)).toBe('PENDING');
      await me.answer(id, { type: 'APPROVAL', decision: 'approve', bindingHash });
      await me.runSoon(asked.sessionId, 'COMPLETED');
      expect(asked.outcome).toMatchObject({ kind: 'answered', value: { decision: 'approve' }, text: 'Approved' });
    });

    it('takes edits, parts and comments only where there is something to edit', async () => {
      const onTool = await ask(tool);
      const onDiff = await ask(diff);
      const answer = (asked: typeof onTool, more: object) =>
        me.answer(asked.request.id, { type: 'APPROVAL', bindingHash: asked.request.bindingHash, ...more });
      const cut = (answer: { status: number; body: { errors: { path: string }[] } }) => [
        answer.status,
        ...answer.body.errors.map((error) => error.path),
      ];
      const edited = { editedArguments: { prefix: 'tmp/old/' } };
      expect(cut(await answer(onDiff, { decision: 'approve', ...edited }))).toEqual([422, 'editedArguments']);
      expect(cut(await answer(onTool, { decision: 'approve', approvedHunks: ['a#0'] }))).toEqual([
        422,
        'approvedHunks',
      ]);
      expect(cut(await answer(onTool, { decision: 'reject', ...edited }))).toEqual([422, 'decision']);
      expect(cut(await answer(onTool, { decision: 'maybe' }))).toEqual([400, 'answer.decision']);
      await answer(onTool, { decision: 'approve', ...edited });
      await answer(onDiff, { decision: 'reject', comment: 'Too risky' });
      await me.runSoon(onTool.sessionId, 'COMPLETED');
      await me.runSoon(onDiff.sessionId, 'COMPLETED');
      expect(onTool.outcome).toMatchObject({ text: 'Approved with edits', value: { decision: 'approve', ...edited } });
      expect(onDiff.outcome).toMatchObject({ text: 'Rejected: Too risky', value: { decision: 'reject' } });
    });

    it('refuses arguments that no column holds, and stays open', async () => {
      const { request } = await ask(tool);
      const json = (edited: string) =>
        `{"answer":{"type":"APPROVAL","decision":"approve","bindingHash":"${request.bindingHash}","editedArguments":${edited}}}`;
      const deep = `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
      for (const edited of ['{"a":"x\\u0000y"}', '{"a":["\\ud800"]}', '{"a\\u0000":1}', deep]) {
        const refused = await me.post(`/api/feedback-requests/${request.id}/answer`, json(edited));
        expect(refused.body, edited.slice(0, 40)).toMatchObject({ status: 400, code: 'invalid_request' });
      }
      expect(await status(request.id)).toBe('PENDING');
      await me.post(
        `/api/feedback-requests/${request.id}/answer`,
        json('{"__proto__":{"x":1},"a":{"__proto__":{"x":1}}}'),
      );
      expect(({} as { x?: number }).x).toBeUndefined();
    });
  });

  it('NOTICE, which is only seen', async () => {
    const { id } = await me.newSession(agent.name);
    agent.play(id, async (ctx) => void (await ctx.ask('tell', { type: 'NOTICE', question: 'It is done.' })));
    await me.say(id, 'Go');
    await me.runSoon(id, 'COMPLETED');
    const [notice] = await me.pending(id);
    expect((await me.answer(notice?.id ?? '', { type: 'TEXT', text: 'ok' })).body).toMatchObject({
      code: 'answer_invalid',
    });
    expect((await me.answer(notice?.id ?? '', { type: 'NOTICE' })).body).toMatchObject({ status: 'ANSWERED' });
  });
});

describe('settled once (FB-4)', () => {
  it('takes the same answer of the same person twice for what it is: a repeat (F60)', async () => {
    const { request } = await ask({ type: 'TEXT', question: 'What?' });
    const answer = (text: string) =>
      me.post(`/api/feedback-requests/${request.id}/answer`, { answer: { type: 'TEXT', text } });
    const first = await answer('this');
    const again = await answer('this');
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body.response).toMatchObject({ id: first.body.response.id, text: 'this' });
    expect((await answer('that')).body).toMatchObject({ status: 409, code: 'feedback_already_settled' });
    expect(await responsesOf(request.id)).toEqual(['APPLIED', 'SUPERSEDED']);
  });

  it('tells who was too late who was first, when and where, and keeps the answer', async () => {
    const { request, sessionId } = await ask({ type: 'TEXT', question: 'Which way?' });
    const { body: first } = await me.answer(request.id, { type: 'TEXT', text: 'left' });
    const socket = await me.connect();
    await socket.subscribe(sessionId);
    const told = socket.next((frame) => frame.type === 'event' && frame.event.type === 'feedback.superseded');
    const second = await me.answer(request.id, { type: 'TEXT', text: 'right' });
    await told; // also on a page that is open
    await socket.close();
    expect(second.body).toMatchObject({ status: 409, code: 'feedback_already_settled' });
    expect(second.body.detail).toContain('Mira answered first: "left" (web, ');
    expect(second.body.request.response).toMatchObject({
      text: 'left',
      by: { name: 'Mira' },
      channel: 'WEB',
    });
    expect(Date.parse(second.body.request.response.at)).toBe(Date.parse(first.response.at));
    expect(await responsesOf(request.id)).toEqual(['APPLIED', 'SUPERSEDED']);
    const superseded = (await me.events(sessionId)).filter((event) => event.type === 'feedback.superseded');
    expect(superseded).toMatchObject([{ payload: { kind: 'SUPERSEDED', response: { text: 'right' } } }]);
    await me.runSoon(sessionId, 'COMPLETED');
  });

  it('is taken back by its owner or an admin, and the agent hears of it', async () => {
    for (const person of [me, admin]) {
      const asked = await ask({ type: 'TEXT', question: 'Which way?' });
      const path = `/api/feedback-requests/${asked.request.id}/cancel`;
      expect((await person.post(path, { reason: 'Not needed' })).body).toMatchObject({
        status: 'CANCELLED',
        reason: 'Not needed',
      });
      await me.runSoon(asked.sessionId, 'COMPLETED');
      expect(asked.outcome).toEqual({ kind: 'cancelled', reason: 'Not needed' });
      expect((await person.post(path)).body).toMatchObject({ status: 409, code: 'feedback_already_settled' });
      const late = await me.answer(asked.request.id, { type: 'TEXT', text: 'left' });
      expect(late.body).toMatchObject({ code: 'feedback_already_settled', request: { status: 'CANCELLED' } });
      expect(await responsesOf(asked.request.id)).toEqual(['LATE']);
    }
    const stranger = await product.signUp('Noa');
    const asked = await ask({ type: 'TEXT', question: 'Which way?' });
    expect((await stranger.post(`/api/feedback-requests/${asked.request.id}/cancel`)).status).toBe(404);
    expect((await admin.answer(asked.request.id, { type: 'TEXT', text: 'left' })).status).toBe(404); // not the assignee
    expect(await status(asked.request.id)).toBe('PENDING');
  });
});

describe('a deadline (FB-2)', () => {
  const question = { type: 'TEXT', question: 'Which way?', expiresInMs: 1_000 } as const;

  it('uses the default, fails the question or parks it, as declared', async () => {
    const [byDefault, failed, parked, withoutDefault] = await Promise.all([
      ask({ ...question, onExpiry: 'DEFAULT', default: { type: 'TEXT', text: 'straight on' } }),
      ask({ ...question, onExpiry: 'FAIL' }),
      ask({ ...question, onExpiry: 'PARK' }),
      ask({ ...question, onExpiry: 'DEFAULT' }),
    ]);
    for (const { sessionId } of [byDefault, failed, withoutDefault]) await me.runSoon(sessionId, 'COMPLETED');
    expect(byDefault.outcome).toMatchObject({ kind: 'answered', value: 'straight on', by: null, channel: null });
    expect(failed.outcome).toEqual({ kind: 'expired' });
    expect(withoutDefault.outcome).toEqual({ kind: 'expired' });
    for (const { request } of [byDefault, failed]) {
      expect(await status(request.id)).toBe('EXPIRED');
      const late = await me.answer(request.id, { type: 'TEXT', text: 'left' });
      expect(late.body).toMatchObject({ status: 409, request: { status: 'EXPIRED' } });
      expect(late.body.detail).toBe('This question is closed (expired). Your answer is kept, without effect.');
      expect(await responsesOf(request.id)).toEqual(['LATE']);
    }
    const events = await me.events(failed.sessionId);
    expect(events.at(-1)).toMatchObject({ type: 'feedback.superseded', payload: { kind: 'LATE' } });
    expect(parked.outcome).toBeUndefined();
    expect(await status(parked.request.id)).toBe('PENDING');
    expect((await me.answer(parked.request.id, { type: 'TEXT', text: 'left' })).status).toBe(200);
    await soon(() => expect(parked.outcome).toMatchObject({ kind: 'answered', value: 'left' }));
  });

  it('has one winner when the answer comes at that very moment (40 races)', async () => {
    const race = async () => {
      const asked = await ask({ ...question, onExpiry: 'FAIL' });
      await pause(Date.parse(asked.request.expiresAt ?? '') - Date.now() - 40 + Math.random() * 80);
      const answered = await me.answer(asked.request.id, { type: 'TEXT', text: 'left' });
      await me.runSoon(asked.sessionId, 'COMPLETED');
      const won = answered.status === 200;
      expect(answered.status).toBe(won ? 200 : 409);
      const { settledAt } = answered.body;
      if (won) expect(Date.parse(settledAt)).toBeLessThanOrEqual(Date.parse(asked.request.expiresAt ?? ''));
      expect(asked.outcome).toMatchObject({ kind: won ? 'answered' : 'expired' });
      expect(await status(asked.request.id)).toBe(won ? 'ANSWERED' : 'EXPIRED');
      expect(await responsesOf(asked.request.id)).toEqual([won ? 'APPLIED' : 'LATE']);
      const settled = (await me.events(asked.sessionId)).filter((event) => event.type === 'feedback.settled');
      expect(settled).toHaveLength(1);
    };
    await Promise.all(Array.from({ length: 40 }, race));
  });
});
