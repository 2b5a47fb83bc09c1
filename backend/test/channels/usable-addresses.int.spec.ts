import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeliveryStage, type StagePerson } from '../support/delivery/index.js';
import { soon } from '../support/product/index.js';

let stage: DeliveryStage;
beforeAll(async () => {
  stage = await DeliveryStage.start();
});
afterAll(() => stage.close());

const QUESTION = { type: 'TEXT', question: 'Which way?' } as const;
const channelOf = async ({ person }: StagePerson, type: Channel['type']): Promise<Channel> => {
  const { items } = (await person.get<{ items: Channel[] }>('/api/channels')).body;
  return items.find((channel) => channel.type === type) as Channel;
};
const remove = async (person: StagePerson, type: Channel['type']) =>
  expect((await person.person.send('DELETE', `/api/channels/${(await channelOf(person, type)).id}`)).status).toBe(204);
const delivered = (person: StagePerson, type: 'EMAIL' | 'SLACK') =>
  person.got(type).filter(({ operation }) => operation === 'deliver');

describe('a question', () => {
  it('goes to no address that is not proven', async () => {
    const mira = await stage.personOn(['WEB']);
    const address = 'not-proven@example.org';
    const added = await mira.person.post('/api/channels', { type: 'EMAIL', address });
    const web = await channelOf(mira, 'WEB');
    await mira.person.send('PUT', '/api/channels/order', { ids: [added.body.id, web.id] });
    const request = await mira.asked(QUESTION);
    await sleep(500);
    expect((await mira.timeline(request.id)).ladder.map(({ channel }) => channel)).toEqual(['WEB']);
    expect(stage.email.entries({ address }).map(({ operation }) => operation)).toEqual(['say']);
  });

  it('moves on at once when the address where it waits is removed', async () => {
    const mira = await stage.personOn(['EMAIL', 'SLACK']);
    await mira.asked(QUESTION);
    await soon(() => expect(delivered(mira, 'EMAIL')).toHaveLength(1));
    await remove(mira, 'EMAIL');
    await soon(() => expect(delivered(mira, 'SLACK')).toHaveLength(1));
  });

  it('is not sent any more to an address that was removed while it waited for its turn', async () => {
    const mira = await stage.personOn(['EMAIL', 'SLACK']);
    const match = { address: (await channelOf(mira, 'EMAIL')).address };
    stage.email.faults.plan.add({ fault: { kind: 'rate_limited', retryAfterMs: 1_500 }, times: 1, match });
    const request = await mira.asked(QUESTION);
    await soon(async () => expect((await mira.timeline(request.id)).items.at(-1)?.why).toBe('retry'));
    await remove(mira, 'EMAIL');
    await soon(() => expect(delivered(mira, 'SLACK')).toHaveLength(1), 5_000);
    await sleep(2_000);
    expect(delivered(mira, 'EMAIL')).toEqual([]);
  });

  it('is not sent there either when nobody was told of the removal', async () => {
    const mira = await stage.personOn(['EMAIL']);
    const { id, address } = await channelOf(mira, 'EMAIL');
    stage.email.faults.plan.add({ fault: { kind: 'rate_limited', retryAfterMs: 1_000 }, times: 1, match: { address } });
    const request = await mira.asked(QUESTION);
    await soon(async () => expect((await mira.timeline(request.id)).items.at(-1)?.why).toBe('retry'));
    const given = `UPDATE communication_channel SET status = 'DISCONNECTED', verified_at = NULL WHERE id = $1`;
    await stage.product.pool.query(given, [id]);
    // And the question moves on: to the inbox, where there is nothing else.
    await soon(async () => {
      const { items } = await mira.timeline(request.id);
      expect(items.map(({ channel, status }) => `${channel} ${status}`)).toEqual([
        ...['EMAIL FAILED', 'EMAIL SKIPPED', 'WEB ACCEPTED'],
      ]);
    });
    expect(delivered(mira, 'EMAIL')).toEqual([]);
  });
});

describe('a change of addresses while a ladder is planned', () => {
  it('is looked at after the plan, which did not know of it', async () => {
    // So seldom that no sweep comes between.
    const slow = await DeliveryStage.start({ SWEEP_INTERVAL_MS: '2000' });
    try {
      const mira = await slow.personOn(['EMAIL', 'SLACK']);
      const { id, sessionId } = await mira.asked(QUESTION);
      await soon(() => expect(delivered(mira, 'EMAIL')).toHaveLength(1));
      const planner = await slow.product.pool.connect();
      try {
        await planner.query('BEGIN');
        await planner.query('SELECT 1 FROM chat_session WHERE id = $1 FOR NO KEY UPDATE', [sessionId]);
        await remove(mira, 'EMAIL');
        await sleep(50);
        const stands = `UPDATE feedback_request SET next_rung_at = now() + interval '1 hour' WHERE id = $1`;
        await planner.query(stands, [id]);
        await planner.query('COMMIT');
      } finally {
        planner.release();
      }
      await soon(() => expect(delivered(mira, 'SLACK')).toHaveLength(1));
    } finally {
      await slow.close();
    }
  });
});
