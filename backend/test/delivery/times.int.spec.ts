import type { FeedbackRequest } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ageDatabase, DeliveryStage, type StagePerson } from '../support/delivery/index.js';
import { type Person, soon } from '../support/product/index.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const QUESTION = { type: 'TEXT', question: 'Which way?' } as const;
const PARKED = { ...QUESTION, onExpiry: 'PARK', expiresInMs: 30 * MINUTE } as const;

let stage: DeliveryStage;
let admin: Person;
beforeAll(async () => {
  stage = await DeliveryStage.start();
  admin = await stage.product.signUp('Ada');
});
afterAll(() => stage.close());

const pass = (ms: number) => ageDatabase(stage.product.pool, ms);
const sql = (text: string, values: unknown[]) => stage.product.pool.query(text, values);
const attempts = async (mira: StagePerson, { id }: FeedbackRequest) =>
  (await mira.timeline(id)).items.map(({ channel, purpose, status, why }) => `${channel} ${purpose} ${status} ${why}`);
/** Until nothing is under way, and the ladder was looked at by everything that has passed. */
const rest = (request: FeedbackRequest) =>
  soon(async () => {
    const { rows } = await sql(
      `SELECT next_rung_at > now() OR next_rung_at IS NULL AS looked, NOT EXISTS (SELECT 1 FROM delivery_attempt
         WHERE request_id = f.id AND ended_at IS NULL) AS ended FROM feedback_request f WHERE id = $1`,
      [request.id],
    );
    expect(rows).toEqual([{ looked: true, ended: true }]);
  });
const contact = (mira: StagePerson, change: { reminderMinutes?: number; quiet?: boolean }) => {
  const clock = (ms: number) => new Date(Date.now() + ms).toISOString().slice(11, 16);
  const [from, to] = change.quiet ? [clock(-HOUR), clock(2 * HOUR)] : [null, null];
  return sql(
    `INSERT INTO contact_preference (user_id, time_zone, quiet_from, quiet_to, reminder_minutes) VALUES ($1, 'UTC', $2, $3, $4)`,
    [mira.person.id, from, to, change.reminderMinutes ?? null],
  );
};

describe('a question that waits', () => {
  it('counts its attempts by their number: the clocks of two processes need not agree', async () => {
    const mira = await stage.personOn(['SLACK', 'EMAIL', 'WEB'], HOUR);
    const request = await mira.asked(QUESTION);
    await rest(request);
    const client = await stage.product.pool.connect();
    await client.query('SET session_replication_role = replica');
    await client.query(
      `UPDATE delivery_attempt SET id = 'ffffffff-ffff-7fff-bfff-ffffffffffff' WHERE request_id = $1`,
      [request.id],
    );
    await client.query('RESET session_replication_role');
    client.release();
    await pass(HOUR);
    await soon(() => expect(mira.got('EMAIL')).toHaveLength(1));
    await rest(request);
    expect(await attempts(mira, request)).toEqual([
      'SLACK REQUEST ACCEPTED preferred',
      'EMAIL REQUEST ACCEPTED after_silence',
    ]);
  });

  it('in quiet hours after a switch goes no further', async () => {
    const mira = await stage.personOn(['SLACK', 'EMAIL', 'WEB'], HOUR);
    await contact(mira, { quiet: true, reminderMinutes: 10 });
    const request = await mira.asked(QUESTION, 'WEB');
    await mira.switchTo(request.sessionId, 'SLACK');
    await soon(() => expect(mira.got('SLACK')).toHaveLength(1));
    await rest(request);
    await pass(HOUR);
    await rest(request);
    expect(mira.got('EMAIL')).toHaveLength(0);
    expect((await mira.timeline(request.id)).next).toMatchObject({ why: 'quiet_hours' });
  });
});

describe('a provider that wants a pause', () => {
  it('gets the whole of it', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB'], HOUR);
    const match = { address: mira.addresses.SLACK };
    stage.slack.faults.plan.add({ fault: { kind: 'rate_limited', retryAfterMs: 1_200 }, times: 1, match });
    const request = await mira.asked(QUESTION);
    await soon(() => expect(mira.got('SLACK')).toHaveLength(1));
    const { rows } = await sql(
      `SELECT n.due_at >= a.retry_at AS due, n.started_at >= a.retry_at AS started FROM delivery_attempt a
         JOIN delivery_attempt n ON n.request_id = a.request_id AND n.attempt_no = a.attempt_no + 1
       WHERE a.request_id = $1 AND a.error_kind = 'rate_limited'`,
      [request.id],
    );
    expect(rows).toEqual([{ due: true, started: true }]);
  });
});

describe('past its deadline a parked question', () => {
  it('waits quietly: no rung, no reminder, no switch; an answer is welcome', async () => {
    const mira = await stage.personOn(['SLACK', 'EMAIL', 'WEB'], HOUR);
    await contact(mira, { reminderMinutes: 10 });
    const request = await mira.asked(PARKED);
    await rest(request);
    await pass(3 * HOUR);
    await rest(request);
    expect((await mira.switchTo(request.sessionId, 'EMAIL')).body.moved).toBe(0);
    await rest(request);
    expect(await attempts(mira, request)).toEqual(['SLACK REQUEST ACCEPTED preferred']);
    expect((await mira.timeline(request.id)).next).toBeNull();
    expect((await mira.person.answer(request.id, { type: 'TEXT', text: 'left' })).status).toBe(200);
  });

  it('is not sent though an attempt had been planned', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB'], HOUR);
    const match = { address: mira.addresses.SLACK };
    stage.slack.faults.plan.add({ fault: { kind: 'rate_limited', retryAfterMs: 10 * MINUTE }, times: 1, match });
    const request = await mira.asked(PARKED);
    await soon(async () => expect(await attempts(mira, request)).toHaveLength(2));
    await pass(HOUR);
    await rest(request);
    expect(await attempts(mira, request)).toEqual(['SLACK REQUEST FAILED preferred', 'SLACK REQUEST SKIPPED retry']);
    expect(mira.got('SLACK')).toHaveLength(0);
  });
});

describe('a question that reached nobody outside', () => {
  it('is shown to operators, also when the channel that failed is gone', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB'], HOUR);
    await contact(mira, { reminderMinutes: 10 });
    stage.slack.faults.plan.add({ fault: { kind: 'not_found' }, times: 1, match: { address: mira.addresses.SLACK } });
    const request = await mira.asked(QUESTION);
    await rest(request);
    const letters = async () =>
      (await admin.get<{ items: { id: string }[] }>('/api/admin/dead-letters')).body.items.filter(
        ({ id }) => id === request.id,
      );
    for (let reminder = 0; reminder < 11; reminder++) {
      await pass(10 * MINUTE);
      await rest(request);
    }
    expect(await attempts(mira, request)).toHaveLength(12);
    await soon(async () => expect(await letters()).toHaveLength(1));
  });
});
