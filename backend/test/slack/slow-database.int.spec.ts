import type { SlackPerson } from '@parley/sandbox/slack';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { choice, type Person, ScriptedAgent, soon } from '../support/product/index.js';
import { actionOf, askInSlack, SlackStage } from '../support/slack/index.js';
import { messageEvent, postSigned } from '../support/slack/raw-slack.js';

const agent = new ScriptedAgent();
let stage: SlackStage;
let person: Person;
let member: SlackPerson;
beforeAll(async () => {
  stage = await SlackStage.start({ agents: [agent.definition], retryDelaysMs: [50, 1_500, 3_000] });
  ({ person, member } = await stage.linked('Mira', 'U0MIRA'));
});
afterAll(() => stage.close());

let release: () => Promise<void> = async () => undefined;
afterEach(() => release());

/** Whatever arrives waits for as long as somebody holds the table. */
const holdReceipts = async (): Promise<void> => {
  const client = await stage.product.pool.connect();
  await client.query('BEGIN');
  await client.query('LOCK TABLE inbound_receipt IN ACCESS EXCLUSIVE MODE');
  release = async () => {
    release = async () => undefined;
    await client.query('COMMIT');
    client.release();
  };
};

const timed = async (send: () => Promise<Response>) => {
  const began = performance.now();
  const { status } = await send();
  return { status, ms: performance.now() - began };
};

describe('while the database is slow (F28)', () => {
  it('an event is given back within a second, is never acknowledged unstored, and is not lost', async () => {
    const url = `${stage.product.url}/slack/events`;
    const secret = stage.slack.app.signingSecret;
    const bodies = Array.from({ length: 40 }, (_, at) => JSON.stringify(messageEvent(`slow ${at}`)));
    const before = await stage.receipts();
    await holdReceipts();
    const given = await Promise.all(bodies.map((body) => timed(() => postSigned({ url, secret, body }))));
    expect(new Set(given.map(({ status }) => status))).toEqual(new Set([503]));
    const times = given.map(({ ms }) => ms).sort((a, b) => a - b);
    expect(times[20]).toBeLessThan(1_300);
    // All forty at once are also this machine's work: each must be in time for Slack, which waits for 3 s.
    expect(times.at(-1)).toBeLessThan(2_000);
    await release();
    const again = await Promise.all(bodies.map((body) => timed(() => postSigned({ url, secret, body }))));
    expect(new Set(again.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await stage.receipts()).toBe(before + 40);
  });

  it('Slack brings again what was given back, and it counts once', async () => {
    const asked = await askInSlack({ agent, person, member }, choice('Slowly?'));
    await holdReceipts();
    await member.dm('the second one', asked.card.thread_ts ?? asked.card.ts);
    await soon(() => {
      const tries = stage.slack.ledger
        .entries()
        .filter((entry) => entry.kind === 'delivery' && entry.event === 'message' && entry.status === 503);
      expect(tries.length).toBeGreaterThan(0);
    });
    await release();
    await person.runSoon(asked.sessionId, 'COMPLETED');
    await stage.slack.settled();
    const { rows } = await stage.product.pool.query(
      'SELECT outcome, text FROM feedback_response WHERE request_id = $1',
      [asked.requestId],
    );
    expect(rows).toEqual([{ outcome: 'APPLIED', text: 'Blue' }]);
  });

  it('who clicked sees that it did not work, or it did', async () => {
    const asked = await askInSlack({ agent, person, member }, choice('Click slowly?'));
    await holdReceipts();
    const clicked = member.click(asked.channel, asked.card.ts, actionOf(asked.card, 'Red'));
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await release();
    // Nothing brings a click again, so it is waited for longer than an event.
    expect(await clicked).toEqual({ ok: true });
    await person.runSoon(asked.sessionId, 'COMPLETED');
  });
});
