import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/index.js';

/**
 * The database alone holds the invariants (reliability.md I2, I3, I10, I20): plain SQL, nothing of the application.
 * Every refusal is looked for by its SQLSTATE, so that a typing error in a statement cannot pass for one.
 */
const CHECK = '23514';
const UNIQUE = '23505';
const FOREIGN_KEY = '23503';

let database: TestDatabase;
let pool: pg.Pool;
let session: string;
let user: string;

const sql = (text: string, ...values: unknown[]) => pool.query(text, values);
const refused = async (code: string, text: string, ...values: unknown[]) =>
  expect(
    await sql(text, ...values).then(
      () => 'accepted',
      (error) => error.code,
    ),
    text,
  ).toBe(code);

const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
  const full: Record<string, unknown> = { id: randomUUID(), ...row };
  const names = Object.keys(full);
  const places = names.map((_name, index) => `$${index + 1}`);
  await sql(`INSERT INTO ${table} (${names}) VALUES (${places})`, ...Object.values(full));
  return full.id as string;
};
const newUser = () => insert('app_user', { email: `${randomUUID()}@example.org`, name: 'Mira', password_hash: 'x' });
const newSession = () => insert('chat_session', { owner_id: user, agent: 'a', title: '' });
const newEvent = () => sql(`INSERT INTO session_event (session_id, type, payload) VALUES ($1, 'x', '{}')`, session);
const newRun = (row: object = {}) => insert('agent_run', { session_id: session, agent: 'a', ...row });
const newStep = (run: string, row: object = {}) =>
  insert('agent_step', {
    run_id: run,
    key: randomUUID(),
    name: 's',
    kind: 'STEP',
    status: 'RUNNING',
    position: 0,
    ...row,
  });
const newMessage = (row: object = {}) =>
  insert('message', {
    ...{ session_id: session, seq: 1, role: 'AGENT', status: 'SENT', text: 'hello', channel: 'WEB', author: 'a' },
    ...row,
  });
const newRequest = async (row: object = {}) =>
  insert('feedback_request', {
    ...{ session_id: session, run_id: await newRun({ session_id: await newSession() }), step_key: randomUUID() },
    ...{ agent: 'a', assignee_id: user, type: 'TEXT', question: '{}', ...row },
  });
const ofRequest = async () => ({ session_id: session, request_id: await newRequest() });
const RESPONSE = `INSERT INTO feedback_response (id, request_id, user_id, outcome, channel, raw, answer, text)
  VALUES (gen_random_uuid(), $1, $2, $3::"ResponseOutcome", 'WEB', 'yes', '{}', 'yes')`;
const respond = (request: string, outcome: string) => sql(RESPONSE, request, user, outcome);
const settle = (request: string, status: string) =>
  sql(`UPDATE feedback_request SET status = $2::"FeedbackStatus", settled_at = now() WHERE id = $1`, request, status);
const answer = async (request: string) => {
  await sql(
    `WITH r AS (UPDATE feedback_request SET status = 'ANSWERED', settled_at = now() WHERE id = $1)
     INSERT INTO feedback_response (id, request_id, user_id, outcome, channel, raw, answer, text)
     VALUES (gen_random_uuid(), $1, $2, 'APPLIED', 'WEB', 'yes', '{}', 'yes')`,
    request,
    user,
  );
};
const seqs = async () =>
  (await sql('SELECT seq FROM session_event WHERE session_id = $1 ORDER BY seq', session)).rows.map((row) => row.seq);
const upTo = (n: number) => Array.from({ length: n }, (_value, index) => index + 1);

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 20 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  user = await newUser();
  session = await newSession();
});

describe('the session log (I10)', () => {
  it('numbers events itself: the caller cannot choose', async () => {
    await newEvent();
    for (const seq of [1, 7, 0, -3]) {
      const text = `INSERT INTO session_event (session_id, seq, type, payload) VALUES ($1, $2, 'x', '{}')`;
      await sql(text, session, seq);
    }
    expect(await seqs()).toEqual(upTo(5));
  });

  const EVENT = `INSERT INTO session_event (session_id, type, payload) VALUES ($1, 'x', '{}')`;
  const inTransaction = async (end: 'COMMIT' | 'ROLLBACK') => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(EVENT, [session]);
      await client.query(end);
    } finally {
      await client.query('ROLLBACK'); // also after a failure, so that the next one gets it clean
      client.release();
    }
  };

  it('gives the number of a rolled back event to the next one', async () => {
    await newEvent();
    await inTransaction('ROLLBACK');
    await newEvent();
    expect(await seqs()).toEqual([1, 2]);
  });

  it('gives 20 parallel writers 1..n, whatever some of them take back', async () => {
    const writer = async (index: number) => {
      for (let round = 0; round < 10; round++) await inTransaction((index + round) % 4 ? 'COMMIT' : 'ROLLBACK');
    };
    await Promise.all(upTo(20).map(writer));
    expect(await seqs()).toEqual(upTo(150));
    const { rows } = await sql('SELECT last_seq FROM chat_session WHERE id = $1', session);
    expect(rows[0].last_seq).toBe(150);
  });

  it('numbers several events of one statement in their order', async () => {
    await sql(
      `INSERT INTO session_event (session_id, type, payload) SELECT $1, 'x', to_jsonb(n) FROM generate_series(1, 50) n`,
      session,
    );
    const { rows } = await sql('SELECT seq, payload AS n FROM session_event WHERE session_id = $1', session);
    for (const row of rows) expect(row.seq).toBe(row.n);
  });

  it('is append-only', async () => {
    await newEvent();
    await newEvent();
    await refused(CHECK, `UPDATE session_event SET payload = '{"x":1}' WHERE session_id = $1`, session);
    await refused(CHECK, 'UPDATE session_event SET seq = seq + 10 WHERE session_id = $1', session);
    await refused(CHECK, 'DELETE FROM session_event WHERE session_id = $1 AND seq = 2', session);
    expect(await seqs()).toEqual([1, 2]);
  });

  it('lets nobody move the counter by hand', async () => {
    await newEvent();
    for (const seq of [0, 2, 100])
      await refused(CHECK, 'UPDATE chat_session SET last_seq = $2 WHERE id = $1', session, seq);
    const columns = { owner_id: user, agent: 'a', title: '', last_seq: 5 };
    await expect(insert('chat_session', columns)).rejects.toMatchObject({ code: CHECK });
    await sql(`UPDATE chat_session SET title = 'new name' WHERE id = $1`, session);
  });

  it('takes no event for a session that is not there', async () => {
    session = randomUUID();
    await expect(newEvent()).rejects.toMatchObject({ code: FOREIGN_KEY });
  });

  it('goes with its session as a whole', async () => {
    await newEvent();
    await newMessage();
    await answer(await newRequest());
    await sql('DELETE FROM chat_session WHERE owner_id = $1', user);
    expect(await seqs()).toEqual([]);
  });
});

describe('a terminal row (I2)', () => {
  const final = async (table: string, id: string, change: string) => {
    await refused(CHECK, `UPDATE ${table} SET ${change} WHERE id = $1`, id);
    await refused(CHECK, `DELETE FROM ${table} WHERE id = $1`, id);
  };

  it('of a request never changes', async () => {
    for (const status of ['EXPIRED', 'CANCELLED', 'UNDELIVERABLE']) {
      const request = await newRequest();
      await settle(request, status);
      await final('feedback_request', request, `status = 'PENDING', settled_at = NULL`);
      await refused(CHECK, `UPDATE feedback_request SET reason = 'because' WHERE id = $1`, request);
    }
    const request = await newRequest();
    await answer(request);
    await final('feedback_request', request, `status = 'CANCELLED'`);
  });

  it('of a response never changes', async () => {
    const request = await newRequest();
    await answer(request);
    await respond(request, 'SUPERSEDED');
    const { rows } = await sql('SELECT id FROM feedback_response WHERE request_id = $1', request);
    for (const { id } of rows) await final('feedback_response', id, `text = 'no'`);
  });

  it('of a run never changes', async () => {
    for (const status of ['COMPLETED', 'FAILED', 'CANCELLED']) {
      const run = await newRun({ status, ended_at: new Date() });
      await final('agent_run', run, `status = 'RUNNING', ended_at = NULL`);
      await refused(CHECK, `UPDATE agent_run SET error = 'x' WHERE id = $1`, run);
    }
  });

  it('of a step never changes', async () => {
    const run = await newRun();
    for (const status of ['COMPLETED', 'FAILED']) {
      const step = await newStep(run, { status, ended_at: new Date() });
      await final('agent_step', step, `status = 'RUNNING'`);
      await refused(CHECK, `UPDATE agent_step SET result = '1' WHERE id = $1`, step);
    }
  });

  it('of a message never changes', async () => {
    for (const [index, status] of ['SENT', 'FAILED'].entries()) {
      const message = await newMessage({ status, seq: index + 1 });
      await final('message', message, `text = 'something else'`);
      await refused(CHECK, `UPDATE message SET status = 'STREAMING' WHERE id = $1`, message);
    }
  });

  it('of a delivery attempt never changes', async () => {
    const channel = await insert('communication_channel', { user_id: user, type: 'WEB', address: user });
    for (const status of ['ACCEPTED', 'FAILED', 'UNKNOWN', 'SKIPPED']) {
      const row = { ...(await ofRequest()), channel_id: channel, status, ended_at: new Date() };
      await final('delivery_attempt', await insert('delivery_attempt', row), `status = 'PENDING'`);
    }
  });

  it('has an end, and only it has', async () => {
    const request = await newRequest();
    await refused(CHECK, `UPDATE feedback_request SET status = 'EXPIRED' WHERE id = $1`, request);
    await refused(CHECK, 'UPDATE feedback_request SET settled_at = now() WHERE id = $1', request);
    const run = await newRun();
    await refused(CHECK, `UPDATE agent_run SET status = 'FAILED' WHERE id = $1`, run);
    await refused(CHECK, 'UPDATE agent_run SET ended_at = now() WHERE id = $1', run);
  });
});

describe('a question (I3)', () => {
  it('begins open', async () => {
    for (const status of ['ANSWERED', 'EXPIRED', 'CANCELLED', 'UNDELIVERABLE'])
      await expect(newRequest({ status, settled_at: new Date() })).rejects.toMatchObject({ code: CHECK });
  });

  it('has one applied response at most', async () => {
    const request = await newRequest();
    await answer(request);
    await refused(UNIQUE, RESPONSE, request, user, 'APPLIED');
    await respond(request, 'SUPERSEDED');
    await respond(request, 'LATE');
  });

  it('is not ANSWERED without an applied response', async () => {
    const request = await newRequest();
    await expect(settle(request, 'ANSWERED')).rejects.toMatchObject({ code: CHECK });
    await respond(request, 'LATE');
    await expect(settle(request, 'ANSWERED')).rejects.toMatchObject({ code: CHECK });
  });

  it('has no applied response without being ANSWERED', async () => {
    for (const status of ['PENDING', 'EXPIRED', 'CANCELLED', 'UNDELIVERABLE']) {
      const request = await newRequest();
      if (status !== 'PENDING') await settle(request, status);
      await refused(CHECK, RESPONSE, request, user, 'APPLIED');
    }
  });

  it('is judged at the commit, so either may be written first', async () => {
    const request = await newRequest();
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(RESPONSE, [request, user, 'APPLIED']);
      await client.query(`UPDATE feedback_request SET status = 'EXPIRED', settled_at = now() WHERE id = $1`, [request]);
      await expect(client.query('COMMIT')).rejects.toMatchObject({ code: CHECK });
    } finally {
      client.release();
    }
    await answer(request);
  });

  it('is bound to a hash exactly when it is an approval (FB-11)', async () => {
    await expect(newRequest({ type: 'APPROVAL' })).rejects.toMatchObject({ code: CHECK });
    await expect(newRequest({ type: 'TEXT', binding_hash: 'ab' })).rejects.toMatchObject({ code: CHECK });
    await newRequest({ type: 'APPROVAL', binding_hash: 'ab' });
  });

  it('is asked once per step', async () => {
    const run = await newRun();
    await newRequest({ run_id: run, step_key: 'ask#1' });
    await expect(newRequest({ run_id: run, step_key: 'ask#1' })).rejects.toMatchObject({ code: UNIQUE });
  });
});

describe('one of a kind (I20)', () => {
  it('one active run per session', async () => {
    const active = ['QUEUED', 'RUNNING', 'WAITING_FOR_FEEDBACK'];
    for (const first of active) {
      session = await newSession();
      await newRun({ status: first });
      for (const second of active) await expect(newRun({ status: second })).rejects.toMatchObject({ code: UNIQUE });
      await newRun({ status: 'COMPLETED', ended_at: new Date() });
    }
  });

  it('one step per key of a run', async () => {
    const run = await newRun();
    await newStep(run, { key: 'a#1' });
    await expect(newStep(run, { key: 'a#1' })).rejects.toMatchObject({ code: UNIQUE });
  });

  it('one message per place in the log', async () => {
    await newMessage({ seq: 3 });
    await expect(newMessage({ seq: 3 })).rejects.toMatchObject({ code: UNIQUE });
  });

  it('one inbound receipt per source and external id', async () => {
    const receipt = { source: 'SLACK', external_id: `Ev${randomUUID()}`, raw: '{}' };
    await insert('inbound_receipt', receipt);
    await expect(insert('inbound_receipt', receipt)).rejects.toMatchObject({ code: UNIQUE });
    await insert('inbound_receipt', { ...receipt, source: 'EMAIL' });
  });

  it('one delivery attempt under way per climb, numbered in their order', async () => {
    const channel = await insert('communication_channel', { user_id: user, type: 'WEB', address: user });
    const attempt = { ...(await ofRequest()), channel_id: channel };
    await insert('delivery_attempt', attempt);
    await expect(insert('delivery_attempt', attempt)).rejects.toMatchObject({ code: UNIQUE });
    await insert('delivery_attempt', { ...attempt, climb: 1 });
    await sql(
      `UPDATE delivery_attempt SET status = 'FAILED', ended_at = now() WHERE request_id = $1`,
      attempt.request_id,
    );
    await insert('delivery_attempt', attempt);
    const { rows } = await sql(
      'SELECT attempt_no FROM delivery_attempt WHERE request_id = $1 ORDER BY 1',
      attempt.request_id,
    );
    expect(rows).toEqual([{ attempt_no: 1 }, { attempt_no: 2 }, { attempt_no: 3 }]);
  });

  it('an attempt that has its result has its end, and only then', async () => {
    const channel = await insert('communication_channel', { user_id: user, type: 'WEB', address: user });
    const attempt = { ...(await ofRequest()), channel_id: channel };
    for (const status of ['ACCEPTED', 'FAILED', 'SKIPPED'])
      await expect(insert('delivery_attempt', { ...attempt, status })).rejects.toMatchObject({ code: CHECK });
    await expect(insert('delivery_attempt', { ...attempt, ended_at: new Date() })).rejects.toMatchObject({
      code: CHECK,
    });
    await expect(insert('delivery_attempt', { ...attempt, status: 'SENDING' })).rejects.toMatchObject({ code: CHECK });
    await expect(insert('delivery_attempt', { ...attempt, purpose: 'UPDATE' })).rejects.toMatchObject({ code: CHECK });
    await expect(insert('delivery_attempt', { ...attempt, purpose: 'NOTE' })).rejects.toMatchObject({ code: CHECK });
  });

  it('one person per address of a channel, one integration per mailbox or workspace, one token per secret', async () => {
    const other = await newUser();
    const channel = { type: 'EMAIL', address: `${randomUUID()}@example.org` };
    await insert('communication_channel', { ...channel, user_id: user });
    for (const person of [user, other])
      await expect(insert('communication_channel', { ...channel, user_id: person })).rejects.toMatchObject({
        code: UNIQUE,
      });
    const workspace = { type: 'SLACK', external_id: randomUUID(), name: 'w', updated_at: new Date() };
    await insert('integration', workspace);
    await expect(insert('integration', workspace)).rejects.toMatchObject({ code: UNIQUE });
    const token = { name: 't', hash: Buffer.from(randomUUID()) };
    await insert('access_token', { ...token, user_id: user });
    await expect(insert('access_token', { ...token, user_id: other })).rejects.toMatchObject({ code: UNIQUE });
  });

  it('one account per address, whatever its case', async () => {
    const account = { email: `${randomUUID()}@example.org`, name: 'M', password_hash: 'x' };
    await insert('app_user', account);
    await expect(insert('app_user', account)).rejects.toMatchObject({ code: UNIQUE });
    await expect(insert('app_user', { ...account, email: 'UP@example.org' })).rejects.toMatchObject({ code: CHECK });
  });
});
