import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChannelAddress, DeliveryResult } from '../../src/modules/channels/index.js';
import { ChannelGate } from '../../src/modules/feedback/delivery/channel-gate.js';
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

/** As many calls as one integration gets at once: whoever comes now has to wait. @returns ends them */
const occupySlackOf = async (address: string): Promise<() => void> => {
  const gate = stage.product.nest.get(ChannelGate, { strict: false });
  const { rows } = await stage.product.pool.query<ChannelAddress>(
    `SELECT id, user_id AS "userId", type, address, integration_id AS "integrationId" FROM communication_channel WHERE address = $1`,
    [address],
  );
  const { promise, resolve } = Promise.withResolvers<DeliveryResult>();
  for (let calls = 0; calls < 8; calls++) void gate.call(rows[0]!, 'send', async () => () => promise);
  return () => resolve({ ok: true, receipt: {} });
};

it('sends nothing any more when it slept past its lease while it waited for its turn', async () => {
  const mira = await stage.personOn(['SLACK', 'WEB']);
  const release = await occupySlackOf(mira.addresses.SLACK);
  await mira.asked(QUESTION);
  await soon(async () => expect(await attemptsOf(mira.addresses.SLACK)).toEqual(['SENDING']));
  // The lease cannot be prolonged, as by a process that stands still.
  const locker = await stage.product.pool.connect();
  await locker.query('BEGIN; LOCK TABLE delivery_attempt IN SHARE MODE');
  await pause(LEASE_MS + 500);
  await locker.query('ROLLBACK');
  locker.release();
  release();
  await soon(async () => expect(await attemptsOf(mira.addresses.SLACK)).toEqual(['FAILED not_sent', 'ACCEPTED']));
  expect(mira.got('SLACK')).toHaveLength(1);
});
