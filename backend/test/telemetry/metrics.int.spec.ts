import { person as outside } from '@parley/sandbox/recorder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InboundSink } from '../../src/modules/channels/index.js';
import { Sweeper } from '../../src/platform/queue/index.js';
import { CATALOGUE } from '../../src/platform/telemetry/index.js';
import { DeliveryStage } from '../support/delivery/index.js';
import { call, type Person, soon } from '../support/product/index.js';
import { RedisServer, redisServer } from '../support/redis/index.js';

const TOKEN = 'a-token-for-those-who-watch';
const QUESTION = { type: 'TEXT', question: 'Which way?' } as const;
const env = { METRICS_TOKEN: TOKEN, RATE_LIMIT_MESSAGES_PER_MINUTE: '15', LLM_PROVIDER: 'demo' };

/** What cannot happen to one process alone; the second test sees to it. */
const NEEDS_REDIS: (keyof typeof CATALOGUE)[] = ['redisUp', 'busLosses'];

/** Every sample: its name with its labels, and its value. */
const scrape = async (url: string): Promise<[string, number][]> => {
  const { status, text, headers } = await call(`${url}/metrics`, 'GET', { authorization: `Bearer ${TOKEN}` });
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return samples.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]);
};
const nameOf = (series: string) => series.split('{', 1)[0] ?? series;

/** Those of the catalogue that nothing was ever told of. */
const silent = async (url: string, except: string[] = []): Promise<string[]> => {
  const samples = await scrape(url);
  return Object.entries(CATALOGUE).flatMap(([key, { kind, name }]) => {
    if (except.includes(key)) return [];
    const own = samples.filter(([series]) => nameOf(series) === (kind === 'histogram' ? `${name}_count` : name));
    const told = kind === 'gauge' ? own.length > 0 : own.some(([, value]) => value > 0);
    return told ? [] : [name];
  });
};

describe('/metrics', () => {
  let stage: DeliveryStage;
  beforeAll(async () => {
    stage = await DeliveryStage.start(env);
  });
  afterAll(() => stage.close());

  /** Refused by Slack, answered in a mail. */
  const answerByMail = async () => {
    const mira = await stage.personOn(['SLACK', 'EMAIL', 'WEB']);
    stage.slack.faults.plan.add({ fault: { kind: 'not_found' }, times: 1, match: { address: mira.addresses.SLACK } });
    const request = await mira.asked(QUESTION);
    await soon(() => expect(mira.got('EMAIL')).toHaveLength(1));
    await stage.product.nest.get(InboundSink).receive('EMAIL', outside.replies(mira.got('EMAIL')[0]!, 'left'));
    await mira.person.runSoon(request.sessionId, 'COMPLETED');
  };

  /** Looked up, because nobody heard that it arrived; answered on the page. */
  const answerOnPage = async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    const match = { address: mira.addresses.SLACK };
    stage.slack.faults.plan.add({ fault: { kind: 'unknown_accepted' }, times: 1, match });
    const onWeb = await mira.asked(QUESTION, 'WEB');
    await mira.person.answer(onWeb.id, { type: 'TEXT', text: 'left' });
    const onSlack = await mira.asked(QUESTION);
    await soon(async () => expect((await mira.timeline(onSlack.id)).items).toMatchObject([{ status: 'ACCEPTED' }]));
    return { person: mira.person, waiting: onSlack };
  };

  const talk = async (person: Person) => {
    const session = await person.newSession('assistant');
    const socket = await person.connect();
    await socket.subscribe(session.id);
    await person.say(session.id, 'Hello');
    await person.runSoon(session.id, 'COMPLETED');
    await socket.subscribe(session.id, 1);
    return socket;
  };

  /** As after a worker that was killed. */
  const leaveBehind = (runId: string | null) =>
    stage.product.pool.query(
      `UPDATE agent_run SET status = 'RUNNING', lease_until = now() - interval '1 s' WHERE id = $1`,
      [runId],
    );

  /** While it works. */
  const stop = async (person: Person) => {
    const session = await person.newSession(stage.agent.name);
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    stage.agent.play(session.id, async (ctx) => {
      await ctx.step('work', ({ signal }) => {
        resolve();
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
      });
    });
    await person.say(session.id, 'Go on.');
    await begun;
    expect((await person.post(`/api/sessions/${session.id}/stop`)).status).toBeLessThan(300);
  };

  const sayTooMuch = async () => {
    const person = await stage.product.signUp('Flo');
    const session = await person.newSession('assistant');
    await soon(async () => expect((await person.say(session.id, 'Hello')).status).toBe(429));
  };

  const loseConnections = () =>
    stage.product.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle'`,
    );

  it('knows of everything in its catalogue, once it has happened', async () => {
    stage.product.nest.get(Sweeper).register('broken', () => Promise.reject(new Error('broken')));
    const { person, waiting } = await answerOnPage();
    await leaveBehind(waiting.runId);
    const [socket] = await Promise.all([talk(person), answerByMail(), stop(person), sayTooMuch()]);
    await soon(async () =>
      expect(await silent(stage.product.url, [...NEEDS_REDIS, 'databaseLost', 'socketsClosed'])).toEqual([]),
    );
    // Which rung has won is counted once the cards elsewhere are closed.
    await soon(async () => {
      const series = (await scrape(stage.product.url)).map(([one]) => one);
      expect(series).toEqual(
        expect.arrayContaining([
          'parley_http_requests_total{method="POST",route="/api/sessions/:id/messages",status="202"}',
          'parley_deliveries_total{channel="slack",purpose="request",outcome="not_found"}',
          'parley_feedback_winning_rung_total{rung="1",channel="web"}',
          'parley_feedback_winning_rung_total{rung="2",channel="email"}',
          'parley_feedback_escalations_total{channel="email",why="after_failure"}',
          'parley_inbound_events_total{channel="email",outcome="applied"}',
          'parley_rate_limited_total{rule="message"}',
          'parley_sweep_rescues_total{sweep="due runs"}',
          'parley_sweep_failures_total{sweep="broken"}',
          'parley_database_up',
          'process_cpu_seconds_total',
          'nodejs_eventloop_lag_p99_seconds',
        ]),
      );
    });
    await socket.close();
    await loseConnections();
    await soon(async () => expect(await silent(stage.product.url, NEEDS_REDIS)).toEqual([]));
  });

  it('has no label that holds an id or an address', async () => {
    const series = (await scrape(stage.product.url)).map(([one]) => one).join('\n');
    expect(series).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|@example\.org/);
  });

  it('is not there for who has no token', async () => {
    expect((await call(`${stage.product.url}/metrics`, 'GET', {})).status).toBe(404);
  });
});

describe.skipIf(!redisServer)('/metrics of one among several processes', () => {
  it('tells whether Redis is there, and what it cost that it was not', async () => {
    const redis = await RedisServer.start();
    const stage = await DeliveryStage.start({ ...env, REDIS_URL: redis.url });
    try {
      const read = async (name: string) => new Map(await scrape(stage.product.url)).get(name);
      await soon(async () => expect(await read('parley_redis_up')).toBe(1));
      await redis.kill();
      await soon(async () => expect(await read('parley_redis_up')).toBe(0));
      await redis.begin();
      await soon(async () => expect(await read('parley_redis_up')).toBe(1));
      await soon(async () => expect(await read('parley_bus_losses_total')).toBeGreaterThan(0));
    } finally {
      await stage.close();
      await redis.stop();
    }
  });
});
