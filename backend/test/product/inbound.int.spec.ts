import type { FeedbackQuestionInput } from '@parley/contracts';
import { person as writes } from '@parley/sandbox/recorder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InboundSink } from '../../src/modules/channels/index.js';
import { DeliveryStage, type StagePerson } from '../support/delivery/index.js';
import { soon } from '../support/product/index.js';

let stage: DeliveryStage;
let sink: InboundSink;
beforeAll(async () => {
  stage = await DeliveryStage.start();
  sink = stage.product.nest.get(InboundSink);
});
afterAll(() => stage.close());

const CHOICE: FeedbackQuestionInput = {
  type: 'CHOICE',
  question: 'Which list should get the mail?',
  options: [
    { value: 'beta', label: 'Beta users' },
    { value: 'all', label: 'Everyone' },
  ],
};
const APPROVAL: FeedbackQuestionInput = { type: 'APPROVAL', question: 'May I deploy?' };

const asked = async (question: FeedbackQuestionInput) => {
  const mira = await stage.personOn(['SLACK', 'EMAIL', 'WEB']);
  const request = await mira.asked(question);
  const card = await soon(() => {
    const [first] = mira.got('SLACK');
    expect(first).toBeDefined();
    return first!;
  });
  return { mira, request, card };
};

const statusOf = async (mira: StagePerson, requestId: string) =>
  (await mira.person.get(`/api/feedback-requests/${requestId}`)).body;
const outcomes = async (externalId: string) =>
  (await stage.product.pool.query('SELECT outcome FROM inbound_receipt WHERE external_id = $1', [externalId])).rows;
const outcomeOf = (externalId: string) =>
  soon(async () => {
    const [row] = await outcomes(externalId);
    expect(row?.outcome).toEqual(expect.any(String));
    return row.outcome as string;
  });
const lastWords = (mira: StagePerson, channel: 'EMAIL' | 'SLACK' = 'SLACK') =>
  soon(() => {
    const words = mira.got(channel).findLast(({ operation, voice }) => operation === 'say' && !voice);
    expect(words).toBeDefined();
    return words!.text;
  });

describe('a reply on another channel', () => {
  it('answers the question, and the run goes on', async () => {
    const { mira, request, card } = await asked(CHOICE);
    await sink.receive('SLACK', writes.replies(card, '2'));
    await soon(async () =>
      expect(await statusOf(mira, request.id)).toMatchObject({
        status: 'ANSWERED',
        response: { channel: 'SLACK', text: 'Everyone' },
      }),
    );
    await mira.person.runSoon(request.sessionId, 'COMPLETED');
  });

  it('counts once, however often it is brought', async () => {
    const { mira, request, card } = await asked(CHOICE);
    const reply = writes.replies(card, 'beta');
    await Promise.all([1, 2, 3, 4].map(() => sink.receive('SLACK', reply)));
    expect(await outcomeOf(reply.id)).toBe('applied');
    expect(await outcomes(reply.id)).toHaveLength(1);
    const { rows } = await stage.product.pool.query('SELECT outcome FROM feedback_response WHERE request_id = $1', [
      request.id,
    ]);
    expect(rows).toEqual([{ outcome: 'APPLIED' }]);
    expect(mira.got('SLACK').filter(({ operation, voice }) => operation === 'say' && !voice)).toEqual([]);
  });

  it('that comes too late is kept, and its sender told who was first', async () => {
    const { mira, request, card } = await asked(CHOICE);
    await mira.person.answer(request.id, { type: 'CHOICE', value: 'beta' });
    const reply = writes.replies(card, 'Everyone');
    await sink.receive('SLACK', reply);
    expect(await outcomeOf(reply.id)).toBe('superseded');
    expect(await lastWords(mira)).toContain('Mira answered first: "Beta users"');
  });

  it('of somebody unknown changes nothing, and the owner hears of it elsewhere and in the conversation', async () => {
    const { mira, request, card } = await asked(APPROVAL);
    const reply = { ...writes.replies(card, 'yes'), from: 'ustranger' };
    await sink.receive('SLACK', reply);
    expect(await outcomeOf(reply.id)).toMatch(/^quarantined/);
    expect((await statusOf(mira, request.id)).status).toBe('PENDING');
    expect(await lastWords(mira, 'EMAIL')).toContain('ustranger');
    const { body } = await mira.person.get(`/api/sessions/${request.sessionId}/messages`);
    expect(body.items.at(-1)).toMatchObject({ role: 'SYSTEM', text: expect.stringContaining('ustranger') });
  });

  it('of another person is refused, and the question stays open', async () => {
    const { mira, request, card } = await asked(APPROVAL);
    const eve = await stage.personOn(['SLACK', 'WEB'], 3_600_000, 'Eve');
    const click = writes.clicks(card, card.controls[0]!);
    await sink.receive('SLACK', { ...click, from: eve.addresses.SLACK });
    expect(await outcomeOf(click.id)).toMatch(/^quarantined/);
    expect((await statusOf(mira, request.id)).status).toBe('PENDING');
    expect(await lastWords(eve)).toContain('not yours');
  });

  it('that is unclear is never an approval, and is asked back', async () => {
    const { mira, request, card } = await asked(APPROVAL);
    const reply = writes.replies(card, "no, don't approve... or yes?");
    await sink.receive('SLACK', reply);
    expect(await outcomeOf(reply.id)).toMatch(/^asked back/);
    expect((await statusOf(mira, request.id)).status).toBe('PENDING');
    await sink.receive('SLACK', writes.replies(card, 'Ja, genehmigt.'));
    await soon(async () =>
      expect(await statusOf(mira, request.id)).toMatchObject({
        status: 'ANSWERED',
        response: { answer: { decision: 'approve' } },
      }),
    );
  });

  it('that says what should be different is kept as that, and never as a yes or a no (FB-1)', async () => {
    const { mira, request, card } = await asked({ ...APPROVAL, revisable: true });
    for (const unclear of ['ok?', 'looks good', 'I will look tomorrow']) {
      const reply = writes.replies(card, unclear);
      await sink.receive('SLACK', reply);
      expect(await outcomeOf(reply.id)).toMatch(/^asked back/);
      expect(await lastWords(mira)).toContain('"changes:"');
    }
    await sink.receive('SLACK', writes.replies(card, 'Yes, but deploy to staging first'));
    await soon(async () =>
      expect(await statusOf(mira, request.id)).toMatchObject({
        status: 'ANSWERED',
        response: {
          text: 'Changes requested: Yes, but deploy to staging first',
          answer: { decision: 'revise', comment: 'Yes, but deploy to staging first', bindingHash: request.bindingHash },
        },
      }),
    );
  });

  it.each([
    ['is sensitive', { ...APPROVAL, sensitive: true }],
    ['is too long to be shown', { ...APPROVAL, diff: `--- a\n+++ b\n@@ -1 +1 @@\n+${'x'.repeat(5_000)}\n` }],
  ])('never approves what %s there', async (_why, question) => {
    const { mira, request, card } = await asked(question as FeedbackQuestionInput);
    const reply = writes.replies(card, 'yes');
    await sink.receive('SLACK', reply);
    expect(await outcomeOf(reply.id)).toBe('asked back: not shown in whole');
    expect((await statusOf(mira, request.id)).status).toBe('PENDING');
    expect(await lastWords(mira)).toContain('web app');
  });

  it('in an out-of-office mail moves the question on', async () => {
    const { mira, request, card } = await asked(CHOICE);
    await sink.receive('SLACK', writes.isOutOfOffice(card));
    await soon(() => expect(mira.got('EMAIL')).toHaveLength(1));
    expect((await statusOf(mira, request.id)).status).toBe('PENDING');
  });

  it('that bounces moves the question on at once', async () => {
    const { mira, card } = await asked(CHOICE);
    await sink.receive('SLACK', writes.bounces(card, 'no such user'));
    await soon(() => expect(mira.got('EMAIL')).toHaveLength(1));
  });

  it('switches the channel when it is a command, also while a question waits', async () => {
    const { mira, request, card } = await asked(CHOICE);
    const reply = writes.replies(card, '/switch email');
    await sink.receive('SLACK', reply);
    await soon(() => expect(mira.got('EMAIL')).toHaveLength(1));
    expect(await outcomeOf(reply.id)).toBe('command: switch');
    expect((await statusOf(mira, request.id)).status).toBe('PENDING');
  });

  it('that fits several questions gets their list, and the code decides', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    const first = await mira.asked(CHOICE);
    const second = await mira.asked(APPROVAL);
    await soon(() => expect(mira.got('SLACK')).toHaveLength(2));
    await sink.receive('SLACK', writes.writes(mira.addresses.SLACK, 'yes'));
    const list = await lastWords(mira);
    expect(list).toContain(`#${first.id.slice(-4)}`);
    await sink.receive('SLACK', writes.writes(mira.addresses.SLACK, `#${second.id.slice(-4)} yes`));
    await soon(async () => expect((await statusOf(mira, second.id)).status).toBe('ANSWERED'));
    expect((await statusOf(mira, first.id)).status).toBe('PENDING');
  });

  it('in prose is read by the model, as far as it can quote it', async () => {
    const { mira, request, card } = await asked(CHOICE);
    await sink.receive('SLACK', writes.replies(card, 'I would go for the Beta users this time'));
    await soon(async () =>
      expect(await statusOf(mira, request.id)).toMatchObject({ status: 'ANSWERED', response: { text: 'Beta users' } }),
    );
  });

  it.each([
    ['yes', 'ANSWERED'],
    ['no', 'PENDING'],
  ])('below the bar is shown for a yes before it counts: %s', async (word, status) => {
    const { mira, request, card } = await asked(CHOICE);
    await sink.receive('SLACK', writes.replies(card, 'Hm, perhaps Everyone of them, I am not sure'));
    expect(await lastWords(mira)).toContain('I understood: Everyone');
    expect((await statusOf(mira, request.id)).status).toBe('PENDING');
    // In the thread, below what was understood; a yes to the card itself would answer the question.
    const reply = writes.repliesInThread(card, word);
    await sink.receive('SLACK', reply);
    await outcomeOf(reply.id);
    expect((await statusOf(mira, request.id)).status).toBe(status);
  });

  it('in words of its own is shown for a yes, where options were asked for', async () => {
    const { mira, request, card } = await asked({ ...CHOICE, allowOther: true } as FeedbackQuestionInput);
    await sink.receive('SLACK', writes.replies(card, 'Only the partners'));
    expect(await lastWords(mira)).toContain('I understood: Only the partners');
    expect((await statusOf(mira, request.id)).status).toBe('PENDING');
    await sink.receive('SLACK', writes.replies(card, 'other: only the partners'));
    await soon(async () =>
      expect(await statusOf(mira, request.id)).toMatchObject({ response: { text: 'only the partners' } }),
    );
  });

  it('to nothing at all begins a conversation', async () => {
    const mira = await stage.personOn(['SLACK', 'WEB']);
    const message = writes.writes(mira.addresses.SLACK, 'Hello, what can you do?');
    await sink.receive('SLACK', message);
    expect(await outcomeOf(message.id)).toBe('posted');
    await soon(async () => {
      const { items } = (await mira.person.get('/api/sessions')).body;
      expect(items).toMatchObject([{ title: 'Hello, what can you do?' }]);
    });
  });
});
