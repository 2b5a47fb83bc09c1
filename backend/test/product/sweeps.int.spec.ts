import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeliveryStage } from '../support/delivery/index.js';
import { soon } from '../support/product/index.js';

const QUESTION = { type: 'TEXT', question: 'Which way?' } as const;
const HOUR = 3_600_000;

let stage: DeliveryStage;
beforeAll(async () => {
  stage = await DeliveryStage.start();
});
afterAll(() => stage.close());

const sql = async (text: string, values: unknown[] = []) => (await stage.product.pool.query(text, values)).rows;

describe('the sweeps', () => {
  it('reach healthy ladders though a hundred others cannot be planned', async () => {
    const bad = await stage.personOn(['WEB', 'SLACK'], HOUR);
    const request = await bad.asked(QUESTION, 'WEB');
    await sql(
      `INSERT INTO contact_preference (user_id, time_zone, quiet_from, quiet_to) VALUES ($1, 'Nowhere/Land', '01:00', '02:00')`,
      [bad.person.id],
    );
    const [{ columns }] = await sql(
      `SELECT string_agg(quote_ident(column_name), ',') AS columns FROM information_schema.columns
       WHERE table_name = 'feedback_request' AND column_name NOT IN ('id', 'step_key', 'next_rung_at')`,
    );
    await sql(
      `INSERT INTO feedback_request (id, step_key, next_rung_at, ${columns})
       SELECT gen_random_uuid(), 'x' || g, now() - interval '1 day', ${columns} FROM feedback_request, generate_series(1, 100) g WHERE id = $1`,
      [request.id],
    );
    const good = await stage.personOn(['WEB', 'SLACK'], 300);
    await good.asked(QUESTION, 'WEB');
    await soon(() => expect(good.got('SLACK')).toHaveLength(1));
    await sql(`UPDATE feedback_request SET next_rung_at = NULL WHERE assignee_id = $1`, [bad.person.id]);
  });

  it('leave work of a channel that is not connected where it is, until it is', async () => {
    const id = randomUUID();
    await sql(
      `INSERT INTO outbox_job (id, kind, payload) VALUES ($1, 'read-mail', jsonb_build_object('mailId', $1::uuid))`,
      [id],
    );
    const mira = await stage.personOn(['WEB']);
    await mira.asked(QUESTION, 'WEB');
    await pause(1_500);
    expect(await sql('SELECT tries, dead_at FROM outbox_job WHERE id = $1', [id])).toEqual([
      { tries: 0, dead_at: null },
    ]);
    await sql('DELETE FROM outbox_job WHERE id = $1', [id]);
  });

  it('take up an attempt that an older version had begun without a lease', async () => {
    const mira = await stage.personOn(['WEB']);
    const request = await mira.asked(QUESTION, 'WEB');
    const client = await stage.product.pool.connect();
    const leased = `CHECK (status::text <> 'SENDING' OR lease_until IS NOT NULL) NOT VALID`;
    await client.query(`SET session_replication_role = replica;
      ALTER TABLE delivery_attempt DROP CONSTRAINT delivery_attempt_leased;
      UPDATE delivery_attempt SET status = 'SENDING', ended_at = NULL, lease_until = NULL, due_at = now() WHERE request_id = '${request.id}';
      ALTER TABLE delivery_attempt ADD CONSTRAINT delivery_attempt_leased ${leased}`);
    client.release(true);
    await soon(async () =>
      expect((await sql('SELECT status FROM delivery_attempt WHERE request_id = $1', [request.id]))[0]).not.toEqual({
        status: 'SENDING',
      }),
    );
  });
});
