import { setTimeout as pause } from 'node:timers/promises';
import type { Message, SlackPerson } from '@parley/sandbox/slack';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { respond } from '../../src/modules/agent/llm/prompts/assistant.js';
import { choice, type Person, ScriptedAgent, soon } from '../support/product/index.js';
import { askInSlack, SlackStage } from '../support/slack/index.js';

const GENERAL = 'C0GENERAL';
const agent = new ScriptedAgent();
let stage: SlackStage;
let person: Person;
let member: SlackPerson;
beforeAll(async () => {
  stage = await SlackStage.start({ agents: [agent.definition], env: { DEMO_MODEL_TOKENS_PER_SECOND: '40' } });
});
afterAll(() => stage.close());
const hire = async (name: string) => {
  const found = await stage.linked(name, stage.slack.admin.hire('T0ACME', name).id);
  await stage.product.pool.query("UPDATE communication_channel SET position = 99 WHERE user_id = $1 AND type = 'WEB'", [
    found.person.id,
  ]);
  return found;
};
beforeEach(async () => {
  stage.slack.faults.clear();
  ({ person, member } = await stage.linked('Mira', stage.slack.admin.hire('T0ACME', 'Mira').id));
});
const sql = async (text: string, values: unknown[] = []) => (await stage.product.pool.query(text, values)).rows;
const thread = (channel: string, root: Message) => stage.slack.state.thread(channel, root.ts);
const replySoon = (channel: string, root: Message) =>
  soon(() => expect(thread(channel, root).filter(({ bot_id }) => bot_id).length).toBeGreaterThan(0));
const outcomeOf = ({ ts }: Message, channel: string) =>
  soon(async () => {
    const [row] = await sql('SELECT outcome FROM inbound_receipt WHERE external_id = $1', [`T0ACME:${channel}:${ts}`]);
    expect(row?.outcome).toEqual(expect.any(String));
    return row.outcome as string;
  }, 20_000);
const refusals = () => stage.slack.ledger.entries().filter((entry) => 'status' in entry && entry.status === 429).length;
const has = (text: string) => (message: Message) => JSON.stringify(message.blocks ?? '').includes(text);
const inDm = (who: SlackPerson, text: string) =>
  soon(() => {
    const found = who.messages(who.dmChannel()).filter(has(text)).at(-1);
    expect(found).toBeDefined();
    return found!;
  });
const sessions = async (who = person) => (await who.get('/api/sessions')).body.items as { id: string }[];
const inSlack = async (play: Parameters<ScriptedAgent['play']>[1]) => {
  const { id } = await person.newSession(agent.name);
  agent.play(id, play);
  await person.send('PUT', `/api/sessions/${id}/channel`, { channel: 'SLACK' });
  await person.say(id, 'go');
  return id as string;
};
/** A conversation that began outside, from now on with the scripted agent. */
const taken = async (channel: string, root: Message) => {
  await replySoon(channel, root);
  const [session] = await sessions();
  await person.runSoon(session!.id, 'COMPLETED');
  await sql('UPDATE chat_session SET agent = $2 WHERE id = $1', [session!.id, agent.name]);
  return session!.id;
};
const delegate = async (requestId: string, to: Person) => {
  const [user] = await sql('SELECT email FROM app_user WHERE id = $1', [to.id]);
  expect((await person.post(`/api/feedback-requests/${requestId}/delegate`, { to: user.email })).status).toBe(200);
};
const threadsOf = async (sessionId: string) =>
  new Set(
    (
      await sql(
        `SELECT receipt ->> 'threadTs' AS thread FROM delivery_attempt WHERE session_id = $1 AND receipt ? 'threadTs' AND purpose IN ('MESSAGE', 'REQUEST')`,
        [sessionId],
      )
    ).map((row) => row.thread),
  );

describe('Slack, as a review found it', () => {
  it('what a delegate remarks in somebody else’s thread is no answer to what they were asked elsewhere', async () => {
    const noa = await hire('Noa');
    const root = await member.say(GENERAL, '@Parley hello');
    const id = await taken(GENERAL, root);
    agent.play(id, async (ctx) => void (await ctx.ask('q', { type: 'TEXT', question: 'What is the budget?' })));
    await person.say(id, 'go');
    const [request] = await person.pendingSoon(id);
    await delegate(request!.id, noa.person);
    await inDm(noa.member, 'budget');
    const aside = await noa.member.say(GENERAL, 'good morning, who wants coffee?', root.ts);
    expect(await outcomeOf(aside, GENERAL)).toBe('ignored: not said to us');
  }, 30_000);

  it('a delegate who said thanks still answers the next question in its thread', async () => {
    const noa = await hire('Noa');
    const { id } = await person.newSession(agent.name);
    agent.play(id, async (ctx) => {
      await ctx.ask('one', choice('Colour one?'));
      await ctx.ask('two', choice('Colour two?'));
    });
    await person.say(id, 'go');
    const [one] = await person.pendingSoon(id);
    await delegate(one!.id, noa.person);
    const dm = noa.member.dmChannel();
    const card = await inDm(noa.member, 'Colour one?');
    await noa.member.dm('red', card.ts);
    await soon(async () => expect((await person.pending(id))[0]?.question.question).toBe('Colour two?'));
    await pause(1_500);
    await outcomeOf(await noa.member.dm('thanks, talk to you later', card.ts), dm);
    const [two] = await person.pendingSoon(id);
    await delegate(two!.id, noa.person);
    const second = await inDm(noa.member, 'Colour two?');
    expect(await outcomeOf(await noa.member.dm('blue', second.thread_ts ?? second.ts), dm)).toBe('applied');
  }, 30_000);

  it('words whose reply was lost are not said twice though a question followed', async () => {
    const fault = { kind: 'cut', when: 'after' } as const;
    const match = { method: 'chat.postMessage', channel: member.dmChannel() };
    stage.slack.faults.add({ fault, times: 1, match });
    const id = await inSlack(async (ctx) => {
      await ctx.say('first', 'These are my only words.');
      await ctx.ask('q', choice('And now which?'));
    });
    await inDm(member, 'And now which?');
    await soon(async () =>
      expect(
        await sql(
          `SELECT 1 FROM delivery_attempt WHERE session_id = $1 AND purpose = 'MESSAGE' AND status = 'ACCEPTED'`,
          [id],
        ),
      ).toHaveLength(1),
    );
    expect(member.messages(member.dmChannel()).filter(has('my only words'))).toHaveLength(1);
  }, 30_000);

  it.each(['yes', 'no'])(
    'what is written beside a question is its answer only if its author says so: %s',
    async (said) => {
      const question = 'What shall the release be called?';
      const { requestId } = await askInSlack({ agent, person, member }, { type: 'TEXT', question });
      const text = 'New topic: please summarise my mails of yesterday';
      const fresh = await member.dm(text);
      const dm = member.dmChannel();
      expect(await outcomeOf(fresh, dm)).toBe('asked back');
      await replySoon(dm, fresh);
      const reply = await member.dm(said, fresh.ts);
      expect(await outcomeOf(reply, dm)).toBe(said === 'yes' ? 'applied' : 'posted');
      const { status } = (await person.get(`/api/feedback-requests/${requestId}`)).body;
      expect([status, (await sessions()).length]).toEqual(said === 'yes' ? ['ANSWERED', 1] : ['PENDING', 2]);
      if (said === 'yes') return;
      await soon(() => expect(thread(dm, fresh).filter(({ bot_id }) => bot_id).length).toBe(2));
      await outcomeOf(await member.dm('and of today', fresh.ts), dm);
      expect(await sessions()).toHaveLength(2);
    },
  );

  it.each(['Plan our team offsite', '2'])(
    'a new topic settles no question that waits, also where a word of it fits: %s',
    async (text) => {
      const { requestId } = await askInSlack(
        { agent, person, member },
        {
          type: 'CHOICE',
          question: 'Who gets it?',
          options: [
            { label: 'Everyone', value: 'all' },
            { label: 'Only the team', value: 'team' },
          ],
        },
      );
      const fresh = await member.dm(text);
      expect(await outcomeOf(fresh, member.dmChannel())).toMatch(/^(asked back|posted)$/);
      expect((await person.get(`/api/feedback-requests/${requestId}`)).body.status).toBe('PENDING');
    },
  );

  it('what was written before a question was asked is no answer to it', async () => {
    const root = await member.dm('Hello, please begin');
    const channel = member.dmChannel();
    const id = await taken(channel, root);
    agent.play(id, async (ctx) => void (await ctx.ask('q', { type: 'TEXT', question: 'Which name?' })));
    // As while no worker is up: what was written waits.
    await sql(`CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS
      $f$ BEGIN IF NEW.kind = 'handle-inbound' THEN NEW.available_at = now() + interval '6 s'; END IF; RETURN NEW; END $f$`);
    await sql('CREATE TRIGGER hold BEFORE INSERT ON outbox_job FOR EACH ROW EXECUTE FUNCTION hold()');
    const said = await member.dm('Also use the blue template', root.ts);
    await stage.slack.settled();
    await sql('DROP TRIGGER hold ON outbox_job');
    await person.say(id, 'go');
    const [request] = await person.pendingSoon(id);
    await person.answer(request!.id, { type: 'TEXT', text: 'Maple' });
    expect(await outcomeOf(said, channel)).toBe('posted');
  }, 30_000);

  it('growing words beside a question of another branch begin no second thread', async () => {
    const fault = { kind: 'slow', ms: 2_000, when: 'after' } as const;
    const match = { method: 'chat.postMessage', channel: member.dmChannel() };
    stage.slack.faults.add({ fault, times: 1, match });
    const history = [{ role: 'USER' as const, text: 'Hello', at: '2026-01-01T00:00:00Z' }];
    const id = await inSlack((ctx) =>
      Promise.all([
        ctx.branch('a', (c) => c.say('long', respond({ history, answers: [] }))),
        ctx.branch('b', (c) => c.ask('q', choice('Beside it?'))),
      ]),
    );
    await soon(async () =>
      expect(
        await sql(
          `SELECT 1 FROM delivery_attempt WHERE session_id = $1 AND purpose IN ('MESSAGE', 'REQUEST') AND status = 'ACCEPTED' AND receipt ? 'ts'`,
          [id],
        ),
      ).toHaveLength(2),
    );
    expect((await threadsOf(id)).size).toBe(1);
  });

  it('a list of several questions moves no session to another thread', async () => {
    const x = await askInSlack({ agent, person, member }, choice('Colour X?'));
    const y = await askInSlack({ agent, person, member }, choice('Colour Y?'));
    const dm = await member.dm('hello');
    await soon(() => expect(thread(x.channel, dm).length).toBe(2));
    for (const { requestId, sessionId } of [x, y]) {
      await person.answer(requestId, { type: 'CHOICE', value: 'red' });
      await person.runSoon(sessionId, 'COMPLETED');
    }
    await soon(() => expect(member.messages(x.channel).filter(has('I heard: Red'))).toHaveLength(2));
    for (const { sessionId } of [x, y]) expect((await threadsOf(sessionId)).size).toBe(1);
  });

  it('who takes over a Slack account keeps one conversation in an old thread', async () => {
    const root = await member.dm('Hello agent');
    const channel = member.dmChannel();
    await replySoon(channel, root);
    const mine = ((await person.get('/api/channels')).body.items as { id: string; type: string }[]).find(
      ({ type }) => type === 'SLACK',
    );
    expect((await person.send('DELETE', `/api/channels/${mine!.id}`)).status).toBe(204);
    const other = await stage.product.signUp('Otto');
    await stage.link(other, member);
    for (const text of ['one', 'two', 'three']) await outcomeOf(await member.dm(text, root.ts), channel);
    expect(await sessions(other)).toHaveLength(1);
  });

  it('whoever wrote in Slack hears that the agent failed', async () => {
    const root = await member.dm('Hello');
    const channel = member.dmChannel();
    const id = await taken(channel, root);
    agent.play(id, async () => {
      throw new Error('the model is away');
    });
    const before = thread(channel, root).length;
    await member.dm('and now this please', root.ts);
    await person.runSoon(id, 'FAILED');
    await soon(() => expect(thread(channel, root).length - before).toBe(2), 3_000);
  }, 30_000);

  it('looks of growing words that Slack refuses delay nobody’s question', async () => {
    const noa = await hire('Noa');
    const fault = { kind: 'rate_limited', retryAfter: 20 } as const;
    stage.slack.faults.add({ fault, times: 1, match: { method: 'chat.update' } });
    const before = refusals();
    await member.dm('Tell me something long');
    await soon(() => expect(refusals()).toBeGreaterThan(before));
    await askInSlack({ agent, person: noa.person, member: noa.member }, choice('Which colour, Noa?'));
  }, 30_000);

  it('a card that Slack does not let us rewrite for now delays nobody’s question', async () => {
    const noa = await hire('Noa');
    const { requestId } = await askInSlack({ agent, person, member }, choice('Which colour, Mira?'));
    const fault = { kind: 'rate_limited', retryAfter: 20 } as const;
    stage.slack.faults.add({ fault, times: 1, match: { method: 'chat.update' } });
    const before = refusals();
    await person.answer(requestId, { type: 'CHOICE', value: 'red' });
    await soon(() => expect(refusals()).toBeGreaterThan(before));
    await askInSlack({ agent, person: noa.person, member: noa.member }, choice('Which colour, Noa?'));
  }, 30_000);

  it('words that were written before an approval was asked do not approve it', async () => {
    const id = await inSlack(async (ctx) => {
      await ctx.say('hi', 'Shall we begin?');
      await ctx.step('work', async () => void (await pause(2_000)));
      await ctx.ask('pay', {
        type: 'APPROVAL',
        question: 'Pay 9,000?',
        action: { tool: 'pay', arguments: { sum: 9000 } },
      } as never);
    });
    const hi = await inDm(member, 'Shall we begin?');
    stage.slack.faults.add({ fault: { kind: 'late', ms: 6_000 }, times: 1, match: { type: 'events_api' } });
    const said = await member.dm('yes', hi.ts);
    const card = await inDm(member, 'Pay 9,000?');
    expect(Number(card.ts)).toBeGreaterThan(Number(said.ts));
    await outcomeOf(said, member.dmChannel());
    expect(
      await sql(
        'SELECT r.outcome, r.answer FROM feedback_response r JOIN feedback_request f ON f.id = r.request_id WHERE f.session_id = $1',
        [id],
      ),
    ).toEqual([]);
  }, 40_000);

  // The last one: it leaves the workspace without the app.
  it('a question goes on where Slack takes back its permission', async () => {
    await sql("UPDATE communication_channel SET wait_ms = 3600000 WHERE user_id = $1 AND type = 'SLACK'", [person.id]);
    const { requestId } = await askInSlack({ agent, person, member }, choice('Which colour, then?'));
    stage.slack.admin.revokeToken('T0ACME');
    await soon(async () => {
      const { next, items } = (await person.get(`/api/feedback-requests/${requestId}/deliveries`)).body;
      expect(
        items.map(({ channel, status }: Record<string, string>) => `${channel} ${status}`),
        JSON.stringify(next),
      ).toContain('WEB ACCEPTED');
    }, 15_000);
  }, 30_000);
});
