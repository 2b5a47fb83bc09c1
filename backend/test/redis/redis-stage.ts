import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { RecordingChannelAdapter } from '../../src/modules/channels/recording/recording-channel.adapter.js';
import { QueueLook } from '../../src/platform/queue/index.js';
import { DeliveryStage, type StagePerson } from '../support/delivery/index.js';
import { SessionReader, soon, startTestProduct, type TestProduct } from '../support/product/index.js';
import type { RedisServer } from '../support/redis/index.js';

/** A process that takes what people say, a process that does the work, and the Redis between them. */
export class RedisStage {
  private constructor(
    readonly redis: RedisServer,
    readonly delivery: DeliveryStage,
    readonly worker: TestProduct,
    readonly mira: StagePerson,
  ) {}

  static async start(redis: RedisServer, more: Record<string, string> = {}): Promise<RedisStage> {
    const env = { REDIS_URL: redis.url, ...more };
    const delivery = await DeliveryStage.start({ ...env, ROLE: 'api' });
    const { slack } = delivery;
    const worker = await startTestProduct({
      agents: [delivery.agent.definition],
      channels: [new RecordingChannelAdapter({ type: 'SLACK', channel: slack, publicUrl: 'http://parley.test' })],
      env: { ...env, ROLE: 'worker' },
      databaseUrl: delivery.product.databaseUrl,
    });
    return new RedisStage(redis, delivery, worker, await delivery.personOn(['SLACK', 'WEB']));
  }

  /** A session that is followed, whose agent says what it is told to say. */
  async session(): Promise<{ id: string; reader: SessionReader }> {
    const { person } = this.mira;
    const { id } = await person.newSession(this.delivery.agent.name);
    this.delivery.agent.play(id, async (ctx) => void (await ctx.say('told', 'Done.')));
    const reader = new SessionReader(person, id);
    await reader.resume();
    return { id, reader };
  }

  /** @returns how long each message took to be acknowledged, in milliseconds, shortest first */
  async sayTo(sessions: readonly { id: string }[]): Promise<number[]> {
    const times: number[] = [];
    for (const { id } of sessions) {
      const sent = performance.now();
      expect((await this.mira.person.say(id, 'Go on.')).status).toBe(202);
      times.push(performance.now() - sent);
    }
    return times.sort((a, b) => a - b);
  }

  /** Nothing lost, nothing doubled, all of it seen. */
  async allDone(sessions: readonly { id: string; reader: SessionReader }[]): Promise<void> {
    for (const { id, reader } of sessions) {
      await this.mira.person.runSoon(id, 'COMPLETED');
      await soon(async () => expect(reader.cursor).toBe((await this.mira.person.events(id)).length));
      expect([...reader.messages.values()].map(({ text }) => text)).toEqual(['Go on.', 'Done.']);
    }
  }

  /** A question that goes out by a channel, and is answered. */
  async askAndAnswer(): Promise<void> {
    const question = `Which way, ${randomUUID()}?`;
    const request = await this.mira.asked({ type: 'TEXT', question });
    // What an earlier one still has to tell may come between.
    await soon(() =>
      expect(this.mira.got('SLACK').filter((one) => JSON.stringify(one).includes(question))).toHaveLength(1),
    );
    expect((await this.mira.person.answer(request.id, { type: 'TEXT', text: 'Left.' })).status).toBeLessThan(300);
    await this.mira.person.runSoon(request.sessionId, 'COMPLETED');
  }

  /** What is handed to the queue is taken out of it: its worker lives. */
  async queueWorks(): Promise<void> {
    const look = this.delivery.product.nest.get(QueueLook);
    await soon(() => expect(look.queue).toBeDefined());
    const sessions = [await this.session(), await this.session(), await this.session()];
    await this.sayTo(sessions);
    await this.allDone(sessions);
    await soon(async () => expect((await look.look()).counts).toMatchObject({ waiting: 0, active: 0 }), 20_000);
    for (const { reader } of sessions) reader.drop();
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.delivery.close();
    await this.redis.stop();
  }
}

/** How long the slowest of a hundred took: the slowest of all, where there are fewer. */
export const p99 = (sorted: readonly number[]): number => sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0;
