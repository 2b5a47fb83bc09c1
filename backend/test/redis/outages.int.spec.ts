import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { RedisServer, redisServer } from '../support/redis/index.js';
import { p99, RedisStage } from './redis-stage.js';

const SESSIONS = 20;
/** Of a machine with other things to do; a request that waited for Redis would take the better part of it. */
const ACKNOWLEDGED_WITHIN_MS = 1_000;

describe.skipIf(!redisServer)('Redis goes', () => {
  let stage: RedisStage;

  beforeAll(async () => {
    stage = await RedisStage.start(await RedisServer.start());
  }, 60_000);

  afterAll(() => stage?.close());

  const sessions = () => Promise.all(Array.from({ length: SESSIONS }, () => stage.session()));

  /** All that people and agents do goes on while Redis is like this, and afterwards it is as before. */
  const goesOn = async (begin: () => unknown, end: () => unknown, title: string) => {
    const open = await sessions();
    await begin();
    onTestFinished(async () => void (await end()));
    const times = await stage.sayTo(open);
    console.info(`${title}: acknowledged within ${p99(times).toFixed(0)} ms (p99 of ${times.length})`);
    await stage.askAndAnswer();
    for (const { id } of open) await stage.mira.person.runSoon(id, 'COMPLETED');
    await end();
    await stage.allDone(open);
    await stage.queueWorks();
    for (const { reader } of open) reader.drop();
    expect(p99(times)).toBeLessThan(ACKNOWLEDGED_WITHIN_MS);
  };

  it('killed and started again', async () => {
    await goesOn(
      () => stage.redis.kill(),
      () => stage.redis.begin(),
      'killed',
    );
  }, 60_000);

  it('hanging: it takes connections and answers none', async () => {
    await goesOn(
      () => stage.redis.pause(),
      () => stage.redis.resume(),
      'hanging',
    );
  }, 60_000);

  it('full: it refuses what it would have to keep', async () => {
    await goesOn(
      () => stage.redis.tell('CONFIG', 'SET', 'maxmemory', '1'),
      () => stage.redis.tell('CONFIG', 'SET', 'maxmemory', '0'),
      'full',
    );
  }, 60_000);

  it('emptied, in the middle of the work', async () => {
    const open = await sessions();
    await stage.sayTo(open.slice(0, SESSIONS / 2));
    await stage.redis.wipe();
    await stage.sayTo(open.slice(SESSIONS / 2));
    await stage.allDone(open);
    await stage.askAndAnswer();
    await stage.queueWorks();
    for (const { reader } of open) reader.drop();
  }, 60_000);
});
