import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { DeliveryStage } from '../support/delivery/index.js';
import { soon } from '../support/product/index.js';

/** By then the queue has been told of a delivery, and has tried it. */
const QUEUE_MS = 1_000;
const QUESTION = { type: 'TEXT', question: 'Which way?' } as const;

let stage: DeliveryStage;
afterEach(() => stage.close());

/** All that the queue knows, gone at once. */
const wipeQueue = async (): Promise<void> => {
  const { pool } = stage.product;
  const { rows } = await pool.query(`SELECT schemaname AS schema FROM pg_tables WHERE tablename = 'job'`);
  expect(rows).toHaveLength(1);
  await pool.query(`TRUNCATE ${rows[0].schema}.job CASCADE`);
};

/** No delivery can begin until the returned function is called. Nothing else is any different. */
const holdBack = async (): Promise<() => Promise<unknown>> => {
  const { pool } = stage.product;
  await pool.query(
    `CREATE FUNCTION hold_back() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'held back'; END $$`,
  );
  await pool.query(`CREATE TRIGGER hold_back BEFORE UPDATE ON delivery_attempt FOR EACH ROW
    WHEN (NEW.status = 'SENDING') EXECUTE FUNCTION hold_back()`);
  return () => pool.query('DROP TRIGGER hold_back ON delivery_attempt');
};

const statusesOf = async (requestId: string): Promise<string[]> => {
  const { rows } = await stage.product.pool.query(
    'SELECT status FROM delivery_attempt WHERE request_id = $1 ORDER BY attempt_no',
    [requestId],
  );
  return rows.map(({ status }) => status);
};

describe('a queue that forgets everything', () => {
  it('between plan and delivery loses no question: the sweeper finds it when it is due (F14)', async () => {
    stage = await DeliveryStage.start();
    const mira = await stage.personOn(['SLACK', 'EMAIL', 'WEB']);
    const letBegin = await holdBack();
    const request = await mira.asked(QUESTION);
    await pause(QUEUE_MS);
    await wipeQueue();
    expect(await statusesOf(request.id)).toEqual(['PENDING']);
    await letBegin();
    await soon(async () => expect(await statusesOf(request.id)).toEqual(['ACCEPTED']));
    expect(mira.got('SLACK')).toHaveLength(1);
    expect(mira.got('EMAIL')).toHaveLength(0);
  }, 30_000);
});

describe('a queue that works', () => {
  it('brings a question without any sweep: it is handed over after the commit, never before', async () => {
    stage = await DeliveryStage.start({ SWEEP_INTERVAL_MS: '60000' });
    const mira = await stage.personOn(['SLACK', 'WEB']);
    await mira.asked(QUESTION);
    await soon(() => expect(mira.got('SLACK')).toHaveLength(1), 5_000);
  });
});
