import type { FeedbackOption } from '@parley/contracts';
import type { Question } from '../../../llm/prompts/conversation.js';
import { clean, cleanOrNone } from './clean-text.js';

const MAX_LABEL = 200;
const MAX_DESCRIPTION = 500;

const toOption = ({ value, label, description }: Question['options'][number]): FeedbackOption => {
  const shown = clean(label, MAX_LABEL) || clean(value, MAX_LABEL);
  const more = cleanOrNone(description, MAX_DESCRIPTION);
  return { value: clean(value, MAX_LABEL) || shown, label: shown, ...(more !== undefined && { description: more }) };
};

/** Options a person can tell apart: no blank ones, each value once. */
export const toOptions = (options: Question['options']): FeedbackOption[] => {
  const byValue = new Map<string, FeedbackOption>();
  for (const option of options.map(toOption)) {
    if (option.label !== '' && !byValue.has(option.value)) byValue.set(option.value, option);
  }
  return [...byValue.values()];
};
