import { type FeedbackQuestionInput, type FeedbackResponse, feedbackQuestionSchema } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { cardControls } from './card-controls.js';
import { cardText } from './card-text.js';
import type { FeedbackCard } from './feedback-card.js';

const LINK = 'https://parley.test/sessions/1';
const HASH = 'a'.repeat(64);
const response = (text: string, over: Partial<FeedbackResponse> = {}): FeedbackResponse => ({
  id: '00000000-0000-4000-8000-000000000001',
  answer: { type: 'TEXT', text },
  text,
  by: { id: '00000000-0000-4000-8000-000000000002', name: 'Mira' },
  channel: 'WEB',
  at: '2026-08-01T12:03:00.000Z',
  ...over,
});
const card = (question: FeedbackQuestionInput, over: Partial<FeedbackCard> = {}): FeedbackCard => ({
  requestId: '00000000-0000-4000-8000-000000000003',
  sessionId: '00000000-0000-4000-8000-000000000004',
  agent: 'change-request',
  status: 'PENDING',
  question: feedbackQuestionSchema.parse(question),
  bindingHash: question.type === 'APPROVAL' ? HASH : null,
  expiresAt: null,
  response: null,
  reason: null,
  actionable: true,
  reminder: false,
  movedTo: null,
  handedTo: null,
  ...over,
});
const settled = (question: FeedbackQuestionInput, over: Partial<FeedbackCard>) =>
  card(question, { status: 'ANSWERED', actionable: false, ...over });
const render = (from: FeedbackCard, maxLength = 100_000) => cardText(from, { link: LINK, maxLength });
const labels = (from: FeedbackCard) => render(from).controls.map(({ label }) => label);

const WAY = { type: 'TEXT', question: 'Which way?' } as const;
const ROOM = {
  type: 'CHOICE' as const,
  question: 'Which room?',
  options: [
    { value: 'blue', label: 'Blue', description: '12 seats' },
    { value: 'red', label: 'Red' },
  ],
};
const RUN = {
  type: 'APPROVAL',
  question: 'May I?',
  action: { tool: 'delete_file', target: 'repo', arguments: { path: 'a.txt' }, destructive: true },
} as const;

describe('cardText', () => {
  it.each<[string, FeedbackCard, string]>([
    ['TEXT', card(WAY), 'Change request asks:\nWhich way?\n\nReply with your answer.'],
    [
      'a reminder with context and deadline',
      card({ ...WAY, context: 'The road is closed.' }, { reminder: true, expiresAt: '2026-08-02T07:30:00.000Z' }),
      'Reminder: Change request asks:\nWhich way?\n\nThe road is closed.\n\nReply with your answer.\n\nOpen until 2 Aug 2026, 07:30 UTC.',
    ],
    [
      'CHOICE',
      card({ ...ROOM, urgency: 'HIGH' }),
      'Urgent: Change request asks:\nWhich room?\n\n1. Blue: 12 seats\n2. Red\n\nReply with a number or its words.',
    ],
    [
      'MULTI_CHOICE with other words',
      card({ ...ROOM, type: 'MULTI_CHOICE', allowOther: true }),
      'Change request asks:\nWhich room?\n\n1. Blue: 12 seats\n2. Red\n\nReply with the numbers of all that fit, such as 1, 2. For something else write "other:" and your own words.',
    ],
    [
      'MULTI_CHOICE that may be none',
      card({ ...ROOM, type: 'MULTI_CHOICE', minChoices: 0 }),
      'Change request asks:\nWhich room?\n\n1. Blue: 12 seats\n2. Red\n\nReply with the numbers of all that fit, such as 1, 2, or with "none".',
    ],
    [
      'APPROVAL of a tool call',
      card(RUN),
      'Change request asks:\nMay I?\n\nTool: delete_file on repo\nIt cannot be undone.\n{\n  "path": "a.txt"\n}\n\n1. Approve\n2. Reject\n\nReply with 1 to approve or 2 to reject, and nothing else, or with "reject: your reason".',
    ],
    [
      'APPROVAL of a diff',
      card({ type: 'APPROVAL', question: 'Merge?', diff: '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b' }),
      'Change request asks:\nMerge?\n\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n\n1. Approve\n2. Reject\n\nReply with 1 to approve or 2 to reject, and nothing else, or with "reject: your reason".',
    ],
    [
      'APPROVAL of what can be revised',
      card({ type: 'APPROVAL', question: 'Merge?', revisable: true }),
      'Change request asks:\nMerge?\n\n1. Approve\n2. Reject\n3. Request changes\n\nReply with 1 to approve or 2 to reject, and nothing else, or with "reject: your reason". Any other words say what should be different, and a new proposal follows.',
    ],
    [
      'FORM in its author’s order',
      card({
        type: 'FORM',
        question: 'Where to?',
        schema: {
          type: 'object',
          properties: {
            when: { type: 'string', format: 'date', title: 'Day' },
            seats: { type: 'integer' },
            food: { type: 'array', items: { type: 'string', enum: ['fish', 'rice'] } },
            late: { type: 'boolean' },
            class: { type: 'string', enum: ['1st', '2nd'] },
          },
          required: ['when'],
          order: ['class', 'when', 'seats', 'food', 'late'],
        },
      }),
      [
        'Change request asks:\nWhere to?\n',
        'class: one of 1st, 2nd, optional',
        'when: Day (a date such as 2026-08-01)',
        'seats: a whole number, optional',
        'food: some of fish, rice, optional',
        'late: yes or no, optional',
        '\nReply with one line for each, beginning with its name and a colon.',
      ].join('\n'),
    ],
    ['NOTICE', card({ type: 'NOTICE', question: 'All done.' }), 'Change request tells you:\nAll done.'],
    [
      'answered',
      settled(WAY, { response: response('Left') }),
      'Change request asked:\nWhich way?\n\nAnswered by Mira in the web app, 1 Aug 2026, 12:03 UTC:\nLeft',
    ],
    [
      'expired',
      settled(WAY, { status: 'EXPIRED' }),
      'Change request asked:\nWhich way?\n\nNobody answered in time, so this question is closed.',
    ],
    [
      'withdrawn',
      settled(WAY, { status: 'CANCELLED', reason: 'No longer needed' }),
      'Change request asked:\nWhich way?\n\nThis question was withdrawn: No longer needed',
    ],
    [
      'undeliverable',
      settled(WAY, { status: 'UNDELIVERABLE' }),
      'Change request asked:\nWhich way?\n\nThis question could not be delivered and is closed.',
    ],
    [
      'handed on',
      card(WAY, { handedTo: 'Noa', actionable: false }),
      'Change request asked:\nWhich way?\n\nNoa decides this now.',
    ],
    [
      'moved on',
      card(WAY, { movedTo: 'SLACK' }),
      'This question goes on in Slack. An answer from here still counts.\n\nChange request asks:\nWhich way?\n\nReply with your answer.',
    ],
    [
      'sensitive',
      card({ ...ROOM, sensitive: true, context: 'Secret' }),
      `Change request has a question for you that is not shown here because it is sensitive.\n\nOpen it here: ${LINK}`,
    ],
    [
      'sensitive and answered',
      settled({ ...WAY, sensitive: true }, { response: response('hunter2', { channel: 'SLACK' }) }),
      'Change request has a question for you.\n\nAnswered by Mira in Slack, 1 Aug 2026, 12:03 UTC.',
    ],
  ])('tells a human all of it: %s', (_name, from, text) => {
    expect(render(from).text).toBe(text);
  });

  it('offers clicks only where one is an answer to what is seen', () => {
    expect(labels(card(ROOM))).toEqual(['Blue', 'Red']);
    expect(render(card(RUN)).controls.map(({ answer }) => answer)).toEqual([
      { type: 'APPROVAL', decision: 'approve', bindingHash: HASH },
      { type: 'APPROVAL', decision: 'reject', bindingHash: HASH },
    ]);
    expect(labels(card({ type: 'NOTICE', question: 'Done.' }))).toEqual(['Seen']);
    const without = [
      card(WAY),
      card({ ...ROOM, type: 'MULTI_CHOICE' }),
      card({ ...ROOM, sensitive: true }),
      card(ROOM, { movedTo: 'EMAIL' }),
      card(ROOM, { handedTo: 'Noa', actionable: false }),
      card(RUN, { bindingHash: null }),
      ...(['ANSWERED', 'EXPIRED', 'CANCELLED', 'UNDELIVERABLE'] as const).map((status) => settled(ROOM, { status })),
    ];
    for (const from of without) {
      expect(labels(from), from.status).toEqual([]);
      // Also for a channel that shows a card in a way of its own.
      expect(cardControls(from), from.status).toEqual([]);
    }
  });

  it('tells nothing of a sensitive question, in no state', () => {
    const secret = 'hunter2';
    const question = { ...RUN, question: secret, context: secret, action: { tool: secret, arguments: { a: secret } } };
    const states = [
      {},
      { movedTo: 'WEB' },
      { handedTo: 'Noa' },
      { status: 'ANSWERED', response: response(secret) },
    ] as const;
    for (const state of states)
      expect(JSON.stringify(render(card({ ...question, sensitive: true }, state)))).not.toContain(secret);
  });

  it('summarises on one line', () => {
    expect(render(card({ ...WAY, question: 'Which\n\n way,\u202e please?' })).summary).toBe(
      'Which way,⟨U+202E⟩ please?',
    );
    expect(render(card({ ...WAY, question: `${'x'.repeat(118)}😀😀` })).summary).toBe(`${'x'.repeat(118)}…`);
    expect(render(card({ ...WAY, sensitive: true })).summary).toBe('Change request has a question for you');
  });

  it('shows what would act on the line, and leaves languages and emoji alone', () => {
    const text = render(card({ ...WAY, question: 'a\u202eb\u0007c\u200bd' })).text;
    expect(text).toContain('a⟨U+202E⟩b⟨U+0007⟩c⟨U+200B⟩d');
    const words = 'naïve 日本語 עברית می‌خواهم 👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️\ttab';
    expect(render(card({ ...WAY, question: words })).text).toContain(words);
    const action = { tool: 'rm\u200d', arguments: { path: 'a\u00adb' } };
    const { text: approval } = render(card({ ...RUN, action }));
    expect(approval).toContain('Tool: rm⟨U+200D⟩');
    expect(approval).toContain('"a⟨U+00AD⟩b"');
  });

  it('keeps an option on its own line, so that none can pose as another', () => {
    const options = [
      { value: 'a', label: 'Keep\n2. Delete all' },
      { value: 'b', label: 'Ask later' },
    ];
    expect(render(card({ ...ROOM, options })).text).toContain('1. Keep 2. Delete all\n2. Ask later');
  });

  it('cuts the background first, visibly, and never half a character', () => {
    const { text, controls } = render(card({ ...ROOM, context: '😀'.repeat(2_000) }), 500);
    expect(text.length).toBeLessThanOrEqual(500);
    expect(text.isWellFormed()).toBe(true);
    expect(text).toContain(
      '😀…\n\n1. Blue: 12 seats\n2. Red\n\nReply with a number or its words.\n\nThe whole of it: ',
    );
    expect(text.endsWith(LINK)).toBe(true);
    expect(controls).toHaveLength(2);
  });

  it.each([
    ['arguments', { ...RUN, action: { ...RUN.action, arguments: { all: 'x'.repeat(5_000) } } }],
    ['diff', { type: 'APPROVAL', question: 'Merge?', diff: '+x\n'.repeat(2_000) }],
    ['background', { ...RUN, context: 'x'.repeat(5_000) }],
  ] as const)('lets nobody approve what is not shown in whole: %s', (_name, question) => {
    const { text, controls } = render(card(question), 3_000);
    expect([controls, text.length <= 3_000, /\bReply with 1\b/.test(text)]).toEqual([[], true, false]);
    expect(text).toContain('it cannot be decided here');
    expect(text.endsWith(LINK)).toBe(true);
  });

  it('keeps the link when there is no room for anything else', () => {
    const options = Array.from({ length: 20 }, (_, at) => ({ value: `${at}`, label: 'y'.repeat(200) }));
    for (const maxLength of [100, 1_000, 3_000]) {
      const { text } = render(card({ ...ROOM, question: 'x'.repeat(2_000), options }), maxLength);
      expect([text.length <= maxLength, text.endsWith(LINK)]).toEqual([true, true]);
    }
    expect(render(settled(WAY, { response: response('z'.repeat(9_000)) }), 200).text).toHaveLength(200);
  });
});
