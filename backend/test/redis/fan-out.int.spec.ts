import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Person,
  ScriptedAgent,
  SessionReader,
  soon,
  startTestProduct,
  type TestProduct,
} from '../support/product/index.js';
import { RedisServer, redisServer } from '../support/redis/index.js';

/** What goes over Redis, from now on. */
const listenIn = async (redis: RedisServer) => {
  const client = new Redis(redis.url);
  const monitor = await client.monitor();
  client.disconnect();
  const channels = new Set<string>();
  monitor.on('monitor', (_time: string, [command, channel]: string[]) => {
    if (command?.toLowerCase() === 'publish' && channel) channels.add(channel);
  });
  return { channels, close: () => monitor.disconnect() };
};

describe.skipIf(!redisServer)('fan-out over Redis', () => {
  const agent = new ScriptedAgent();
  let redis: RedisServer;
  let worker: TestProduct;
  let api: TestProduct;
  /** Holds the sockets of somebody else. */
  let other: TestProduct;
  let me: Person;

  beforeAll(async () => {
    redis = await RedisServer.start();
    const start = (ROLE: string, databaseUrl?: string) =>
      startTestProduct({
        agents: [agent.definition],
        env: { ROLE, REDIS_URL: redis.url, DEMO_MODEL_TOKENS_PER_SECOND: '400' },
        ...(databaseUrl && { databaseUrl }),
      });
    worker = await start('worker');
    api = await start('api', worker.databaseUrl);
    other = await start('api', worker.databaseUrl);
    me = await api.signUp();
  }, 60_000);

  afterAll(async () => {
    await other?.close();
    await api?.close();
    await worker?.close();
    await redis?.stop();
  });

  const open = async (agentName?: string, person = me) => {
    const { id } = await person.newSession(agentName);
    const reader = new SessionReader(person, id);
    await reader.resume();
    return { id, reader };
  };
  const textOf = (reader: SessionReader) => [...reader.messages.values()].at(-1)?.text ?? '';

  it('brings the tokens of a run on the worker to the process that took the message', async () => {
    const { id, reader } = await open('assistant');
    await me.say(id, 'Please tell me something long about rivers');
    await me.runSoon(id, 'COMPLETED');
    await soon(async () => expect(reader.cursor).toBe((await me.events(id)).length));
    expect(textOf(reader).length).toBeGreaterThan(20);
    expect(reader.partials.size).toBeGreaterThan(3);
    reader.drop();
  });

  it('reaches only the process that holds the sockets of the session and its person', async () => {
    const stranger = await other.signUp('Noor');
    const elsewhere = await open('assistant', stranger);
    const mine = await open(agent.name);
    agent.play(mine.id, async (ctx) => void (await ctx.say('told', 'Only for you.')));
    const { channels, close } = await listenIn(redis);
    await me.say(mine.id, 'Go on.');
    await soon(() => expect(textOf(mine.reader)).toBe('Only for you.'));
    await soon(async () => expect(mine.reader.cursor).toBe((await me.events(mine.id)).length));
    close();
    const counts = (await redis.tell('PUBSUB', 'NUMSUB', ...channels)) as (string | number)[];
    const listeners = counts.filter((_, index) => index % 2 === 1);
    // The session and its person.
    expect(listeners.length).toBeGreaterThanOrEqual(2);
    expect(listeners.every((count) => Number(count) <= 1)).toBe(true);
    expect(listeners.filter((count) => Number(count) === 1)).toHaveLength(2);
    elsewhere.reader.drop();
    mine.reader.drop();
  });

  it('marks what happens in a session that is not on screen, wherever the page of its person is', async () => {
    const { id } = await me.newSession(agent.name);
    agent.play(id, async (ctx) => void (await ctx.say('told', 'Look here.')));
    const page = await me.at(other.url).connect();
    const told = page.next((frame) => frame.type === 'activity' && frame.event === 'message.created');
    await me.say(id, 'Go on.');
    expect(await told).toMatchObject({ sessionId: id });
    // The worker has no pages of its own.
    await me.runSoon(id, 'COMPLETED');
    const done = (await me.events(id)).findLast(({ type }) => type === 'run.updated');
    const marker = { type: 'activity', sessionId: id, seq: done?.seq, event: 'run.updated' };
    await soon(() => expect(page.frames).toContainEqual(marker));
    await page.close();
  });

  it('finds by itself, within seconds, what a process committed that died before it could tell', async () => {
    const { id, reader } = await open(agent.name);
    const seen = reader.cursor;
    const committed = performance.now();
    await worker.pool.query(
      `INSERT INTO session_event (session_id, type, payload) SELECT $1, type, payload FROM session_event WHERE session_id = $1 LIMIT 1`,
      [id],
    );
    await soon(() => expect(reader.cursor).toBe(seen + 1));
    expect(performance.now() - committed).toBeLessThan(5_000);
    reader.drop();
  });

  it('marks it also while Redis is away', async () => {
    const { id } = await me.newSession(agent.name);
    agent.play(id, async (ctx) => void (await ctx.say('told', 'Look here.')));
    const page = await me.at(other.url).connect();
    await redis.kill();
    const told = page.next((frame) => frame.type === 'activity' && frame.sessionId === id);
    await me.say(id, 'Go on.');
    await told;
    await redis.begin();
    await page.close();
  }, 30_000);

  it('catches up with what was committed while Redis was away, and goes on as before', async () => {
    const { id, reader } = await open(agent.name);
    agent.play(id, async (ctx) => void (await ctx.say('told', 'While you were away.')));
    await redis.kill();
    const sent = await me.say(id, 'Go on.');
    expect(sent.status).toBe(202);
    await me.runSoon(id, 'COMPLETED');
    await redis.begin();
    await soon(async () => expect(reader.cursor).toBe((await me.events(id)).length));
    agent.play(id, async (ctx) => void (await ctx.say('again', 'As before.')));
    await me.say(id, 'Once more.');
    await soon(() => expect(textOf(reader)).toBe('As before.'));
    reader.drop();
  }, 30_000);
});
