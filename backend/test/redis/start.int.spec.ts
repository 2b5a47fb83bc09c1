import { afterEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/index.js';
import { QueueLook } from '../../src/platform/queue/index.js';
import { assertRedisFits } from '../../src/platform/redis/index.js';
import { RedisServer, redisServer } from '../support/redis/index.js';
import { RedisStage } from './redis-stage.js';

describe.skipIf(!redisServer)('a start', () => {
  let stage: RedisStage | undefined;
  let redis: RedisServer | undefined;

  afterEach(async () => {
    await stage?.close();
    await redis?.stop();
    stage = undefined;
    redis = undefined;
  });

  it('does not need Redis: the work is found without it, and shared once it comes', async () => {
    redis = await RedisServer.away();
    stage = await RedisStage.start(redis);
    const session = await stage.session();
    await stage.sayTo([session]);
    await stage.mira.person.runSoon(session.id, 'COMPLETED');
    await redis.begin();
    await stage.allDone([session]);
    await stage.queueWorks();
    session.reader.drop();
  }, 60_000);

  it('hands work over without any sweep', async () => {
    redis = await RedisServer.start();
    stage = await RedisStage.start(redis, { SWEEP_INTERVAL_MS: '60000' });
    const sessions = await Promise.all(Array.from({ length: 10 }, () => stage?.session()));
    const open = sessions.flatMap((session) => session ?? []);
    await stage.sayTo(open);
    await stage.allDone(open);
    await stage.askAndAnswer();
    for (const { reader } of open) reader.drop();
  }, 60_000);

  it('refuses a Redis that forgets jobs when it is full', async () => {
    redis = await RedisServer.start({ 'maxmemory-policy': 'allkeys-lru' });
    const refusal = await assertRedisFits(redis.url).catch((error) => error);
    expect(refusal).toBeInstanceOf(ConfigError);
    expect(refusal.message).toMatch(/REDIS_URL: .*allkeys-lru.*set maxmemory-policy noeviction/);
  });

  it('takes a Redis that keeps its jobs, and one that is not there yet', async () => {
    redis = await RedisServer.start();
    await assertRedisFits(redis.url);
    await redis.kill();
    await assertRedisFits(redis.url);
  });

  it('does without a Redis that turns out to forget jobs', async () => {
    redis = await RedisServer.start({ 'maxmemory-policy': 'volatile-lru' });
    stage = await RedisStage.start(redis);
    const session = await stage.session();
    await stage.sayTo([session]);
    await stage.allDone([session]);
    expect(stage.worker.nest.get(QueueLook).queue).toBeUndefined();
    session.reader.drop();
  }, 60_000);
});
