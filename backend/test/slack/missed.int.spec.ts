import type { Message, SlackPerson } from '@parley/sandbox/slack';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/index.js';
import { choice, type Person, ScriptedAgent, soon } from '../support/product/index.js';
import { askInSlack, SlackStage } from '../support/slack/index.js';

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

const received = async (ts: string) => {
  const { rows } = await stage.product.pool.query('SELECT 1 FROM inbound_receipt WHERE external_id LIKE $1', [
    `%:${ts}`,
  ]);
  return rows.length > 0;
};
const loseWords = () =>
  stage.slack.faults.add({
    fault: { kind: 'lost' },
    times: 'always',
    match: { type: 'events_api', event: 'message' },
  });
const acceptedSoon = (requestId: string) =>
  soon(async () => {
    const { rows } = await stage.product.pool.query(
      `SELECT 1 FROM delivery_attempt WHERE request_id = $1 AND status = 'ACCEPTED' AND receipt ? 'threadTs'`,
      [requestId],
    );
    expect(rows).toHaveLength(1);
  });

describe('what nobody told us of', () => {
  it('is read up in the threads of open questions when Slack leaves events out (F34)', async () => {
    await start('http');
    const asked = await askInSlack({ agent, person, member }, choice('Left out?'));
    loseWords();
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

  it('is not read up where it is older than the question, also if nothing was ever heard', async () => {
    await start('http');
    loseWords();
    const aside: Message[] = [];
    const session = await person.newSession(agent.name);
    agent.play(session.id, async (ctx) => {
      await ctx.say('hi', 'Let us begin.');
      await ctx.step('work', async () => {
        await soon(() => expect(aside).toHaveLength(1));
        return true;
      });
      await ctx.ask('q', choice('Which one?'));
    });
    await person.send('PUT', `/api/sessions/${session.id}/channel`, { channel: 'SLACK' });
    await person.say(session.id, 'go');
    const root = await soon(() => {
      const [first] = member.messages(member.dmChannel()).filter(({ text }) => text.includes('Let us begin'));
      expect(first).toBeDefined();
      return first!;
    });
    aside.push(await member.dm('That reminds me of something', root.ts));
    const [request] = await person.pendingSoon(session.id);
    await acceptedSoon(request!.id);
    const answer = await member.dm('blue', root.ts);
    await stage.slack.settled();
    expect(await stage.receipts()).toBe(0);
    await stage.product.close();
    await stage.restart({ agents: [agent.definition], databaseUrl: database.url });
    await answeredOnce(request!.id);
    expect([await received(answer.ts), await received(aside[0]!.ts), await received(root.ts)]).toEqual([
      true,
      false,
      false,
    ]);
  }, 40_000);

  it('is read up to its end where others have written a lot', async () => {
    await start('http');
    const root = await member.say('C0GENERAL', '@Parley hello');
    const session = await soon(async () => {
      const { items } = (await person.get('/api/sessions')).body;
      expect(items).toHaveLength(1);
      return items[0] as { id: string };
    });
    await person.runSoon(session.id, 'COMPLETED');
    await stage.product.pool.query('UPDATE chat_session SET agent = $2 WHERE id = $1', [session.id, agent.name]);
    agent.play(session.id, async (ctx) => void (await ctx.ask('q', choice('In all this?'))));
    await person.send('PUT', `/api/sessions/${session.id}/channel`, { channel: 'SLACK' });
    await person.say(session.id, 'go');
    const [request] = await person.pendingSoon(session.id);
    await acceptedSoon(request!.id);
    loseWords();
    const noa = stage.slack.person('U0NOA');
    for (let at = 0; at < 250; at++) await noa.say('C0GENERAL', `chatter ${at}`, root.ts);
    await member.say('C0GENERAL', 'blue', root.ts);
    await stage.slack.settled();
    stage.slack.admin.sendAppRateLimited('T0ACME');
    await answeredOnce(request!.id);
  }, 40_000);
});
