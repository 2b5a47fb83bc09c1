import { type FeedbackAnswer, feedbackQuestionSchema } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import type { FeedbackOutcome } from '../../../runtime/run-context.js';
import { toAnswer } from './to-answer.js';

const question = (type: 'TEXT' | 'APPROVAL' | 'NOTICE') => feedbackQuestionSchema.parse({ type, question: 'Q?' });
const answered = (answer: FeedbackAnswer, text: string): FeedbackOutcome => ({
  kind: 'answered',
  value: null,
  text,
  answer,
  by: null,
  channel: 'WEB',
});
const bindingHash = 'f00d'.repeat(16);

describe('toAnswer', () => {
  it('passes text and value on', () => {
    expect(toAnswer(question('TEXT'), answered({ type: 'TEXT', text: 'sales' }, 'sales'))).toEqual({
      kind: 'TEXT',
      question: 'Q?',
      outcome: 'ANSWERED',
      text: 'sales',
      value: '{"type":"TEXT","text":"sales"}',
    });
  });

  it.each<[Partial<FeedbackAnswer>, string, string]>([
    [{ decision: 'approve' }, 'APPROVED', 'shown'],
    [{ decision: 'reject', comment: 'too risky' }, 'REJECTED', 'too risky'],
    [{ decision: 'reject' }, 'REJECTED', ''],
    [{ decision: 'revise', comment: 'use a constant' }, 'CHANGES_REQUESTED', 'use a constant'],
    [{}, 'REJECTED', ''],
  ])('takes the approval %j for a yes only when it is one', (part, outcome, text) => {
    const answer = { type: 'APPROVAL', bindingHash, ...part } as FeedbackAnswer;
    const told = toAnswer(question('APPROVAL'), answered(answer, 'shown'));
    expect(told).toMatchObject({ outcome, text });
    expect(told.value).not.toContain(bindingHash);
  });

  it.each<[FeedbackOutcome, string, string]>([
    [{ kind: 'expired' }, 'EXPIRED', ''],
    [{ kind: 'cancelled', reason: 'no longer needed' }, 'CANCELLED', 'no longer needed'],
    [{ kind: 'undeliverable', reason: null }, 'UNDELIVERABLE', ''],
  ])('keeps %j apart from a no', (given, outcome, text) => {
    expect(toAnswer(question('APPROVAL'), given)).toMatchObject({ outcome, text });
    expect(toAnswer(question('NOTICE'), given)).toMatchObject({ outcome: 'NOTED' });
  });
});
