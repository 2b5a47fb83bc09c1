import type { SlackPerson } from '@parley/sandbox/slack';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/index.js';
import { type Person, ScriptedAgent, soon } from '../support/product/index.js';
import { askInSlack, choice, SlackStage } from '../support/slack/index.js';

let agent: ScriptedAgent;
let database: TestDatabase;
let stage: SlackStage;
let person: Person;
let member: SlackPerson;
beforeEach(async () => {
  agent = new ScriptedAgent();
  database = await createTestDatabase();
});
afterEach(async () => {
  await stage.close();
  await database.drop();
});

const start = async (mode: 'http' | 'socket') => {
  stage = await SlackStage.start({ mode, agents: [agent.definition], databaseUrl: database.url, retryDelaysMs: [] });
  ({ person, member } = await stage.linked('Mira', 'U0MIRA'));
};

const answeredOnce = async (requestId: string) => {
  await soon(async () => {
    const { rows } = await stage.product.pool.query(
      'SELECT outcome, text FROM feedback_response WHERE request_id = $1',
      [requestId],
    );
    expect(rows).toEqual([{ outcome: 'APPLIED', text: 'Blue' }]);
  });
};

describe('what nobody told us of', () => {
  it('is read up in the threads of open questions when Slack leaves events out (F34)', async () => {
    await start('http');
    const asked = await askInSlack({ agent, person, member }, choice('Left out?'));
    stage.slack.faults.add({
      fault: { kind: 'lost' },
      times: 'always',
      match: { type: 'events_api', event: 'message' },
    });
    await member.dm('blue', asked.card.thread_ts ?? asked.card.ts);
    await stage.slack.settled();
    // As far as we know yet: where the card stands is written down a moment after it stands there.
    await soon(async () => {
      const { rows } = await stage.product.pool.query(
        `SELECT 1 FROM delivery_attempt WHERE status = 'ACCEPTED' AND receipt ? 'threadTs'`,
      );
      expect(rows).toHaveLength(1);
    });
    expect((await person.get(`/api/feedback-requests/${asked.requestId}`)).body.status).toBe('PENDING');
    stage.slack.admin.sendAppRateLimited('T0ACME');
    await answeredOnce(asked.requestId);
    const before = await stage.receipts();
    stage.slack.admin.sendAppRateLimited('T0ACME');
    await stage.slack.settled();
    expect(await stage.receipts()).toBe(before);
  });

  it('is read up when no connection heard anything for a while (F33)', async () => {
    await start('socket');
    const asked = await askInSlack({ agent, person, member }, choice('Deaf?'));
    stage.slack.faults.add({ fault: { kind: 'too_many_websockets' }, times: 4 });
    stage.slack.admin.dropSockets();
    await member.dm('blue', asked.card.thread_ts ?? asked.card.ts);
    await soon(() => expect(stage.slack.state.sockets()).toBe(2), 15_000);
    await answeredOnce(asked.requestId);
  }, 40_000);

  it('is read up at the start, when Slack gave up on us meanwhile', async () => {
    await start('http');
    const asked = await askInSlack({ agent, person, member }, choice('While we were away?'));
    await stage.product.close();
    await member.dm('blue', asked.card.thread_ts ?? asked.card.ts);
    await stage.slack.settled();
    await stage.restart({ agents: [agent.definition], databaseUrl: database.url });
    await answeredOnce(asked.requestId);
  }, 40_000);
});
