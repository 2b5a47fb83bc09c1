import type { SlackPerson } from '@parley/sandbox/slack';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { choice, type Person, ScriptedAgent, soon, type TestProduct } from '../support/product/index.js';
import { askInSlack, SlackStage } from '../support/slack/index.js';

const QUESTIONS = 6;

const agent = new ScriptedAgent();
let stage: SlackStage;
let second: TestProduct;
let person: Person;
let member: SlackPerson;

beforeAll(async () => {
  stage = await SlackStage.start({ mode: 'socket', agents: [agent.definition], retryDelaysMs: [100, 500, 2_000] });
  ({ person, member } = await stage.linked('Mira', 'U0MIRA'));
  second = await stage.beside([agent.definition], { ROLE: 'api' });
});
afterAll(() => stage?.close());

/** Slack gives each event to one of the connections, and to another when that did not acknowledge it. */
it('OPS-1: of two processes in Socket Mode one takes what arrives, and a reply counts once whoever does', async () => {
  expect(stage.slack.state.sockets()).toBe(4);
  for (let count = 1; count <= QUESTIONS; count++) {
    const asked = await askInSlack({ agent, person, member }, choice(`Question ${count}?`));
    await member.dm('blue', asked.card.thread_ts ?? asked.card.ts);
    await person.runSoon(asked.sessionId, 'COMPLETED');
  }
  await stage.slack.settled();
  const { rows } = await stage.product.pool.query(
    'SELECT outcome, count(*)::int AS count FROM feedback_response GROUP BY outcome',
  );
  expect(rows).toEqual([{ outcome: 'APPLIED', count: QUESTIONS }]);
});

it('OPS-1: what one process no longer takes, the other does', async () => {
  await second.close();
  await soon(() => expect(stage.slack.state.sockets()).toBe(2));
  const asked = await askInSlack({ agent, person, member }, choice('And now?'));
  await member.dm('blue', asked.card.thread_ts ?? asked.card.ts);
  await person.runSoon(asked.sessionId, 'COMPLETED');
});
