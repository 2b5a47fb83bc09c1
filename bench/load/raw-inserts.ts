import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { now } from '../lib/now.js';

const INSERT = {
  name: 'floor-insert',
  text: 'INSERT INTO message (id, session_id, author, text) VALUES ($1, $2, $3, $4)',
};
const TEXT = 'Please have a look at the numbers of last week and tell me what stands out to you. Thanks!';

/** Nothing but prepared inserts, one commit each, as fast as so many writers can. @returns inserts per second */
export async function rawInserts(input: {
  databaseUrl: string;
  sessionIds: string[];
  writers: number;
  seconds: number;
}): Promise<number> {
  const pool = new pg.Pool({ connectionString: input.databaseUrl, max: input.writers });
  try {
    const from = now() + 500;
    const until = from + input.seconds * 1_000;
    let count = 0;
    const write = async () => {
      for (let index = 0; now() < until; index++) {
        const sessionId = input.sessionIds[index % input.sessionIds.length];
        await pool.query({ ...INSERT, values: [randomUUID(), sessionId, 'Ada', TEXT] });
        if (now() >= from) count++;
      }
    };
    await Promise.all(Array.from({ length: input.writers }, write));
    return count / input.seconds;
  } finally {
    await pool.end();
  }
}
