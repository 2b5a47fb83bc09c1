import pg from 'pg';
import type { Seat } from '../load/page.js';

/** A copy of a row with these columns changed, whatever other columns its table has. */
const copy = (table: string, from: string, changes: string) =>
  `INSERT INTO ${table} SELECT new.* FROM ${table} t CROSS JOIN fresh
     CROSS JOIN LATERAL jsonb_populate_record(t, jsonb_build_object(${changes})) AS new WHERE ${from}`;

const COPIES = [
  copy('chat_session', 't.id = $1', `'id', fresh.session_id`),
  copy('agent_run', 't.session_id = $1', `'id', fresh.run_id, 'session_id', fresh.session_id`),
  copy('agent_step', 't.run_id = $2', `'id', fresh.step_id, 'run_id', fresh.run_id`),
  copy('agent_state', 't.session_id = $1', `'session_id', fresh.session_id, 'run_id', fresh.run_id`),
  copy(
    'feedback_request',
    't.run_id = $2',
    `'id', fresh.request_id, 'session_id', fresh.session_id, 'run_id', fresh.run_id, 'next_rung_at', now() + interval '1 day', 'expires_at', now() + interval '1 day'`,
  ),
  copy('message', `t.session_id = $1 AND t.role = 'USER'`, `'id', gen_random_uuid(), 'session_id', fresh.session_id`),
  copy(
    'message',
    `t.session_id = $1 AND t.role = 'AGENT'`,
    `'id', gen_random_uuid(), 'session_id', fresh.session_id, 'run_id', fresh.run_id, 'feedback_request_id', fresh.request_id`,
  ),
  copy(
    'delivery_attempt',
    't.session_id = $1',
    `'id', gen_random_uuid(), 'session_id', fresh.session_id, 'request_id', fresh.request_id`,
  ),
  copy('session_event', 't.session_id = $1', `'session_id', fresh.session_id`),
];
const TABLES =
  'chat_session, agent_run, agent_step, agent_state, feedback_request, message, delivery_attempt, session_event';

/** As many sessions like this one, each with its question pending: due neither now nor soon. */
export async function withPending(databaseUrl: string, { sessionId }: Seat, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM agent_run WHERE session_id = $1', [sessionId]);
    // The triggers of the log and of the locks would take minutes for so many.
    await client.query('SET session_replication_role = replica');
    await client.query(
      `CREATE TEMP TABLE fresh AS SELECT gen_random_uuid() AS session_id, gen_random_uuid() AS run_id, gen_random_uuid() AS step_id,
         gen_random_uuid() AS request_id FROM generate_series(1, $1::int)`,
      [count],
    );
    for (const text of COPIES) {
      const values = text.includes('$2') ? [rows[0]?.id] : [sessionId];
      await client.query(text.replace('$2', '$1'), values);
    }
    await client.query(`ANALYZE ${TABLES}`);
  } finally {
    await client.end();
  }
}
