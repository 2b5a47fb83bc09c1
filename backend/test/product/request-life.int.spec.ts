import type { FeedbackQuestionInput, FeedbackRequest } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ageDatabase, DeliveryStage, type StagePerson } from '../support/delivery/index.js';
import { type Person, soon } from '../support/product/index.js';

let stage: DeliveryStage;
let admin: Person;
beforeAll(async () => {
  stage = await DeliveryStage.start();
  admin = await stage.product.signUp('Ada');
});
afterAll(() => stage.close());

const QUESTION: FeedbackQuestionInput = { type: 'TEXT', question: 'Which way?' };
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

const asked = async (question: FeedbackQuestionInput = QUESTION) => {
  const mira = await stage.personOn(['SLACK', 'WEB']);
  const request = await mira.asked(question);
  await soon(() => expect(mira.got('SLACK')).toHaveLength(1));
  return { mira, request };
};
const now = async (mira: StagePerson, id: string): Promise<FeedbackRequest> =>
  (await mira.person.get(`/api/feedback-requests/${id}`)).body;
const in_ = (ms: number) => new Date(Date.now() + ms).toISOString();

describe('a snoozed question', () => {
  it('rests, and is asked again from the first rung when its time has come', async () => {
    const { mira, request } = await asked();
    const { status, body } = await mira.person.post(`/api/feedback-requests/${request.id}/snooze`, {
      until: in_(HOUR_MS),
    });
    expect([status, body.status]).toEqual([200, 'PENDING']);
    expect(Date.parse(body.snoozedUntil)).toBeGreaterThan(Date.now());
    expect((await mira.timeline(request.id)).next).toMatchObject({ why: 'snoozed' });
    await ageDatabase(stage.product.pool, HOUR_MS + 1_000);
    await soon(() => expect(mira.got('SLACK')).toHaveLength(2));
    const { items } = await mira.timeline(request.id);
    expect(items.at(-1)).toMatchObject({ channel: 'SLACK', why: 'snooze_over', purpose: 'REQUEST' });
  });

  it('takes words for the time, in the zone of its person', async () => {
    const { mira, request } = await asked();
    await mira.person.send('PUT', '/api/preferences', {
      timeZone: 'Asia/Kolkata',
      quietHours: null,
      reminderMinutes: null,
    });
    const { body } = await mira.person.post(`/api/feedback-requests/${request.id}/snooze`, { when: 'tomorrow 9:00' });
    expect(body.snoozedUntil).toMatch(/T03:30:00/);
  });

  it.each([
    ['the past', { until: '2020-01-01T00:00:00Z' }],
    ['nonsense', { when: 'the colour blue' }],
    ['the far future', { until: '2199-01-01T00:00:00Z' }],
  ])('does not take %s', async (_what, time) => {
    const { mira, request } = await asked();
    const { status, body } = await mira.person.post(`/api/feedback-requests/${request.id}/snooze`, time);
    expect([status, body.code]).toEqual([422, 'snooze_invalid']);
  });

  it('may be answered all the while', async () => {
    const { mira, request } = await asked();
    await mira.person.post(`/api/feedback-requests/${request.id}/snooze`, { until: in_(HOUR_MS) });
    expect((await mira.person.answer(request.id, { type: 'TEXT', text: 'left' })).status).toBe(200);
  });

  it('cannot sleep past its end', async () => {
    const { mira, request } = await asked({ ...QUESTION, expiresInMs: HOUR_MS, onExpiry: 'FAIL' });
    const { status } = await mira.person.post(`/api/feedback-requests/${request.id}/snooze`, {
      until: in_(2 * HOUR_MS),
    });
    expect(status).toBe(422);
  });
});

describe('a question that is handed on', () => {
  it('is asked of the other person, and only they may answer', async () => {
    const { mira, request } = await asked();
    const noa = await stage.personOn(['EMAIL', 'WEB'], HOUR_MS, 'Noa');
    const { email } = (await noa.person.get('/api/me')).body;
    const { body } = await mira.person.post(`/api/feedback-requests/${request.id}/delegate`, {
      to: email.toUpperCase(),
    });
    expect(body).toMatchObject({
      assigneeId: noa.person.id,
      delegation: { by: { name: 'Mira' }, to: { name: 'Noa' } },
    });
    await soon(() => expect(noa.got('EMAIL')).toHaveLength(1));
    // Her own card says so, and can no longer answer.
    await soon(() => expect(mira.got('SLACK').at(-1)).toMatchObject({ operation: 'update', controls: [] }));
    expect((await noa.person.get('/api/feedback-requests?status=PENDING')).body.items).toHaveLength(1);
    const mine = await mira.person.answer(request.id, { type: 'TEXT', text: 'left' });
    expect([mine.status, mine.body.detail]).toEqual([404, 'You handed this question on: it is for Noa to answer.']);
    expect((await noa.person.answer(request.id, { type: 'TEXT', text: 'right' })).status).toBe(200);
    await mira.person.runSoon(request.sessionId, 'COMPLETED');
    expect((await noa.person.get(`/api/sessions/${request.sessionId}`)).status).toBe(404);
  });

  it('stays where it is when nobody has that address', async () => {
    const { mira, request } = await asked();
    const { status, body } = await mira.person.post(`/api/feedback-requests/${request.id}/delegate`, {
      to: 'nobody@example.org',
    });
    expect([status, body.code]).toEqual([422, 'unknown_person']);
    expect((await now(mira, request.id)).assigneeId).toBe(mira.person.id);
  });

  it('has one owner, also when it is answered at that very moment (20 races)', async () => {
    const noa = await stage.personOn(['WEB'], HOUR_MS, 'Noa');
    const { email } = (await noa.person.get('/api/me')).body;
    const mira = await stage.personOn(['WEB']);
    for (let race = 0; race < 20; race++) {
      const request = await mira.asked(QUESTION);
      const [answer, handed] = await Promise.all([
        mira.person.answer(request.id, { type: 'TEXT', text: 'left' }),
        mira.person.post(`/api/feedback-requests/${request.id}/delegate`, { to: email }),
      ]);
      // Either she answered and it was too late to hand it on, or it is no longer hers.
      expect([`${answer.status} ${handed.status}`]).toEqual([expect.stringMatching(/^(200 409|404 200)$/)]);
    }
  });

  it('takes no answer of who had it, not even one that was on its way', async () => {
    const noa = await stage.personOn(['WEB'], HOUR_MS, 'Noa');
    const mira = await stage.personOn(['WEB']);
    const { id, sessionId } = await mira.asked(QUESTION);
    const client = await stage.product.pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM chat_session WHERE id = $1 FOR UPDATE', [sessionId]);
    const answer = mira.person.answer(id, { type: 'TEXT', text: 'left' });
    await soon(async () => {
      const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      expect((await stage.product.pool.query(waiting)).rowCount).toBeGreaterThan(0);
    });
    await client.query('UPDATE feedback_request SET assignee_id = $2 WHERE id = $1', [id, noa.person.id]);
    await client.query('COMMIT');
    client.release();
    expect((await answer).status).toBe(404);
    expect((await now(noa, id)).status).toBe('PENDING');
  });
});

describe('a question that reaches nobody', () => {
  const nobody = async (question: FeedbackQuestionInput) => {
    const mira = await stage.personOn(['SLACK', 'EMAIL']);
    for (const channel of [stage.slack, stage.email])
      for (const address of Object.values(mira.addresses))
        channel.faults.plan.add({ fault: { kind: 'rejected' }, times: 5, match: { address } });
    return {
      mira,
      request: await mira.asked({
        ...question,
        ladder: [
          { channel: 'SLACK', waitMs: MINUTE_MS },
          { channel: 'EMAIL', waitMs: MINUTE_MS },
        ],
      }),
    };
  };
  const letterOf = async (id: string) =>
    (await admin.get('/api/admin/dead-letters')).body.items.find((letter: { id: string }) => letter.id === id);

  it('stays in the inbox and becomes a dead letter, and an operator may try it again', async () => {
    const { mira, request } = await nobody(QUESTION);
    await soon(async () =>
      expect(await letterOf(request.id)).toMatchObject({ kind: 'request', retryable: true, person: 'Mira' }),
    );
    expect((await mira.person.pending(request.sessionId))[0]?.id).toBe(request.id);
    stage.slack.faults.plan.clear();
    expect((await admin.post(`/api/admin/dead-letters/request/${request.id}/retry`)).status).toBe(204);
    await soon(() => expect(mira.got('SLACK')).toHaveLength(1));
    expect(await letterOf(request.id)).toBeUndefined();
  });

  it('ends UNDELIVERABLE at its deadline, and its agent is told so', async () => {
    const { mira, request } = await nobody({ ...QUESTION, expiresInMs: HOUR_MS, onExpiry: 'FAIL' });
    await soon(async () => expect(await letterOf(request.id)).toBeDefined());
    await ageDatabase(stage.product.pool, HOUR_MS);
    await soon(async () => expect((await now(mira, request.id)).status).toBe('UNDELIVERABLE'));
    await mira.person.runSoon(request.sessionId, 'COMPLETED');
    const { messages } = await mira.person.view(request.sessionId);
    expect(messages.items.at(-1)?.text).toContain('undeliverable');
  });
});

describe('a reminder', () => {
  it('comes on the same thread, after the time its person chose', async () => {
    const mira = await stage.personOn(['SLACK']);
    await mira.person.send('PUT', '/api/preferences', { timeZone: 'UTC', quietHours: null, reminderMinutes: 30 });
    const request = await mira.asked({ ...QUESTION, ladder: [{ channel: 'SLACK', waitMs: MINUTE_MS }] });
    await soon(() => expect(mira.got('SLACK')).toHaveLength(1));
    await soon(async () =>
      expect((await mira.timeline(request.id)).next).toMatchObject({ why: 'reminder', channel: 'SLACK' }),
    );
    await ageDatabase(stage.product.pool, 31 * MINUTE_MS);
    await soon(() => expect(mira.got('SLACK')).toHaveLength(2));
    const [first, second] = mira.got('SLACK');
    expect(second?.threadId).toBe(first?.threadId);
    await soon(async () =>
      expect((await mira.timeline(request.id)).items.at(-1)).toMatchObject({ purpose: 'REMINDER', status: 'ACCEPTED' }),
    );
  });
});
