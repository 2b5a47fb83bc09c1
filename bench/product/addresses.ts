import pg from 'pg';
import type { Seat } from '../load/page.js';

/** So long that no question moves on by itself. */
const WAIT_MS = 3_600_000;

const ADDRESSES = `
INSERT INTO communication_channel (id, user_id, type, address, status, position, wait_ms, verified_at)
SELECT gen_random_uuid(), owner_id, type::"ChannelType", lower(type) || '-' || owner_id, 'ACTIVE', position, $2, now()
FROM (SELECT DISTINCT owner_id FROM chat_session WHERE id = ANY ($1)) owners,
  (VALUES ('SLACK', 0), ('EMAIL', 1)) AS own (type, position)
WHERE NOT EXISTS (SELECT 1 FROM communication_channel c WHERE c.user_id = owner_id AND c.type::text = own.type)`;

/** People who can be reached on Slack, by email and in the web app, in this order, and sessions that go on in Slack. */
export async function withAddresses(databaseUrl: string, seats: readonly Seat[]): Promise<Seat[]> {
  const ids = seats.map(({ sessionId }) => sessionId);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(ADDRESSES, [ids, WAIT_MS]);
    await client.query(
      `UPDATE communication_channel SET position = 2, wait_ms = $2 WHERE type = 'WEB'
         AND user_id IN (SELECT owner_id FROM chat_session WHERE id = ANY ($1))`,
      [ids, WAIT_MS],
    );
    await client.query(`UPDATE chat_session SET preferred_channel = 'SLACK' WHERE id = ANY ($1)`, [ids]);
  } finally {
    await client.end();
  }
  return [...seats];
}
