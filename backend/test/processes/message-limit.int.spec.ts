import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SINCE_KEY } from '../../src/platform/http/redis-log.js';
import { HeartBeat } from '../../src/platform/processes/index.js';
import { keySpace } from '../../src/platform/redis/redis.module.js';
import { type Person, soon, startTestProduct, type TestProduct } from '../support/product/index.js';
import { RedisServer, redisServer } from '../support/redis/index.js';

/** With 10,000 it takes longer than a minute, and so looks at more than one window. */
const TRIES = Number(process.env.LIMIT_TRIES ?? 2_000);
/** More in one second end a socket. */
const ON_ONE_SOCKET = 100;
const AT_ONCE = 50;
const SECRET = 'jwt-secret-of-two-processes-32-bytes-long';

describe.skipIf(!redisServer)('the limit of 30 messages a minute', () => {
  let redis: RedisServer;
  let one: TestProduct;
  let two: TestProduct;
  const env = () => ({ REDIS_URL: redis.url, RATE_LIMIT_MESSAGES_PER_MINUTE: '30', ROLE: 'api', JWT_SECRET: SECRET });

  beforeAll(async () => {
    redis = await RedisServer.start();
    // It has been there for a while.
    await redis.tell('SET', keySpace(SECRET) + SINCE_KEY, '0');
    one = await startTestProduct({ env: env() });
    two = await startTestProduct({ env: env(), databaseUrl: one.databaseUrl });
    // Each knows of the other.
    for (const product of [one, two]) await soon(() => expect(product.nest.get(HeartBeat).serving).toBe(2));
  });
  afterAll(async () => {
    await two?.close();
    await one?.close();
    await redis?.stop();
  });

  const overRest = async (at: Person, sessionId: string, count: number) => {
    const statuses = new Map<number, number>();
    const line = async () => {
      while (count-- > 0) {
        const { status } = await at.say(sessionId, 'Again.');
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, line));
    return statuses;
  };
  const overSocket = async (at: Person, sessionId: string) => {
    const socket = await at.connect();
    const all = Array.from({ length: ON_ONE_SOCKET / 2 }, () =>
      socket.ask({ type: 'message.send', sessionId, message: { id: randomUUID(), text: 'Again.' } }),
    );
    const acks = (await Promise.all(all)).filter(({ type }) => type === 'ack').length;
    await socket.close();
    return acks;
  };
  const stored = async (sessionId: string): Promise<number> => {
    const { rows } = await one.pool.query(
      `SELECT count(*)::int AS n FROM message WHERE session_id = $1 AND role = 'USER'`,
      [sessionId],
    );
    return rows[0].n;
  };

  /** A message stands a moment after it was counted, hence a second less. */
  const mostInAMinute = async (sessionId: string): Promise<number> => {
    const { rows } = await one.pool.query(
      `SELECT max(n)::int AS most FROM (
         SELECT count(*) OVER (ORDER BY created_at RANGE BETWEEN interval '59 seconds' PRECEDING AND CURRENT ROW) AS n
         FROM message WHERE session_id = $1 AND role = 'USER') windows`,
      [sessionId],
    );
    return rows[0].most;
  };

  it(`lets 30 of ${TRIES} through in any minute, over REST and WebSocket at two processes`, async () => {
    const mira = await one.signUp();
    const { id } = await mira.newSession();
    const places = [mira, mira.at(two.url)];
    const rest = await Promise.all(places.map((place) => overRest(place, id, TRIES / 4)));
    let acks = 0;
    for (let sent = 0; sent < TRIES / 2; sent += ON_ONE_SOCKET)
      for (const ack of await Promise.all(places.map((place) => overSocket(place, id)))) acks += ack;
    const accepted = rest.reduce((sum, statuses) => sum + (statuses.get(202) ?? 0), 0);
    expect(rest.flatMap((statuses) => [...statuses.keys()].filter((status) => status !== 202))).toEqual([429, 429]);
    expect(accepted + acks).toBe(await stored(id));
    expect(await stored(id)).toBeGreaterThanOrEqual(30);
    expect(await mostInAMinute(id)).toBe(30);
  }, 240_000);

  it('is shared out while Redis is away', async () => {
    const mira = await one.signUp();
    const { id } = await mira.newSession();
    await redis.kill();
    const places = [mira, mira.at(two.url)];
    const rest = await Promise.all(places.map((place) => overRest(place, id, 60)));
    expect(rest.map((statuses) => statuses.get(202))).toEqual([15, 15]);
    await redis.begin();
  });
});
