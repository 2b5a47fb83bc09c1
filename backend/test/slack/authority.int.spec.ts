import type { Message, SlackPerson } from '@parley/sandbox/slack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choice, type Person, ScriptedAgent, soon } from '../support/product/index.js';
import { type Asked, actionOf, askInSlack, SlackStage } from '../support/slack/index.js';
import { clickPayload, postSigned } from '../support/slack/raw-slack.js';

const agent = new ScriptedAgent();
let stage: SlackStage;
let mira: { person: Person; member: SlackPerson };
let noa: { person: Person; member: SlackPerson };
beforeAll(async () => {
  stage = await SlackStage.start({ agents: [agent.definition] });
  mira = await stage.linked('Mira', 'U0MIRA');
  noa = await stage.linked('Noa', 'U0NOA');
});
afterAll(() => stage.close());

const valueIn = ({ blocks = [] }: Message, actionId: string): string =>
  blocks
    .flatMap((block) => (block.elements ?? []) as unknown as { action_id: string; value: string }[])
    .find((element) => element.action_id === actionId)!.value;

const post = (body: string) =>
  postSigned({
    url: `${stage.product.url}/slack/interactivity`,
    secret: stage.slack.app.signingSecret,
    body,
    contentType: 'application/x-www-form-urlencoded',
  });

const outcomes = async (): Promise<(string | null)[]> => {
  const { rows } = await stage.product.pool.query<{ outcome: string | null }>(
    'SELECT outcome FROM inbound_receipt ORDER BY received_at, id',
  );
  return rows.map(({ outcome }) => outcome);
};
const lastOutcome = () =>
  soon(async () => {
    const last = (await outcomes()).at(-1);
    expect(last).toEqual(expect.any(String));
    return last as string;
  });

/** Mira talks with an agent in #general, and it asks her there, before everybody's eyes. */
const askInGeneral = async (): Promise<{ requestId: string; card: Message; threadTs: string }> => {
  const head = await mira.member.say('C0GENERAL', '@Parley write the launch mail for our new version');
  const card = await soon(() => {
    const found = stage.slack.state
      .thread('C0GENERAL', head.ts)
      .find(({ blocks }) => JSON.stringify(blocks ?? '').includes('parley.answer'));
    if (!found) throw new Error('no card yet');
    return found;
  });
  const { items } = (await mira.person.get('/api/feedback-requests?status=PENDING')).body;
  return { requestId: items.at(-1).id, card, threadTs: head.ts };
};

const statusOf = async (id: string) => (await mira.person.get(`/api/feedback-requests/${id}`)).body.status;

describe('a click on a question of somebody else (T4)', () => {
  let asked: Awaited<ReturnType<typeof askInGeneral>>;
  beforeAll(async () => {
    asked = await askInGeneral();
  });

  it('by somebody with another account is refused visibly, and the question stays open', async () => {
    await noa.member.click('C0GENERAL', asked.card.ts, actionOf(asked.card, 'Everyone'));
    expect(await lastOutcome()).toMatch(/^quarantined/);
    expect(await statusOf(asked.requestId)).toBe('PENDING');
  });

  it('by somebody without an account is refused to their eyes only, with the way to link', async () => {
    const jun = stage.slack.person('U0JUN');
    await jun.joinChannel('C0GENERAL');
    await jun.click('C0GENERAL', asked.card.ts, actionOf(asked.card, 'Everyone'));
    expect(await lastOutcome()).toMatch(/^quarantined/);
    const told = await soon(() => {
      const last = jun.ephemerals().at(-1);
      expect(last?.text).toContain('/settings/channels?link=');
      return last!;
    });
    expect(told.channel).toBe('C0GENERAL');
    expect(noa.member.ephemerals().some(({ text }) => text === told.text)).toBe(false);
    expect(await statusOf(asked.requestId)).toBe('PENDING');
  });

  it.each([
    ['of another workspace, under the same id', { userTeam: 'T0BETA', user: 'U0MIRA' }],
    ['whose id begins like hers', { user: 'U0MIRA2' }],
    ['of an enterprise that nobody knows', { userTeam: 'E0OTHER', user: 'U0MIRA' }],
  ])('by a member %s is refused', async (_who, who) => {
    const actionId = actionOf(asked.card, 'Everyone');
    const body = clickPayload({
      ...who,
      channel: 'C0GENERAL',
      ts: asked.card.ts,
      threadTs: asked.threadTs,
      actionId,
      value: valueIn(asked.card, actionId),
    });
    expect((await post(body)).status).toBe(200);
    expect(await lastOutcome()).toMatch(/^quarantined/);
    expect(await statusOf(asked.requestId)).toBe('PENDING');
  });

  it('opens no form either, and says nothing of the question', async () => {
    const label = 'Something else…';
    const action = asked.card.blocks && JSON.stringify(asked.card.blocks).includes(label) ? label : 'Other…';
    for (const stranger of [noa.member, stage.slack.person('U0JUN')]) {
      const before = stranger.ephemerals().length;
      await stranger.click('C0GENERAL', asked.card.ts, actionOf(asked.card, action));
      await soon(() => expect(stranger.ephemerals().length).toBeGreaterThan(before));
      expect(stranger.openView()).toBeUndefined();
      expect(stranger.ephemerals().at(-1)?.text).not.toContain('announcement');
    }
  });

  it('by her own hand counts', async () => {
    await mira.member.click('C0GENERAL', asked.card.ts, actionOf(asked.card, 'Everyone'));
    await soon(async () => expect(await statusOf(asked.requestId)).toBe('ANSWERED'));
  });
});

describe('a question that was handed on', () => {
  it('opens no form any more for who had it, not even from the card they were given', async () => {
    const asked = await askInSlack({ agent, ...mira }, { type: 'TEXT', question: 'Whom shall I ask?' });
    const actionId = actionOf(asked.card, 'Answer…');
    const body = clickPayload({
      ...{ user: 'U0MIRA', channel: asked.channel, ts: asked.card.ts, threadTs: asked.card.thread_ts },
      ...{ actionId, value: valueIn(asked.card, actionId) },
    });
    const email = (await noa.person.get('/api/me')).body.email;
    const handed = await mira.person.post(`/api/feedback-requests/${asked.requestId}/delegate`, { to: email });
    expect(handed.status, handed.text).toBe(200);
    const opened = () =>
      stage.slack.ledger.entries().filter((entry) => entry.kind === 'call' && entry.method === 'views.open').length;
    const before = opened();
    expect((await post(body)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(opened()).toBe(before);
  });
});

describe('a control whose value was swapped (T5)', () => {
  let hers: Asked;
  let other: Asked;
  let noas: Asked;
  beforeAll(async () => {
    hers = await askInSlack({ agent, ...mira }, choice('First question?'));
    other = await askInSlack({ agent, ...mira }, choice('Second question?'));
    noas = await askInSlack({ agent, ...noa }, choice('A question for Noa?'));
  });

  const click = async (card: Message, channel: string, from: Message) => {
    const actionId = actionOf(from, 'Blue');
    const threadTs = card.thread_ts;
    return post(
      clickPayload({ user: 'U0MIRA', channel, ts: card.ts, threadTs, actionId, value: valueIn(from, actionId) }),
    );
  };

  it('answers no question of somebody else', async () => {
    expect((await click(hers.card, hers.channel, noas.card)).status).toBe(200);
    expect(await lastOutcome()).toMatch(/^quarantined/);
    expect((await noa.person.get(`/api/feedback-requests/${noas.requestId}`)).body.status).toBe('PENDING');
  });

  it('answers no other question of one’s own: what is answered is what was looked at', async () => {
    expect((await click(hers.card, hers.channel, other.card)).status).toBe(200);
    expect(await lastOutcome()).toMatch(/^quarantined/);
    expect([await statusOf(hers.requestId), await statusOf(other.requestId)]).toEqual(['PENDING', 'PENDING']);
  });

  it('answers nothing on a message or in a channel that is no card of it', async () => {
    for (const [ts, channel] of [
      ['1.000001', hers.channel],
      [hers.card.ts, noas.channel],
    ] as const) {
      const actionId = actionOf(hers.card, 'Blue');
      await post(clickPayload({ user: 'U0MIRA', channel, ts, actionId, value: valueIn(hers.card, actionId) }));
      expect(await lastOutcome()).toMatch(/^quarantined/);
    }
    expect(await statusOf(hers.requestId)).toBe('PENDING');
  });

  it('that is none of ours changes nothing', async () => {
    for (const value of ['', 'eyJ4IjoxfQ', 'x'.repeat(1_999)])
      expect(
        (
          await post(
            clickPayload({
              user: 'U0MIRA',
              channel: hers.channel,
              ts: hers.card.ts,
              actionId: 'parley.answer.0',
              value,
            }),
          )
        ).status,
      ).toBe(200);
    expect(await statusOf(hers.requestId)).toBe('PENDING');
  });
});

describe('somebody whom nobody knows', () => {
  it('is told so a few times an hour, however much they write', async () => {
    const guest = stage.slack.person('U0GUEST');
    for (let count = 0; count < 6; count++) await guest.dm(`hello ${count}`);
    await stage.slack.settled();
    await soon(async () => expect((await outcomes()).every((outcome) => outcome !== null)).toBe(true));
    const told = guest.messages(guest.dmChannel()).filter(({ text }) => text.includes('/settings/channels?link='));
    expect(told.length).toBe(3);
  });
});

describe('a channel that the app is invited to', () => {
  it('is greeted once, however often it happens', async () => {
    const bot = stage.slack.installation().botUserId;
    await mira.member.joinChannel('C0LAUNCH');
    await mira.member.invite('C0LAUNCH', bot);
    const greetings = () =>
      mira.member.messages('C0LAUNCH').filter(({ user, text }) => user === bot && text.includes('I am Parley'));
    await soon(() => expect(greetings()).toHaveLength(1));
    for (let again = 0; again < 3; again++)
      stage.slack.admin.sendEvent({
        type: 'member_joined_channel',
        user: bot,
        channel: 'C0LAUNCH',
        channel_type: 'C',
        team: 'T0ACME',
      });
    await stage.slack.settled();
    expect(greetings()).toHaveLength(1);
  });
});
