import { writeFileSync } from 'node:fs';
import type pg from 'pg';
import { MEMBER } from './case-mail.js';
import { faultsFile, OUTSIDE } from './files.js';
import type { Person } from './person.js';
import type { PersonRung, Scenario } from './scenarios/index.js';

const HOUR_MS = 3_600_000;

/** Verified addresses, as if the person had proven them long ago. The web comes last unless the ladder says otherwise. */
const giveChannels = async (
  pool: pg.Pool,
  { email }: Person,
  ladder: readonly PersonRung[],
  mailbox?: string,
): Promise<void> => {
  const own = `(SELECT id FROM app_user WHERE email = $1)`;
  for (const [position, { channel, waitMs = HOUR_MS }] of ladder.entries()) {
    if (channel === 'WEB') {
      const sql = `UPDATE communication_channel SET position = $2, wait_ms = $3 WHERE user_id = ${own} AND type = 'WEB'`;
      await pool.query(sql, [email, position, waitMs]);
      continue;
    }
    await pool.query(
      `INSERT INTO communication_channel (id, user_id, type, address, status, position, wait_ms, verified_at)
       VALUES (gen_random_uuid(), ${own}, $2::"ChannelType", $3, 'ACTIVE', $4, $5, now())`,
      [email, channel, (channel === 'EMAIL' && mailbox) || `${channel.toLowerCase()}-of-${email}`, position, waitMs],
    );
  }
};

/** Who can be reached where, and how the channels will misbehave. */
export const setTheStage = async (
  pool: pg.Pool,
  folder: string,
  { ladder, otherLadder, faults = {}, mail }: Scenario,
  { person, other, sessionId }: { person: Person; other: Person; sessionId: string | null },
): Promise<void> => {
  for (const channel of OUTSIDE) {
    const rules = faults[channel];
    if (rules) writeFileSync(faultsFile(folder, channel), JSON.stringify(rules));
  }
  if (otherLadder) await giveChannels(pool, other, otherLadder);
  if (!ladder) return;
  await giveChannels(pool, person, ladder, mail && MEMBER);
  await pool.query(`UPDATE chat_session SET preferred_channel = $2::"PreferredChannel" WHERE id = $1`, [
    sessionId,
    ladder[0]?.channel,
  ]);
};

/** What a queue store is after it was emptied: there, with nothing in it. */
export const emptyQueue = async (pool: pg.Pool): Promise<void> => {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename <> 'migration'`,
  );
  if (!rows.length) throw new Error('There is no queue to empty.');
  await pool.query(`TRUNCATE ${rows.map(({ name }) => name).join(', ')}`);
};
