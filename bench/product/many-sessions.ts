import pg from 'pg';
import type { Seat } from '../load/page.js';

/** Sessions of the same people and for the same agent, far more than one would make one by one. @returns their seats, those given first */
export async function withManySessions(databaseUrl: string, seats: readonly Seat[], count: number): Promise<Seat[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const each = Math.ceil(count / seats.length) - 1;
    const { rows } = await client.query<{ id: string; of: string }>(
      `INSERT INTO chat_session (id, owner_id, agent, title)
       SELECT gen_random_uuid(), s.owner_id, s.agent, 'Bench ' || n FROM chat_session s, generate_series(1, $2::int) AS n WHERE s.id = ANY ($1)
       RETURNING id, owner_id AS of`,
      [seats.map(({ sessionId }) => sessionId), each],
    );
    await client.query('ANALYZE chat_session');
    const owners = await client.query<{ id: string; owner: string }>(
      'SELECT id, owner_id AS owner FROM chat_session WHERE id = ANY ($1)',
      [seats.map(({ sessionId }) => sessionId)],
    );
    const ownerOf = new Map(owners.rows.map(({ id, owner }) => [id, owner]));
    const seatOf = new Map(seats.map((seat) => [ownerOf.get(seat.sessionId), seat]));
    const more = rows.map(({ id, of }) => ({ ...seatOf.get(of)!, sessionId: id, after: 0 }));
    return [...seats, ...more].slice(0, count);
  } finally {
    await client.end();
  }
}
