import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DeliveryStage } from '../support/delivery/index.js';
import { soon } from '../support/product/index.js';

const QUESTION = { type: 'TEXT', question: 'Which way?' } as const;
const LEASE_MS = 3_000;

let stage: DeliveryStage;
beforeAll(async () => {
  stage = await DeliveryStage.start();
});
afterAll(() => stage.close());

const attemptsOf = async (address: string) => {
  const { rows } = await stage.product.pool.query(
    `SELECT a.status, a.error_kind FROM delivery_attempt a JOIN communication_channel c ON c.id = a.channel_id
     WHERE c.address = $1 ORDER BY a.attempt_no`,
    [address],
  );
  return rows.map(({ status, error_kind }) => [status, error_kind].filter(Boolean).join(' '));
};

it('keeps an attempt with its worker for as long as the call lasts', async () => {
  const mira = await stage.personOn(['SLACK', 'WEB']);
  const match = { address: mira.addresses.SLACK };
  stage.slack.faults.plan.add({ fault: { kind: 'hang', afterMs: LEASE_MS + 1_500 }, times: 1, match });
  await mira.asked(QUESTION);
  await soon(() => expect(mira.got('SLACK')).toHaveLength(1));
  await pause(LEASE_MS + 750);
  expect(await attemptsOf(mira.addresses.SLACK), 'nobody looked it up meanwhile').toEqual(['SENDING']);
  await soon(async () => expect(await attemptsOf(mira.addresses.SLACK)).toEqual(['ACCEPTED']));
  expect(mira.got('SLACK')).toHaveLength(1);
});

it('sends nothing any more when it slept past its lease before the call', async () => {
  const mira = await stage.personOn(['SLACK', 'WEB']);
  const { pool } = stage.product;
  const [reader, writer] = [await pool.connect(), await pool.connect()];
  try {
    // What a card shows cannot be read, and soon the lease cannot be prolonged: as a process that stands still.
    await reader.query('BEGIN; LOCK TABLE feedback_response IN ACCESS EXCLUSIVE MODE');
    const asked = mira.asked(QUESTION);
    asked.catch(() => undefined);
    await soon(async () => expect(await attemptsOf(mira.addresses.SLACK)).toEqual(['SENDING']));
    await writer.query('BEGIN; LOCK TABLE delivery_attempt IN SHARE MODE');
    await pause(LEASE_MS + 500);
    expect(mira.got('SLACK')).toHaveLength(0);
  } finally {
    await writer.query('ROLLBACK');
    await reader.query('ROLLBACK');
    writer.release();
    reader.release();
  }
  await soon(async () => expect(await attemptsOf(mira.addresses.SLACK)).toEqual(['FAILED not_sent', 'ACCEPTED']));
  expect(mira.got('SLACK')).toHaveLength(1);
});
