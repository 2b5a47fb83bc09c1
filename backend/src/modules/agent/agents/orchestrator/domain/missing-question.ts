import type { FeedbackQuestion } from '@parley/contracts';
import type { ParsedPrompt } from '../../../llm/prompts/orchestrator.js';
import { toFeedbackQuestion } from '../../shared/domain/to-feedback-question.js';

/** The one question that asks for all missing facts: in free words for one, a form for several. Null: none is missing. */
export const missingQuestion = ({ missing, question, why }: ParsedPrompt): FeedbackQuestion | null => {
  const [first, ...others] = missing;
  if (!first || question.trim() === '') return null;
  return toFeedbackQuestion({
    type: others.length === 0 && first.type === 'string' ? 'TEXT' : 'FORM',
    question,
    context: why,
    fields: missing,
    ...{ options: [], allowOther: false, urgency: 'NORMAL' },
  });
};
