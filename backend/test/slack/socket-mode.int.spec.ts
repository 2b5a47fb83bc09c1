import type { SlackPerson } from '@parley/sandbox/slack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choice, type Person, ScriptedAgent, soon } from '../support/product/index.js';
import { askInSlack, SlackStage } from '../support/slack/index.js';

const agent = new ScriptedAgent();
let stage: SlackStage;
let person: Person;
let member: SlackPerson;
beforeAll(async () => {
  stage = await SlackStage.start({ mode: 'socket', agents: [agent.definition], retryDelaysMs: [100, 500, 2_000] });
  ({ person, member } = await stage.linked('Mira', 'U0MIRA'));
});
afterAll(() => stage.close());

const bothOpen = () => soon(() => expect(stage.slack.state.sockets()).toBe(2), 15_000);

/** Asks, and says what happens to the connections before the reply is written. */
const replyAfter = async (question: string, trouble: () => void): Promise<void> => {
  const asked = await askInSlack({ agent, person, member }, choice(question));
  trouble();
  await member.dm('blue', asked.card.thread_ts ?? asked.card.ts);
  await person.runSoon(asked.sessionId, 'COMPLETED');
  await stage.slack.settled();
  const { rows } = await stage.product.pool.query('SELECT outcome FROM feedback_response WHERE request_id = $1', [
    asked.requestId,
  ]);
  expect(rows).toEqual([{ outcome: 'APPLIED' }]);
  await bothOpen();
};

describe('Socket Mode (F33)', () => {
  it('keeps two connections', () => expect(stage.slack.state.sockets()).toBe(2));

  it('loses nothing while Slack has both replaced', () =>
    replyAfter('While they are replaced?', () => stage.slack.admin.refreshSockets('refresh_requested')));

  it('loses nothing when Slack warns first', () =>
    replyAfter('With a warning?', () => stage.slack.admin.refreshSockets('warning')));

  it('loses nothing when both are cut without a word', () => replyAfter('Cut?', () => stage.slack.admin.dropSockets()));

  it('is back within moments, and not after the SDK’s five seconds', async () => {
    const began = performance.now();
    stage.slack.admin.refreshSockets('refresh_requested');
    await soon(() => expect(stage.slack.state.sockets()).toBeLessThan(2));
    await bothOpen();
    expect(performance.now() - began).toBeLessThan(4_000);
  });

  it('waits a little longer each time while there are too many connections, and comes back', async () => {
    stage.slack.faults.add({ fault: { kind: 'too_many_websockets' }, times: 3 });
    stage.slack.admin.dropSockets();
    await soon(() => expect(stage.slack.faults.pending()).toEqual([]), 15_000);
    await bothOpen();
  }, 30_000);

  it('comes back when Slack cannot be asked for a connection at all for a while', async () => {
    stage.slack.faults.add({
      fault: { kind: 'http_status', status: 503 },
      times: 3,
      match: { method: 'apps.connections.open' },
    });
    stage.slack.admin.dropSockets();
    await soon(() => expect(stage.slack.faults.pending()).toEqual([]), 15_000);
    await bothOpen();
  }, 30_000);

  it('does not acknowledge what it could not keep', async () => {
    const asked = await askInSlack({ agent, person, member }, choice('Kept?'));
    const client = await stage.product.pool.connect();
    await client.query('BEGIN');
    await client.query('LOCK TABLE inbound_receipt IN ACCESS EXCLUSIVE MODE');
    await member.dm('red', asked.card.thread_ts ?? asked.card.ts);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    const acked = () =>
      stage.slack.ledger
        .entries()
        .filter((entry) => entry.kind === 'delivery' && entry.event === 'message' && entry.outcome === 'acked').length;
    const before = acked();
    await client.query('COMMIT');
    client.release();
    await person.runSoon(asked.sessionId, 'COMPLETED');
    await stage.slack.settled();
    expect(acked()).toBeGreaterThan(before);
  });
});
