import type { FeedbackQuestionInput } from '@parley/contracts';
import type { SlackPerson } from '@parley/sandbox/slack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choice, type Person, ScriptedAgent, soon } from '../support/product/index.js';
import { actionOf, askInSlack, freshCard, SlackStage } from '../support/slack/index.js';

const form: FeedbackQuestionInput = {
  type: 'FORM',
  question: 'When shall we meet?',
  schema: {
    type: 'object',
    required: ['guests'],
    properties: { guests: { type: 'integer', title: 'Guests', minimum: 1, maximum: 9 } },
  },
};

describe.each(['http', 'socket'] as const)('Slack over %s', (mode) => {
  const agent = new ScriptedAgent();
  let stage: SlackStage;
  let person: Person;
  let member: SlackPerson;
  beforeAll(async () => {
    stage = await SlackStage.start({ mode, agents: [agent.definition] });
    ({ person, member } = await stage.linked('Mira', 'U0MIRA'));
  });
  afterAll(() => stage.close());

  it('takes a click for an answer, and the card says so', async () => {
    const asked = await askInSlack({ agent, person, member }, choice('Which colour?'));
    expect(await member.click(asked.channel, asked.card.ts, actionOf(asked.card, 'Blue'))).toEqual({ ok: true });
    await person.runSoon(asked.sessionId, 'COMPLETED');
    await soon(() => {
      const blocks = JSON.stringify(freshCard(member, asked).blocks);
      expect(blocks).toContain('Blue');
      expect(blocks).not.toContain('parley.answer');
    });
    expect((await person.get(`/api/feedback-requests/${asked.requestId}`)).body).toMatchObject({
      status: 'ANSWERED',
      response: { channel: 'SLACK', answer: { type: 'CHOICE', value: 'blue' } },
    });
  });

  it('takes a reply in the thread', async () => {
    const asked = await askInSlack({ agent, person, member }, choice('Which colour again?'));
    await member.dm('the first one', asked.card.thread_ts ?? asked.card.ts);
    await person.runSoon(asked.sessionId, 'COMPLETED');
    await soon(() => expect(JSON.stringify(member.messages(asked.channel))).toContain('I heard: Red'));
  });

  it('opens a form, says what is wrong beside its field, and closes it when it is right', async () => {
    const asked = await askInSlack({ agent, person, member }, form);
    await member.click(asked.channel, asked.card.ts, actionOf(asked.card, 'Fill in…'));
    const view = await member.waitForView();
    const field = JSON.stringify(view.blocks).match(/"action_id":"([^"]+)"/)?.[1] ?? '';
    const wrong = await member.submit(view.id, { [field]: '12' });
    expect(wrong).toEqual({ kind: 'errors', errors: { 'values.guests': expect.any(String) } });
    expect((await person.pending(asked.sessionId)).length).toBe(1);
    expect(await member.submit(view.id, { [field]: '4' })).toEqual({ kind: 'closed' });
    await person.runSoon(asked.sessionId, 'COMPLETED');
    expect(member.openView()).toBeUndefined();
  });

  it('takes what should be different about a change: by a form, in words, and where it is too long to be decided', async () => {
    const diffOf = (lines: number) =>
      `--- a/f\n+++ b/f\n@@ -0,0 +1,${lines} @@\n${'+a line of a change\n'.repeat(lines)}`;
    const change = (lines: number): FeedbackQuestionInput => ({
      ...{ type: 'APPROVAL', question: `Merge these ${lines}?`, diff: diffOf(lines), revisable: true },
    });
    const byForm = async (lines: number) => {
      const asked = await askInSlack({ agent, person, member }, change(lines));
      await member.click(asked.channel, asked.card.ts, actionOf(asked.card, 'Request changes…'));
      const view = await member.waitForView();
      const field = JSON.stringify(view.blocks).match(/"action_id":"([^"]+)"/)?.[1] ?? '';
      expect(await member.submit(view.id, { [field]: ' ' })).toMatchObject({
        kind: 'errors',
        errors: { comment: expect.any(String) },
      });
      expect(await member.submit(view.id, { [field]: 'Use a constant' })).toEqual({ kind: 'closed' });
      return { asked, said: 'Use a constant' };
    };
    const inWords = async (lines: number) => {
      const asked = await askInSlack({ agent, person, member }, change(lines));
      await member.dm('no, rather a constant', asked.card.thread_ts ?? asked.card.ts);
      return { asked, said: 'no, rather a constant' };
    };
    for (const say of [() => byForm(3), () => inWords(4), () => byForm(5_000), () => inWords(5_001)]) {
      const { asked, said } = await say();
      await person.runSoon(asked.sessionId, 'COMPLETED');
      expect((await person.get(`/api/feedback-requests/${asked.requestId}`)).body).toMatchObject({
        response: {
          channel: 'SLACK',
          text: `Changes requested: ${said}`,
          answer: { decision: 'revise', comment: said },
        },
      });
      await soon(() => {
        const blocks = JSON.stringify(freshCard(member, asked).blocks);
        expect(blocks).toContain(`Changes requested: ${said}`);
        expect(blocks).not.toContain('parley.open');
      });
    }
  }, 30_000);

  it('takes what Slack sends four times for one', async () => {
    const before = await stage.receipts();
    const asked = await askInSlack({ agent, person, member }, choice('Once only?'));
    for (const retryNum of ['counted', 'none', 'zero'] as const)
      stage.slack.faults.add({
        fault: { kind: 'duplicate', copies: 3, retryNum },
        times: 1,
        match: { type: 'events_api' },
      });
    await member.dm('blue', asked.card.thread_ts ?? asked.card.ts);
    await person.runSoon(asked.sessionId, 'COMPLETED');
    await stage.slack.settled();
    stage.slack.faults.clear();
    const { rows } = await stage.product.pool.query('SELECT outcome FROM feedback_response WHERE request_id = $1', [
      asked.requestId,
    ]);
    expect(rows).toEqual([{ outcome: 'APPLIED' }]);
    expect(await stage.receipts()).toBe(before + 1);
  });

  it('begins a session by a direct message, and goes on in its thread', async () => {
    const said = await member.dm('Hello there, agent');
    await soon(() => {
      const thread = stage.slack.state.thread(member.dmChannel(), said.ts);
      expect(thread.length).toBeGreaterThan(1);
    });
    const { items } = (await person.get('/api/sessions')).body;
    expect(items[0]).toMatchObject({ preview: expect.any(String) });
  });
});
