import { RecordingChannel } from '@parley/sandbox/recorder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Presence } from '../../src/modules/channels/index.js';
import { RecordingChannelAdapter } from '../../src/modules/channels/recording/recording-channel.adapter.js';
import { ageDatabase } from '../support/delivery/index.js';
import { type Person, ScriptedAgent, soon, startTestProduct, type TestProduct } from '../support/product/index.js';
import { RedisServer, redisServer } from '../support/redis/index.js';

const WAIT_MS = 3_600_000;
const RUN_OUT_MS = 75_000;

describe.skipIf(!redisServer)('who looks at a session, seen by all processes', () => {
  const email = new RecordingChannel({ name: 'EMAIL' });
  const agent = new ScriptedAgent();
  let redis: RedisServer;
  let api: TestProduct;
  let worker: TestProduct;

  /** One answers people, the other runs agents and asks. */
  const start = (role: 'api' | 'worker', databaseUrl?: string) =>
    startTestProduct({
      ...(databaseUrl && { databaseUrl }),
      agents: [agent.definition],
      channels: [new RecordingChannelAdapter({ type: 'EMAIL', channel: email, publicUrl: 'http://parley.test' })],
      env: { ROLE: role, REDIS_URL: redis.url },
    });

  beforeAll(async () => {
    // It comes back without anything.
    redis = await RedisServer.start({ appendonly: 'no' });
    api = await start('api');
    worker = await start('worker', api.databaseUrl);
  });
  afterAll(async () => {
    await worker?.close();
    await api?.close();
    await redis?.stop();
  });

  /** Somebody who is asked by email first, unless they look. */
  const emailed = async (): Promise<Person> => {
    const person = await api.signUp();
    await api.pool.query(
      `WITH own AS (INSERT INTO integration (id, type, external_id, name, updated_at)
         VALUES (gen_random_uuid(), 'EMAIL', $2, $2, now()) RETURNING id)
       INSERT INTO communication_channel (id, user_id, type, integration_id, address, status, position, wait_ms, verified_at)
       SELECT gen_random_uuid(), $1, 'EMAIL', own.id, $2, 'ACTIVE', -1, $3, now() FROM own`,
      [person.id, `${person.id}@example.org`, WAIT_MS],
    );
    await api.pool.query(`UPDATE communication_channel SET wait_ms = $2 WHERE user_id = $1 AND type = 'WEB'`, [
      person.id,
      WAIT_MS,
    ]);
    return person;
  };
  const keyOf = (person: Person, sessionId: string) => redis.keyNamed(`:present:${person.id}:${sessionId}`);
  const mails = (person: Person) => email.entries({ address: `${person.id}@example.org` });
  const knows = (person: Person, session: string) => worker.nest.get(Presence).isPresent(person.id, session);

  const opened = async (person: Person) => {
    const session = await person.newSession(agent.name);
    await person.send('PUT', `/api/sessions/${session.id}/channel`, { channel: 'EMAIL' });
    const page = await person.connect();
    page.write({ type: 'presence', sessionId: session.id });
    await soon(async () => expect(await knows(person, session.id)).toBe(true));
    return { session, page };
  };
  const asked = async (person: Person, sessionId: string) => {
    agent.play(sessionId, async (ctx) => {
      await ctx.ask('ask', { type: 'TEXT', question: 'Which way?' });
    });
    await person.say(sessionId, 'Go on.');
    const [request] = await person.pendingSoon(sessionId);
    return request!;
  };
  const nextLookInMs = async (requestId: string): Promise<number> => {
    const { rows } = await api.pool.query(
      'SELECT extract(epoch FROM next_rung_at - now())::float8 * 1000 AS ms FROM feedback_request WHERE id = $1',
      [requestId],
    );
    return rows[0].ms;
  };
  const timeline = async (person: Person, requestId: string) =>
    (await person.get(`/api/feedback-requests/${requestId}/deliveries`)).body;

  it('is asked there first and gets no mail, by a run of another process', async () => {
    const mira = await emailed();
    const { session, page } = await opened(mira);
    const request = await asked(mira, session.id);
    expect((await timeline(mira, request.id)).items).toMatchObject([{ channel: 'WEB', why: 'present' }]);
    expect(mails(mira)).toHaveLength(0);
    expect(await nextLookInMs(request.id)).toBeGreaterThan(WAIT_MS / 2);

    // Two pages: the ladder hurries when the last one closes.
    const second = await mira.connect();
    second.write({ type: 'presence', sessionId: session.id });
    await soon(async () => expect(Number(await redis.tell('ZCARD', await keyOf(mira, session.id)))).toBe(2));
    await page.close();
    await soon(async () => expect(Number(await redis.tell('ZCARD', await keyOf(mira, session.id)))).toBe(1));
    expect(await knows(mira, session.id)).toBe(true);
    expect(await nextLookInMs(request.id)).toBeGreaterThan(WAIT_MS / 2);
    await second.close();
    await soon(async () => expect(await nextLookInMs(request.id)).toBeLessThan(20_000));
    expect(await knows(mira, session.id)).toBe(false);
  });

  it('is gone when the process of the page was killed and what it left runs out', async () => {
    const mira = await emailed();
    const { session, page } = await opened(mira);
    const request = await asked(mira, session.id);
    // What a killed process leaves behind: a page of nobody's, shortly before it runs out.
    const key = await keyOf(mira, session.id);
    await redis.tell('ZADD', key, String(Date.now() + RUN_OUT_MS), 'page-of-the-dead');
    await page.close();
    await soon(async () => expect(Number(await redis.tell('ZCARD', key))).toBe(1));
    expect(await knows(mira, session.id)).toBe(true);
    expect(await nextLookInMs(request.id)).toBeGreaterThan(WAIT_MS / 2);
    for (const [set, member] of [
      [key, 'page-of-the-dead'],
      [await redis.keyNamed(':present'), `${mira.id}:${session.id}`],
    ] as const)
      await redis.tell('ZADD', set, String(Date.now()), member);
    await soon(async () => expect(await knows(mira, session.id)).toBe(false));
    // Some process notices, and the ladder hurries; by then there is nobody to be asked on the page.
    await soon(async () => expect(await nextLookInMs(request.id)).toBeLessThan(20_000), 20_000);
    await ageDatabase(api.pool, 20_000);
    await soon(() => expect(mails(mira)).toHaveLength(1));
    expect((await timeline(mira, request.id)).items).toMatchObject([
      { channel: 'WEB', why: 'present' },
      { channel: 'EMAIL', why: 'after_absence' },
    ]);
  });

  it('is known again when Redis comes back without anything', async () => {
    const mira = await emailed();
    const { session } = await opened(mira);
    await redis.kill();
    await soon(async () => expect(await knows(mira, session.id)).toBe(false));
    // The process of the page knows by itself.
    expect(await api.nest.get(Presence).isPresent(mira.id, session.id)).toBe(true);
    await redis.begin();
    await soon(async () => expect(await knows(mira, session.id)).toBe(true));
  });
});
