import { setTimeout as pause } from 'node:timers/promises';
import type { FeedbackRequest } from '@parley/contracts';
import { person as writes } from '@parley/sandbox/recorder';
import { Queue } from 'bullmq';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ChannelChanges, InboundSink } from '../../src/modules/channels/index.js';
import { DeliveryStage, type StagePerson } from '../support/delivery/index.js';
import { soon, startTestProduct } from '../support/product/index.js';

const QUESTION = { type: 'TEXT', question: 'Which way?' } as const;
const HOUR = 3_600_000;

let stage: DeliveryStage;
beforeAll(async () => {
  stage = await DeliveryStage.start();
});
afterAll(() => stage.close());

const sql = async (text: string, values: unknown[] = []) => (await stage.product.pool.query(text, values)).rows;
const receive = (raw: Parameters<InboundSink['receive']>[1]) =>
  stage.product.nest.get(InboundSink).receive('SLACK', raw);
const card = (mira: StagePerson, type: 'SLACK' | 'EMAIL' = 'SLACK') =>
  soon(async () => {
    const [first] = mira.got(type);
    const [attempt] = await sql('SELECT status FROM delivery_attempt WHERE id = $1', [first?.key]);
    expect(attempt?.status).toBe('ACCEPTED');
    return first!;
  });
const emailOf = async ({ person }: StagePerson): Promise<string> =>
  (await sql('SELECT email FROM app_user WHERE id = $1', [person.id]))[0].email;
const delegate = async (from: StagePerson, { id }: FeedbackRequest, to: StagePerson) =>
  from.person.post(`/api/feedback-requests/${id}/delegate`, { to: await emailOf(to) });
const channelStatus = async (mira: StagePerson) =>
  (await sql('SELECT status FROM communication_channel WHERE address = $1', [mira.addresses.SLACK]))[0]?.status;
const attempts = async (mira: StagePerson, { id }: FeedbackRequest) =>
  (await mira.timeline(id)).items.map(({ channel, purpose, status }) => `${channel} ${purpose} ${status}`);

describe('a card outside', () => {
  it('says in the end how the question ended, however slow an earlier rewriting was (FB-3)', async () => {
    const mira = await stage.personOn(['SLACK', 'EMAIL']);
    const request = await mira.asked(QUESTION);
    await card(mira);
    const update = stage.slack.update.bind(stage.slack);
    const slow = vi.spyOn(stage.slack, 'update').mockImplementationOnce(async (...call) => {
      await pause(1_000);
      return update(...call);
    });
    await mira.switchTo(request.sessionId, 'EMAIL');
    await soon(() => expect(slow).toHaveBeenCalledTimes(1));
    await mira.person.answer(request.id, { type: 'TEXT', text: 'left' });
    await soon(() => expect(mira.got('SLACK').filter(({ operation }) => operation === 'update')).toHaveLength(3));
    const [, ending, , last] = mira.got('SLACK');
    expect(last?.text).toBe(ending?.text);
    slow.mockRestore();
  });

  it('that somebody deleted says nothing about the address', async () => {
    const mira = await stage.personOn(['SLACK']);
    const request = await mira.asked(QUESTION);
    await card(mira);
    const match = { operation: 'update', address: mira.addresses.SLACK };
    stage.slack.faults.plan.add({ fault: { kind: 'not_found' }, times: 1, match });
    await mira.person.answer(request.id, { type: 'TEXT', text: 'left' });
    await soon(async () => expect((await attempts(mira, request)).at(-1)).toBe('SLACK UPDATE FAILED'));
    await pause(200);
    expect(await channelStatus(mira)).toBe('ACTIVE');
  });
});

describe('an open question', () => {
  it('reaches a channel that its person added later (I12)', async () => {
    const mira = await stage.personOn(['WEB']);
    const request = await mira.asked(QUESTION, 'WEB');
    await sql(
      `INSERT INTO communication_channel (id, user_id, type, address, status, position, wait_ms, verified_at)
       VALUES (gen_random_uuid(), $1, 'SLACK', $2, 'ACTIVE', 5, 1000, now())`,
      [mira.person.id, mira.addresses.SLACK],
    );
    await sql('UPDATE communication_channel SET wait_ms = 500 WHERE user_id = $1 AND type = $2', [
      mira.person.id,
      'WEB',
    ]);
    stage.product.nest.get(ChannelChanges).tell(mira.person.id);
    await soon(() => expect(mira.got('SLACK')).toHaveLength(1));
    expect((await mira.timeline(request.id)).items).toHaveLength(2);
  });

  it('does not go to somebody who was disabled', async () => {
    const mira = await stage.personOn(['WEB', 'SLACK'], 700);
    const request = await mira.asked(QUESTION, 'WEB');
    await sql('UPDATE app_user SET disabled_at = now() WHERE id = $1', [mira.person.id]);
    await soon(async () =>
      expect(await sql('SELECT next_rung_at FROM feedback_request WHERE id = $1', [request.id])).toEqual([
        { next_rung_at: null },
      ]),
    );
    expect(mira.got('SLACK')).toHaveLength(0);
  });

  it('is not sent to somebody who was disabled while it waited to be sent', async () => {
    const mira = await stage.personOn(['SLACK']);
    const match = { operation: 'deliver', address: mira.addresses.SLACK };
    stage.slack.faults.plan.add({ fault: { kind: 'rate_limited', retryAfterMs: 1_500 }, times: 1, match });
    const request = await mira.asked(QUESTION);
    const rows = () =>
      sql('SELECT status FROM delivery_attempt WHERE request_id = $1 ORDER BY attempt_no', [request.id]);
    await soon(async () => expect(await rows()).toHaveLength(2));
    await sql('UPDATE app_user SET disabled_at = now() WHERE id = $1', [mira.person.id]);
    await soon(async () => expect((await rows())[1]).toEqual({ status: 'SKIPPED' }));
    expect(mira.got('SLACK')).toHaveLength(0);
  });

  it('follows its owner, not whoever answered for them (FB-9)', async () => {
    const ann = await stage.personOn(['WEB', 'EMAIL', 'SLACK'], HOUR, 'Ann');
    const bob = await stage.personOn(['SLACK'], HOUR, 'Bob');
    const { id } = await ann.person.newSession(stage.agent.name);
    stage.agent.play(id, async (ctx) => {
      await ctx.ask('a', QUESTION);
      await ctx.ask('b', QUESTION);
    });
    await ann.person.say(id, 'Go on.');
    const [first] = (await ann.person.pendingSoon(id)) as FeedbackRequest[];
    await delegate(ann, first!, bob);
    await receive(writes.replies(await card(bob), 'left'));
    const second = await soon(async () => {
      const [open] = await ann.person.pending(id);
      expect(open && open.id !== first!.id).toBe(true);
      return open!;
    });
    expect((await ann.timeline(second.id)).items).toMatchObject([{ channel: 'WEB' }]);
  });

  it('whose only delivery bounced has reached nobody', async () => {
    const mira = await stage.personOn(['SLACK']);
    await sql(`DELETE FROM communication_channel WHERE user_id = $1 AND type = 'WEB'`, [mira.person.id]);
    const request = await mira.asked({ ...QUESTION, expiresInMs: HOUR, onExpiry: 'FAIL' }, 'SLACK');
    await receive(writes.bounces(await card(mira), 'No such user.'));
    await soon(async () =>
      expect((await sql('SELECT returned FROM delivery_attempt WHERE request_id = $1', [request.id]))[0]).toEqual({
        returned: 'bounced',
      }),
    );
    await sql(`UPDATE feedback_request SET expires_at = now() - interval '1 s' WHERE id = $1`, [request.id]);
    await soon(async () =>
      expect((await sql('SELECT status FROM feedback_request WHERE id = $1', [request.id]))[0]).toEqual({
        status: 'UNDELIVERABLE',
      }),
    );
  });

  it('that is parked and was snoozed past its deadline is asked once more after the snooze (FB-14)', async () => {
    const mira = await stage.personOn(['SLACK', 'EMAIL'], 300);
    const request = await mira.asked({ ...QUESTION, expiresInMs: HOUR, onExpiry: 'PARK' }, 'SLACK');
    await card(mira);
    const until = new Date(Date.now() + 2 * HOUR).toISOString();
    expect((await mira.person.post(`/api/feedback-requests/${request.id}/snooze`, { until })).status).toBe(200);
    await sql(
      `UPDATE feedback_request SET snoozed_until = now() - interval '1 s', expires_at = now() - interval '1 hour', next_rung_at = now()
       WHERE id = $1`,
      [request.id],
    );
    const asked = () => mira.got('SLACK').filter(({ operation }) => operation === 'deliver');
    await soon(() => expect(asked()).toHaveLength(2));
    const before = mira.got('EMAIL').length;
    await pause(1_000);
    expect([asked().length, mira.got('EMAIL').length]).toEqual([2, before]);
  });

  it('that failed somewhere goes there again when its person switches there (FB-8)', async () => {
    const mira = await stage.personOn(['WEB', 'SLACK'], 300);
    const match = { operation: 'deliver', address: mira.addresses.SLACK };
    stage.slack.faults.plan.add({ fault: { kind: 'rejected' }, times: 1, match });
    const request = await mira.asked(QUESTION, 'WEB');
    await soon(async () => expect((await attempts(mira, request)).at(-1)).toBe('SLACK REQUEST FAILED'));
    expect((await mira.switchTo(request.sessionId, 'SLACK')).body.moved).toBe(1);
    await soon(() => expect(mira.got('SLACK')).toHaveLength(1));
  });

  it('goes on at once when its next address was removed just before it was sent', async () => {
    const mira = await stage.personOn(['SLACK', 'EMAIL'], HOUR);
    const match = { operation: 'deliver', address: mira.addresses.SLACK };
    stage.slack.faults.plan.add({ fault: { kind: 'rate_limited', retryAfterMs: 1_500 }, times: 1, match });
    const request = await mira.asked(QUESTION);
    await soon(async () => expect(await attempts(mira, request)).toHaveLength(2));
    await sql(`UPDATE communication_channel SET status = 'DISCONNECTED', verified_at = NULL WHERE address = $1`, [
      mira.addresses.SLACK,
    ]);
    await soon(() => expect(mira.got('EMAIL')).toHaveLength(1));
    expect((await attempts(mira, request))[1]).toBe('SLACK REQUEST SKIPPED');
    const events = await sql(
      `SELECT 1 FROM session_event WHERE type = 'delivery.updated' AND payload ->> 'status' = 'SKIPPED' AND payload ->> 'requestId' = $1`,
      [request.id],
    );
    expect(events).toHaveLength(1);
  });

  it('shows nobody the private address of somebody else (FB-15)', async () => {
    const ann = await stage.personOn(['WEB', 'SLACK'], HOUR, 'Ann');
    const bob = await stage.personOn(['SLACK'], HOUR, 'Bob');
    const request = await ann.asked(QUESTION, 'SLACK');
    await card(ann);
    await delegate(ann, request, bob);
    await card(bob);
    const seenBy = async (one: StagePerson) => {
      const { items, ladder } = await one.timeline(request.id);
      return {
        ...Object.groupBy(items, ({ address }) => String(address)),
        ...Object.groupBy(ladder, ({ address }) => String(address)),
      };
    };
    expect(Object.keys(await seenBy(ann))).not.toContain(bob.addresses.SLACK);
    expect(Object.keys(await seenBy(ann))).toContain(ann.addresses.SLACK);
    expect(Object.keys(await seenBy(bob))).not.toContain(ann.addresses.SLACK);
    expect(Object.keys(await seenBy(bob))).toContain(bob.addresses.SLACK);
  });
});

describe('an address that changes hands', () => {
  it('gets nothing of what was asked there before', async () => {
    const ann = await stage.personOn(['EMAIL'], HOUR, 'Ann');
    const bob = await stage.personOn(['WEB'], HOUR, 'Bob');
    const request = await ann.asked({ ...QUESTION, question: 'A secret?' });
    await card(ann, 'EMAIL');
    const [channel] = await sql('SELECT id FROM communication_channel WHERE address = $1', [ann.addresses.EMAIL]);
    expect((await ann.person.send('DELETE', `/api/channels/${channel.id}`)).status).toBe(204);
    const { body: added } = await bob.person.post('/api/channels', { type: 'EMAIL', address: ann.addresses.EMAIL });
    const code = /code is (\d+)/.exec(ann.got('EMAIL').at(-1)?.text ?? '')?.[1];
    expect((await bob.person.post(`/api/channels/${added.id}/verify`, { code })).status).toBe(200);
    const before = ann.got('EMAIL').length;
    await ann.person.answer(request.id, { type: 'TEXT', text: 'It is.' });
    await soon(async () =>
      expect(
        await sql(
          `SELECT 1 FROM delivery_attempt WHERE request_id = $1 AND purpose = 'UPDATE' AND status = 'SKIPPED'`,
          [request.id],
        ),
      ).toHaveLength(1),
    );
    expect(ann.got('EMAIL')).toHaveLength(before);
    expect(added.id).not.toBe(channel.id);
  });
});

describe('with a queue that does not answer', () => {
  it('questions are sent, cards are closed and deadlines are kept all the same', async () => {
    const own = await DeliveryStage.start();
    const hung = vi.spyOn(Queue.prototype, 'add').mockImplementation(() => new Promise(() => undefined));
    const mira = await own.personOn(['SLACK']);
    const due = await mira.asked({ ...QUESTION, expiresInMs: 5_000, onExpiry: 'FAIL' });
    const request = await mira.asked(QUESTION);
    const did = (operation: string) => mira.got('SLACK').filter((one) => one.operation === operation);
    await soon(() => expect(did('deliver')).toHaveLength(2));
    await mira.person.answer(request.id, { type: 'TEXT', text: 'left' });
    await soon(() => expect(did('update')).toHaveLength(2));
    const { rows } = await own.product.pool.query('SELECT status FROM feedback_request WHERE id = $1', [due.id]);
    expect(rows).toEqual([{ status: 'EXPIRED' }]);
    expect((await own.product.pool.query('SELECT tries FROM outbox_job WHERE tries > 0')).rows).toEqual([]);
    hung.mockRestore();
    await own.close();
  });
});

describe('without the adapter of a channel', () => {
  it('a look at what became of a send counts as one, and the question moves on', async () => {
    const own = await DeliveryStage.start();
    const mira = await own.personOn(['SLACK', 'WEB']);
    const match = { address: mira.addresses.SLACK };
    own.slack.faults.plan.add({ fault: { kind: 'unsure' }, times: 100, match: { ...match, operation: 'find' } });
    own.slack.faults.plan.add({
      fault: { kind: 'unknown_accepted' },
      times: 1,
      match: { ...match, operation: 'deliver' },
    });
    const { id } = await mira.asked(QUESTION);
    await soon(() => expect(mira.got('SLACK')).toHaveLength(1));
    await own.product.nest.close();
    const second = await startTestProduct({ databaseUrl: own.product.databaseUrl, agents: [own.agent.definition] });
    const state = async () =>
      (
        await second.pool.query(
          'SELECT status, ended_at FROM delivery_attempt WHERE request_id = $1 ORDER BY attempt_no',
          [id],
        )
      ).rows;
    await soon(async () => {
      await second.pool.query(
        `UPDATE delivery_attempt SET due_at = now(), lease_until = now() - interval '1 s' WHERE request_id = $1 AND ended_at IS NULL`,
        [id],
      );
      expect(await state()).toMatchObject([{ status: 'UNKNOWN', ended_at: expect.any(Date) }, { status: 'ACCEPTED' }]);
    });
    await second.close();
    await own.close();
  });
});
