import type { Message, SlackPerson } from '@parley/sandbox/slack';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { choice, type Person, ScriptedAgent, soon } from '../support/product/index.js';
import { actionOf, askInSlack, SlackStage } from '../support/slack/index.js';

const GENERAL = 'C0GENERAL';

const agent = new ScriptedAgent();
let stage: SlackStage;
let person: Person;
let member: SlackPerson;
beforeAll(async () => {
  stage = await SlackStage.start({ agents: [agent.definition], env: { DEMO_MODEL_TOKENS_PER_SECOND: '300' } });
});
afterAll(() => stage.close());
beforeEach(async () => {
  const { id } = stage.slack.admin.hire('T0ACME', 'Mira Okafor');
  ({ person, member } = await stage.linked('Mira', id));
});

const thread = (channel: string, root: Message) => stage.slack.state.thread(channel, root.ts);
const fromParley = (channel: string, root: Message) => thread(channel, root).filter(({ bot_id }) => bot_id);
const replySoon = (channel: string, root: Message, count = 1) =>
  soon(() => {
    const found = fromParley(channel, root);
    expect(found.length).toBeGreaterThanOrEqual(count);
    return found;
  });
const sessions = async (who = person) => (await who.get('/api/sessions')).body.items as { id: string; title: string }[];
const timeline = async (sessionId: string) => {
  const { items } = (await person.get(`/api/sessions/${sessionId}/messages`)).body;
  return items.map(({ role, channel, carried }: Record<string, unknown>) => ({ role, channel, carried }));
};
const outcomeOf = ({ ts }: Message, channel: string) =>
  soon(async () => {
    const { rows } = await stage.product.pool.query(
      'SELECT outcome, raw::text FROM inbound_receipt WHERE external_id = $1',
      [`T0ACME:${channel}:${ts}`],
    );
    expect(rows[0]?.outcome).toEqual(expect.any(String));
    return rows[0] as { outcome: string; raw: string };
  });

describe('a mention in a channel', () => {
  it('begins a session in its thread, once, and the web app goes on with it: one timeline (SES-7)', async () => {
    const root = await member.say(GENERAL, '@Parley hello, what can you do?');
    await replySoon(GENERAL, root);
    const [session, ...others] = await sessions();
    expect(others).toEqual([]);
    await person.runSoon(session!.id, 'COMPLETED');
    await person.say(session!.id, 'And in the web app?');
    await soon(async () => expect(await timeline(session!.id)).toHaveLength(4));
    await person.runSoon(session!.id, 'COMPLETED');
    const back = await member.say(GENERAL, 'Back in Slack, and again an answer here please', root.ts);
    await soon(async () => expect((await timeline(session!.id)).length).toBeGreaterThanOrEqual(6));
    const [first, answer, second, inWeb, third] = await timeline(session!.id);
    expect([first, second, third].map(({ role, channel }) => [role, channel])).toEqual([
      ['USER', 'SLACK'],
      ['USER', 'WEB'],
      ['USER', 'SLACK'],
    ]);
    expect([answer.carried, inWeb.carried]).toEqual([{ channel: 'SLACK', status: 'ACCEPTED' }, null]);
    expect(await sessions()).toHaveLength(1);
    await soon(() => expect(thread(GENERAL, root).at(-1)?.ts).not.toBe(back.ts));
  });

  it('begins a new one also while a question waits elsewhere', async () => {
    const asked = await askInSlack({ agent, person, member }, choice('Which colour first?'));
    const root = await member.say(GENERAL, '@Parley 1');
    expect((await outcomeOf(root, GENERAL)).outcome).toBe('posted');
    expect(await person.pending(asked.sessionId)).toHaveLength(1);
  });

  it('in the thread of somebody else is told whose it is', async () => {
    const root = await member.say(GENERAL, '@Parley hello');
    await replySoon(GENERAL, root);
    const { id } = stage.slack.admin.hire('T0ACME', 'Noa Lindqvist');
    const noa = await stage.linked('Noa', id);
    const said = await noa.member.say(GENERAL, '@Parley and me?', root.ts);
    expect((await outcomeOf(said, GENERAL)).outcome).toMatch(/somebody else/);
    expect(await sessions(noa.person)).toEqual([]);
    await soon(() => expect(JSON.stringify(thread(GENERAL, root))).toContain('somebody else’s conversation'));
  });
});

describe('what people say to each other', () => {
  it('in a channel is not even stored; in a thread of ours it is forgotten', async () => {
    const root = await member.say(GENERAL, '@Parley hello');
    await replySoon(GENERAL, root);
    const { id } = stage.slack.admin.hire('T0ACME', 'Jun Park');
    const jun = stage.slack.person(id);
    const before = await stage.receipts();
    await jun.say(GENERAL, 'Lunch?');
    const aside = await jun.say(GENERAL, 'I had the same secret problem', root.ts);
    expect(await outcomeOf(aside, GENERAL)).toEqual({ outcome: 'ignored: not said to us', raw: '{}' });
    await stage.slack.settled();
    expect(await stage.receipts()).toBe(before + 1);
    expect(await timeline((await sessions())[0]!.id)).toHaveLength(2);
  });

  it('is not an answer of its owner either, when it stands in another thread', async () => {
    const asked = await askInSlack({ agent, person, member }, choice('Which colour now?'));
    const elsewhere = await member.say(GENERAL, 'Who is in?');
    const said = await member.say(GENERAL, '1', elsewhere.ts);
    expect((await outcomeOf(said, GENERAL)).outcome).toBe('ignored: not said to us');
    expect(await person.pending(asked.sessionId)).toHaveLength(1);
  });
});

describe('a reply', () => {
  it('that is quicker than the news of what it replies to waits for it (F27)', async () => {
    const slow = { kind: 'slow', ms: 1_500, when: 'after' } as const;
    stage.slack.faults.add({
      fault: slow,
      times: 1,
      match: { method: 'chat.postMessage', channel: member.dmChannel() },
    });
    const asked = await askInSlack({ agent, person, member }, choice('Which colour, quickly?'));
    await member.dm('blue', asked.card.ts);
    await person.runSoon(asked.sessionId, 'COMPLETED');
    expect(await sessions()).toHaveLength(1);
    expect((await person.get(`/api/feedback-requests/${asked.requestId}`)).body).toMatchObject({
      status: 'ANSWERED',
      response: { answer: { value: 'blue' } },
    });
  });

  it('and a click at the same moment: one counts, the other is told who was first (F36)', async () => {
    for (const question of ['One?', 'Two?', 'Three?']) {
      const asked = await askInSlack({ agent, person, member }, choice(question));
      await Promise.all([
        member.click(asked.channel, asked.card.ts, actionOf(asked.card, 'Red')),
        member.dm('blue', asked.card.thread_ts ?? asked.card.ts),
      ]);
      await person.runSoon(asked.sessionId, 'COMPLETED');
      await soon(async () => {
        const { rows } = await stage.product.pool.query(
          'SELECT outcome FROM feedback_response WHERE request_id = $1 ORDER BY outcome',
          [asked.requestId],
        );
        expect(rows).toEqual([{ outcome: 'APPLIED' }, { outcome: 'SUPERSEDED' }]);
      });
      await soon(() => expect(JSON.stringify(member.messages(asked.channel))).toContain('answered first'));
    }
  });
});

describe('a long answer of an agent', () => {
  it('grows in the thread and ends whole: one message', async () => {
    const root = await member.dm('Tell me something long');
    const channel = member.dmChannel();
    await replySoon(channel, root);
    const [session] = await sessions();
    await person.runSoon(session!.id, 'COMPLETED');
    const { items } = (await person.get(`/api/sessions/${session!.id}/messages`)).body;
    await soon(() =>
      expect(JSON.stringify(fromParley(channel, root).at(-1)?.blocks)).toContain(items.at(-1).text.trim().slice(-15)),
    );
    const calls = (method: string) =>
      stage.slack.ledger
        .entries()
        .filter((entry) => 'method' in entry && entry.method === method && JSON.stringify(entry).includes(channel));
    const posted = calls('chat.postMessage').filter((entry) => JSON.stringify(entry).includes(root.ts));
    expect([posted.length, calls('chat.update').length]).toEqual([1, expect.toSatisfy((count) => count >= 2)]);
  });
});
