import type { FeedbackAnswer, FeedbackQuestion } from '@parley/contracts';
import { assertNever } from '../../../../../kernel/index.js';
import type { Answer } from '../../../llm/prompts/conversation.js';
import type { FeedbackOutcome } from '../../../runtime/run-context.js';

/** What came of a question, as the prompts are told. */
export const toAnswer = (question: FeedbackQuestion, outcome: FeedbackOutcome): Answer => ({
  kind: question.type,
  question: question.question,
  // A notice expects nothing, so nothing can have gone wrong with its answer.
  ...(question.type === 'NOTICE' ? { outcome: 'NOTED', text: '', value: '' } : given(outcome)),
});

type Given = Pick<Answer, 'outcome' | 'text' | 'value'>;

const given = (outcome: FeedbackOutcome): Given => {
  switch (outcome.kind) {
    case 'answered':
      return answered(outcome.answer, outcome.text);
    case 'expired':
      return { outcome: 'EXPIRED', text: '', value: '' };
    case 'cancelled':
      return { outcome: 'CANCELLED', text: outcome.reason ?? '', value: '' };
    case 'undeliverable':
      return { outcome: 'UNDELIVERABLE', text: outcome.reason ?? '', value: '' };
    default:
      return assertNever(outcome);
  }
};

const answered = (answer: FeedbackAnswer, text: string): Given => {
  if (answer.type !== 'APPROVAL') return { outcome: 'ANSWERED', text, value: JSON.stringify(answer) };
  const { bindingHash: _, ...shown } = answer; // means nothing to a model
  const value = JSON.stringify(shown);
  if (answer.decision === 'revise') return { outcome: 'CHANGES_REQUESTED', text: answer.comment ?? '', value };
  // Anything but a clear yes is a no.
  if (answer.decision === 'approve') return { outcome: 'APPROVED', text, value };
  return { outcome: 'REJECTED', text: answer.comment ?? '', value };
};
