import { setTimeout as pause } from 'node:timers/promises';
import type { FeedbackRequest } from '@parley/contracts';
import { person as writes } from '@parley/sandbox/recorder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InboundSink } from '../../src/modules/channels/index.js';
import { DeliveryStage, type StagePerson } from '../support/delivery/index.js';
import { soon } from '../support/product/index.js';

const SESSIONS = 50;
const QUESTIONS = 20;
/** Sessions at the same time. */
const SIDE_BY_SIDE = 5;
/** All of it together keeps both cores busy, so nothing in it is quick. */
const PATIENCE_MS = 60_000;
const CHANNELS = ['WEB', 'SLACK', 'EMAIL'] as const;
type Channel = (typeof CHANNELS)[number];

let stage: DeliveryStage;
let sink: InboundSink;
/** How often each line of work went on, by session and line. */
const resumed = new Map<string, number>();

beforeAll(async () => {
  stage = await DeliveryStage.start();
  sink = stage.product.nest.get(InboundSink);
});
afterAll(() => stage.close());

const options = CHANNELS.map((channel) => ({ value: channel, label: `From ${channel}` }));
const count = async (text: string, ...values: unknown[]) =>
  Number((await stage.product.pool.query<{ count: string }>(text, values)).rows[0]?.count);

/** Each of them sets out first as often as the others. */
const rotated = (by: number) => CHANNELS.map((_, index) => CHANNELS[(index + by) % CHANNELS.length] as Channel);

/** A run with many lines of work, each of which waits for an answer of its own. */
const askMany = async (mira: StagePerson): Promise<FeedbackRequest[]> => {
  const { id } = await mira.person.newSession(stage.agent.name);
  stage.agent.play(id, async (ctx) => {
    const line = (index: number) =>
      ctx.branch(`line ${index}`, async (own) => {
        await own.ask('ask', { type: 'CHOICE', question: `Which way, ${index}?`, options });
        await own.step('go on', () => {
          const key = `${id}/${index}`;
          resumed.set(key, (resumed.get(key) ?? 0) + 1);
        });
      });
    await ctx.all(Array.from({ length: QUESTIONS }, (_, index) => line(index)));
  });
  await mira.person.say(id, 'Go on.');
  return soon(async () => {
    const open = await mira.person.pending(id);
    expect(open).toHaveLength(QUESTIONS);
    return open;
  }, PATIENCE_MS);
};

/** The same question from one channel, with that channel's own answer. @returns whether the web was told it lost */
const answerFrom = async (channel: Channel, mira: StagePerson, { id }: FeedbackRequest): Promise<boolean> => {
  const answer = { type: 'CHOICE', value: channel };
  if (channel === 'WEB') {
    const { status, body } = await mira.person.answer(id, answer);
    if (status === 409) expect(body.code).toBe('feedback_already_settled');
    else expect(status).toBe(200);
    return status === 409;
  }
  const address = mira.addresses[channel];
  const card = { address, key: null, threadId: `thread-${mira.person.id}`, about: id };
  await sink.receive(channel, writes.clicks(card, { label: `From ${channel}`, answer }));
  return false;
};

describe('a question that is answered at once from three channels', () => {
  it(`is settled once, 1,000 times: 2,000 losers are told, 1,000 lines of work go on`, async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => stage.personOn(['SLACK', 'EMAIL', 'WEB'])));
    let lostOnTheWeb = 0;
    const one = async (index: number) => {
      const mira = people[index % people.length] as StagePerson;
      const requests = await askMany(mira);
      const sent = requests.flatMap((request, place) =>
        rotated(place).map(async (channel) => {
          // The web has the shortest way: mostly it sets out later, so that others come first too. Who did is printed.
          if (channel === 'WEB') await pause((place % 3) * 700);
          return answerFrom(channel, mira, request);
        }),
      );
      const lost = (await Promise.all(sent)).filter(Boolean).length;
      lostOnTheWeb += lost;
      await soon(async () => {
        const [run] = await mira.person.runs(requests[0]?.sessionId ?? '');
        expect(run?.status).toBe('COMPLETED');
      }, PATIENCE_MS);
    };
    for (let index = 0; index < SESSIONS; index += SIDE_BY_SIDE)
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, (_, next) => one(index + next)));

    const total = SESSIONS * QUESTIONS;
    expect(await count(`SELECT count(*) FROM feedback_request WHERE status = 'ANSWERED'`)).toBe(total);
    expect(await count(`SELECT count(*) FROM feedback_response WHERE outcome = 'APPLIED'`)).toBe(total);
    // A click that came after its run had gone on is still an answer: kept, and its sender told.
    await soon(
      async () => expect(await count('SELECT count(*) FROM inbound_receipt WHERE handled_at IS NULL')).toBe(0),
      PATIENCE_MS,
    );
    expect(await count(`SELECT count(*) FROM feedback_response WHERE outcome = 'SUPERSEDED'`)).toBe(2 * total);
    const lostElsewhere = await count(`SELECT count(*) FROM inbound_receipt WHERE outcome = 'superseded'`);
    expect(lostOnTheWeb + lostElsewhere).toBe(2 * total);
    const notes = `SELECT count(*) FROM delivery_attempt WHERE purpose = 'NOTE'`;
    expect(await count(notes)).toBe(lostElsewhere);
    await soon(async () => expect(await count(`${notes} AND status = 'ACCEPTED'`)).toBe(lostElsewhere), PATIENCE_MS);
    expect([...resumed.values()]).toEqual(Array.from({ length: total }, () => 1));
    const { rows: winners } = await stage.product.pool.query<{ channel: string; won: number }>(
      `SELECT channel, count(*)::int AS won FROM feedback_response WHERE outcome = 'APPLIED' GROUP BY channel ORDER BY channel`,
    );
    expect(winners.reduce((sum, { won }) => sum + won, 0)).toBe(total);
    console.log(winners.map(({ channel, won }) => `${channel} first ${won} times`).join(', '));
    console.log(
      `${total} settled, ${lostOnTheWeb} losers told on the web, ${lostElsewhere} by a note, ${resumed.size} resumed`,
    );
  }, 240_000);
});
