import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './support/index.js';

/** What events do to their session's row, and it to them, in plain SQL. */
const CHECK = '23514';

let database: TestDatabase;
let pool: pg.Pool;
let user: string;
let session: string;

const addEvent = (type: string, db: Pick<pg.Pool, 'query'> = pool) =>
  db.query(`INSERT INTO session_event (session_id, type, payload) VALUES ($1, $2, '{}')`, [session, type]);
const value = async (sql: string) => (await pool.query(sql, [session])).rows[0].value;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  user = randomUUID();
  await pool.query(`INSERT INTO app_user (id, email, name, password_hash) VALUES ($1, 'a@example.org', 'A', 'x')`, [
    user,
  ]);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  session = randomUUID();
  await pool.query(`INSERT INTO chat_session (id, owner_id, agent, title) VALUES ($1, $2, 'a', '')`, [session, user]);
});

describe('a session and its log, which no foreign key ties together', () => {
  it('has an id that stays', async () => {
    await addEvent('x');
    await expect(
      pool.query('UPDATE chat_session SET id = $2 WHERE id = $1', [session, randomUUID()]),
    ).rejects.toMatchObject({ code: CHECK });
    await pool.query('UPDATE chat_session SET id = id WHERE id = $1', [session]);
  });

  it('is not deleted under an event that is being written, and takes it along', async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await addEvent('x', client);
    const deleted = pool.query('DELETE FROM chat_session WHERE id = $1', [session]);
    const first = await Promise.race([deleted.then(() => 'deleted'), value('SELECT pg_sleep(0.3), $1::uuid AS value')]);
    expect(first).toBe(session);
    await client.query('COMMIT');
    client.release();
    expect((await deleted).rowCount).toBe(1);
    expect(await value('SELECT count(*)::int AS value FROM session_event WHERE session_id = $1')).toBe(0);
  });

  it('takes no event once its deletion is under way', async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('DELETE FROM chat_session WHERE id = $1', [session]);
    const refused = expect(addEvent('x')).rejects.toMatchObject({ code: '23503' });
    await client.query('SELECT pg_sleep(0.1)');
    await client.query('COMMIT');
    client.release();
    await refused;
  });
});

describe('the time by which a person’s sessions are in order', () => {
  /** In one transaction, which has one time: how far it lies back after an event, in seconds. */
  const after = async (type: string, ago: string): Promise<number> => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('UPDATE chat_session SET updated_at = now() - $2::interval WHERE id = $1', [session, ago]);
      await addEvent(type, client);
      const { rows } = await client.query(
        'SELECT round(extract(epoch FROM now() - updated_at), 1)::float8 AS ago FROM chat_session WHERE id = $1',
        [session],
      );
      return rows[0].ago;
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  };

  it('moves at once with words', async () => {
    expect(await after('message.created', '0.5 s')).toBe(0);
  });

  it('moves with anything else at most once a second', async () => {
    expect(await after('step.started', '0.5 s')).toBe(0.5);
    expect(await after('step.started', '1.5 s')).toBe(0);
  });

  it('does not stay where a clock that ran ahead has put it', async () => {
    expect(await after('step.started', '-1 hour')).toBe(0);
  });
});
