import pg from 'pg';
import type { Seat } from '../load/page.js';

/** `session_replication_role = replica` leaves out the triggers: the log's own would take minutes for so many rows at once. */
const FILL = `
WITH line AS (
  SELECT gen_random_uuid() AS id, n AS seq, CASE WHEN n % 2 = 0 THEN 'USER' ELSE 'AGENT' END AS role,
    'Line ' || n || ' of a long conversation about the numbers of last week and what they may mean for the next.' AS text
  FROM generate_series($2::int + 1, $2::int + $3::int) AS n
), ev AS (
  INSERT INTO session_event (session_id, seq, type, payload)
  SELECT $1, seq, 'message.created', jsonb_build_object('message', jsonb_build_object(
    'id', id, 'sessionId', $1::uuid, 'role', role, 'type', 'TEXT', 'status', 'SENT', 'text', text, 'channel', 'WEB',
    'author', 'Ada', 'runId', null, 'feedbackRequestId', null, 'createdAt', now())) FROM line
)
INSERT INTO message (id, session_id, seq, role, status, text, channel, author)
SELECT id, $1, seq, role::"MessageRole", 'SENT', text, 'WEB', 'Ada' FROM line`;

/** Gives sessions a past of `count` messages. @returns the seats, at the end of it */
export async function withHistory(databaseUrl: string, seats: readonly Seat[], count: number): Promise<Seat[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const grown: Seat[] = [];
  try {
    await client.query('SET session_replication_role = replica');
    for (const seat of seats) {
      const { sessionId, after } = seat;
      const { rows } = await client.query<{ last: number }>('SELECT last_seq AS last FROM chat_session WHERE id = $1', [
        sessionId,
      ]);
      const last = rows[0]?.last ?? after;
      await client.query(FILL, [sessionId, last, count]);
      await client.query('UPDATE chat_session SET last_seq = $2 WHERE id = $1', [sessionId, last + count]);
      grown.push({ ...seat, after: last + count });
    }
    await client.query('ANALYZE session_event, message');
  } finally {
    await client.end();
  }
  return grown;
}
