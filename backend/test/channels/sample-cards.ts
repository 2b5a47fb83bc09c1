import { type FeedbackQuestionInput, feedbackQuestionSchema } from '@parley/contracts';
import type { FeedbackCard } from '../../src/modules/channels/index.js';

export const SESSION_ID = '00000000-0000-4000-8000-00000000000a';
export const REQUEST_ID = '00000000-0000-4000-8000-00000000000b';
export const BINDING_HASH = 'b'.repeat(64);
const PERSON = { id: '00000000-0000-4000-8000-00000000000c', name: 'Mira' };

export const cardOf = (question: FeedbackQuestionInput, over: Partial<FeedbackCard> = {}): FeedbackCard => ({
  requestId: REQUEST_ID,
  sessionId: SESSION_ID,
  agent: 'assistant',
  status: 'PENDING',
  question: feedbackQuestionSchema.parse(question),
  bindingHash: question.type === 'APPROVAL' ? BINDING_HASH : null,
  expiresAt: null,
  response: null,
  reason: null,
  actionable: true,
  reminder: false,
  movedTo: null,
  handedTo: null,
  ...over,
});

export const APPROVAL: FeedbackQuestionInput = {
  type: 'APPROVAL',
  question: 'May I delete the old draft?',
  action: { tool: 'delete_file', arguments: { path: 'draft.txt' } },
};

export const answered = (question: FeedbackQuestionInput, text = 'Approved'): FeedbackCard =>
  cardOf(question, {
    status: 'ANSWERED',
    actionable: false,
    response: {
      id: '00000000-0000-4000-8000-00000000000d',
      answer: { type: 'APPROVAL', decision: 'approve', bindingHash: BINDING_HASH },
      text,
      by: PERSON,
      channel: 'WEB',
      at: '2026-08-01T12:00:00.000Z',
    },
  });

/** As much as a question may hold. */
export const LONGEST: FeedbackQuestionInput = {
  type: 'CHOICE',
  question: 'q'.repeat(2_000),
  context: 'c'.repeat(20_000),
  options: Array.from({ length: 20 }, (_, at) => ({
    value: `v${at}`,
    label: 'l'.repeat(200),
    description: 'd'.repeat(500),
  })),
};

export const UNICODE = 'Grüße 日本語 שלום नमस्ते 👩‍👩‍👧 🏳️‍🌈 𝒳 “quotes” <b>&amp; *stars* _lines_ `ticks` a\nsecond line';
