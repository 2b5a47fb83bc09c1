import { setTimeout as pause } from 'node:timers/promises';
import type { Message, SlackPerson } from '@parley/sandbox/slack';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildFeedbackCard } from '../../src/modules/channels/index.js';
import { cardMessage } from '../../src/modules/channels/slack/domain/card-message.js';
import { choice, type Person, ScriptedAgent, soon } from '../support/product/index.js';
import { SlackStage } from '../support/slack/index.js';

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
  stage.slack.faults.clear();
  ({ person, member } = await stage.linked('Mira', stage.slack.admin.hire('T0ACME', 'Mira Okafor').id));
});

const sql = async (text: string, values: unknown[] = []) => (await stage.product.pool.query(text, values)).rows;
const alone = (part: string) =>
  member.messages(member.dmChannel()).filter(({ blocks }) => JSON.stringify(blocks ?? '').includes(part));
const aloneSoon = (part: string): Promise<Message> =>
  soon(() => {
    const found = alone(part).at(-1);
    if (!found) throw new Error(`"${part}" is not there yet`);
    return found;
  });
const outcomeOf = ({ ts }: Message) =>
  soon(async () => {
    const [row] = await sql('SELECT outcome FROM inbound_receipt WHERE external_id = $1', [
      `T0ACME:${member.dmChannel()}:${ts}`,
    ]);
    expect(row?.outcome).toEqual(expect.any(String));
    return row.outcome as string;
  });
const slackChannel = async () =>
  ((await person.get('/api/channels')).body.items as { type: string; status: string }[]).find(
    ({ type }) => type === 'SLACK',
  );
/** A conversation in a thread of #general that the scripted agent goes on with. */
const inGeneral = async () => {
  const root = await member.say(GENERAL, '@Parley hello');
  const [session] = await soon(async () => {
    const { items } = (await person.get('/api/sessions')).body;
    expect(items).toHaveLength(1);
    return items as { id: string }[];
  });
  await person.runSoon(session!.id, 'COMPLETED');
  await soon(() => expect(stage.slack.state.thread(GENERAL, root.ts).some(({ bot_id }) => bot_id)).toBe(true));
  await sql('UPDATE chat_session SET agent = $2 WHERE id = $1', [session!.id, agent.name]);
  return { root, id: session!.id };
};
const refused = (error: string) =>
  stage.slack.faults.add({
    fault: { kind: 'api_error', error },
    times: 'always',
    match: { method: 'chat.postMessage', channel: GENERAL },
  });

describe('a channel that takes nothing any more (F37)', () => {
  it.each(['is_archived', 'not_in_channel', 'restricted_action_thread_locked'])(
    'since it says %s: its person hears it alone, once, and can go on there',
    async (error) => {
      const { root, id } = await inGeneral();
      agent.play(id, async (ctx) => {
        await ctx.say('words', 'These words had no room.');
        await ctx.ask('q', choice('Which colour now?'));
      });
      refused(error);
      await member.say(GENERAL, 'and more please', root.ts);
      const words = await aloneSoon('These words had no room.');
      const card = await aloneSoon('Which colour now?');
      expect(card.thread_ts).toBe(words.ts);
      expect([alone('no room.').length, alone('Which colour now?').length]).toEqual([1, 1]);
      expect(await outcomeOf(await member.dm('blue', card.thread_ts))).toBe('applied');
      expect(await slackChannel()).toMatchObject({ status: 'ACTIVE' });
      expect(
        await sql(`SELECT error_kind FROM delivery_attempt WHERE session_id = $1 AND error_kind IS NOT NULL`, [id]),
      ).toEqual([]);
    },
    30_000,
  );

  it('takes nobody their direct messages', async () => {
    const { root, id } = await inGeneral();
    agent.play(id, async (ctx) => void (await ctx.say('words', 'Words for a channel.')));
    refused('is_archived');
    await member.say(GENERAL, 'and more please', root.ts);
    await soon(async () =>
      expect(
        await sql(
          `SELECT 1 FROM delivery_attempt WHERE session_id = $1 AND purpose = 'MESSAGE' AND status IN ('ACCEPTED', 'FAILED')`,
          [id],
        ),
      ).toHaveLength(2),
    );
    // What it tells about the address is written down a moment later.
    await pause(300);
    expect(await outcomeOf(await member.dm('Can you still hear me?'))).toBe('posted');
    expect(await slackChannel()).toMatchObject({ status: 'ACTIVE' });
  }, 30_000);

  it('takes with a person who left what was theirs', async () => {
    const { id } = await inGeneral();
    agent.play(id, async (ctx) => void (await ctx.ask('q', choice('Still here?'))));
    refused('is_archived');
    stage.slack.admin.deactivate(member.userId, true);
    await person.send('PUT', `/api/sessions/${id}/channel`, { channel: 'SLACK' });
    await person.say(id, 'go');
    await soon(async () => expect(await slackChannel()).toMatchObject({ status: 'DISCONNECTED' }));
    expect(await person.pending(id)).toHaveLength(1);
  }, 30_000);
});

it('an approval that was cut is not given by a word, however it was posted (T27)', async () => {
  const approval = (size: number) =>
    ({ type: 'APPROVAL', question: 'Pay?', action: { tool: 'pay', arguments: { note: 'y'.repeat(size) } } }) as const;
  const { id } = await person.newSession(agent.name);
  let size = 9_000;
  agent.play(id, async (ctx) => {
    await ctx.say('hi', 'Let us begin.');
    await ctx.ask('one', approval(size));
    await ctx.ask('two', approval(size));
    await ctx.ask('three', approval(size));
  });
  await person.send('PUT', `/api/sessions/${id}/channel`, { channel: 'SLACK' });
  await person.say(id, 'go');
  const [one] = await person.pendingSoon(id);
  const card = await aloneSoon('Pay?');
  expect(card.thread_ts).toBeDefined();
  const link = /"url":"([^"]+)"/.exec(JSON.stringify(card.blocks))?.[1] ?? '';
  const whole = (length: number) => {
    const request = structuredClone(one!);
    Object.assign(request.question, approval(length));
    return cardMessage(buildFeedbackCard(request), { link, call: null }).whole;
  };
  while (whole(size + 1)) size++;
  const decide = (requestId: string, bindingHash: string | null) =>
    person.answer(requestId, { type: 'APPROVAL', decision: 'reject', bindingHash });
  await decide(one!.id, one!.bindingHash);
  // The longest that fits where it is judged fits where it is posted: in a thread, with a call.
  const two = await soon(async () => {
    const [open] = await person.pending(id);
    expect(open?.id).toMatch(/./);
    expect(open?.id).not.toBe(one!.id);
    return open!;
  });
  const fits = await soon(() => {
    const next = alone('Pay?').find(({ ts }) => ts !== card.ts);
    if (!next) throw new Error('the second is not there yet');
    return next;
  });
  expect(JSON.stringify(fits.blocks)).toContain('"Approve"');
  size++;
  await decide(two.id, two.bindingHash);
  const cut = await aloneSoon('cannot be decided here');
  expect(await outcomeOf(await member.dm('yes', cut.thread_ts))).toMatch(/^asked back/);
  expect(await person.pending(id)).toHaveLength(1);
}, 60_000);
