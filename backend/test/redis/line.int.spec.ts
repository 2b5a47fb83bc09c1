import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RedisLine } from '../../src/platform/bus/redis-line.js';
import { SharedEventBus } from '../../src/platform/bus/shared-event-bus.js';
import { soon } from '../support/product/index.js';
import { RedisServer, redisServer } from '../support/redis/index.js';

/** A process's end of the bus. */
interface End {
  bus: SharedEventBus;
  heard: unknown[];
  losses: number;
}

describe.skipIf(!redisServer)('a bus over Redis', () => {
  let redis: RedisServer;
  let lines: RedisLine[];

  beforeEach(async () => {
    redis = await RedisServer.start();
    lines = [];
  });

  afterEach(async () => {
    await Promise.all(lines.map((line) => line.close()));
    await redis.stop();
  });

  /** Listens to `topic`, from when Redis knows it. */
  const join = async (deployment = 'one', topic = 'a topic'): Promise<End> => {
    const line = new RedisLine(redis.url);
    lines.push(line);
    const up = new Promise<void>((resolve) => void line.onBack(resolve));
    const bus = new SharedEventBus(line, deployment);
    const end: End = { bus, heard: [], losses: 0 };
    bus.onLoss(() => {
      end.losses += 1;
    });
    bus.subscribe(topic, (message) => void end.heard.push(message));
    await up;
    await bus.settled();
    return end;
  };

  it('tells each process once, and no other deployment', async () => {
    const [me, other, stranger] = [await join(), await join(), await join('two')];
    me.bus.publish('a topic', { n: 1 });
    expect(me.heard).toEqual([{ n: 1 }]);
    await soon(() => expect(other.heard).toEqual([{ n: 1 }]));
    other.bus.publish('a topic', { n: 2 });
    await soon(() => expect(me.heard).toEqual([{ n: 1 }, { n: 2 }]));
    expect(other.heard).toEqual([{ n: 1 }, { n: 2 }]);
    expect(stranger.heard).toEqual([]);
  });

  it('no longer hears a topic that nobody listens to', async () => {
    const me = await join();
    const forget = me.bus.subscribe('another', () => undefined);
    const channels = async () => (await redis.tell('PUBSUB', 'CHANNELS', 'parley.*')) as string[];
    await soon(async () => expect(await channels()).toHaveLength(3));
    forget();
    await soon(async () => expect(await channels()).toHaveLength(2));
  });

  it('goes on within the process while Redis is away, and calls to catch up when it is back', async () => {
    const [me, other] = [await join(), await join()];
    await redis.kill();
    await soon(() => {
      me.bus.publish('a topic', 'lost');
      expect(me.heard.length).toBeGreaterThan(3);
    });
    expect(other.heard).toEqual([]);
    const before = [me.losses, other.losses] as const;
    await redis.begin();
    await soon(() => expect(me.losses).toBeGreaterThan(before[0]));
    await soon(() => expect(other.losses).toBeGreaterThan(before[1]));
    await soon(() => {
      me.bus.publish('a topic', 'again');
      expect(other.heard).toContain('again');
    });
  });

  it('tells the others when somebody was cut off: what it could not say may concern them', async () => {
    const first = await join();
    const before = first.losses;
    await join();
    await soon(() => expect(first.losses).toBeGreaterThan(before));
  });
});
