import type { FeedbackQuestionInput } from '@parley/contracts';
import type { Question } from '../../../llm/prompts/conversation.js';
import { clean, cleanOrNone } from './clean-text.js';
import { UnusableQuestionError } from './unusable-question.error.js';

type ApprovalInput = Extract<FeedbackQuestionInput, { type: 'APPROVAL' }>;
type ToolCallInput = NonNullable<ApprovalInput['action']>;

const MAX_DIFF = 500_000;

/**
 * What an approval binds to. Nothing is guessed, cut or repaired here: a person must see exactly what would run
 * (FB-11), so whatever cannot be shown exactly is an error.
 */
export const toApproval = ({ action, diff }: Question): Pick<ApprovalInput, 'action' | 'diff' | 'revisable'> => ({
  ...(action && { action: toAction(action) }),
  // What should be different about a change comes back to the prompt, which proposes it anew.
  ...(diff?.trim() && { diff: toDiff(diff), revisable: true }),
});

const toAction = (action: NonNullable<Question['action']>): ToolCallInput => {
  const tool = cleanOrNone(action.tool, 200);
  if (tool === undefined) throw new UnusableQuestionError('it names no tool');
  const target = clean(action.target, 500);
  if (target.length < action.target.trim().length) throw new UnusableQuestionError('its target cannot be shown whole');
  const { argumentsJson, destructive } = action;
  return { tool, arguments: toArguments(argumentsJson), destructive, ...(target && { target }) };
};

const toArguments = (json: string): ToolCallInput['arguments'] => {
  try {
    const value: unknown = JSON.parse(json.trim() || '{}');
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as ToolCallInput['arguments'];
  } catch {
    // Said below: it is the same to the person.
  }
  throw new UnusableQuestionError('the arguments of the tool call are not a JSON object');
};

const toDiff = (diff: string): string => {
  if (diff.length > MAX_DIFF) throw new UnusableQuestionError('its diff is too large to be read');
  if (!/^@@ -\d+(,\d+)? \+\d+(,\d+)? @@/m.test(diff))
    throw new UnusableQuestionError('its change is not a unified diff');
  return diff.endsWith('\n') ? diff : `${diff}\n`;
};
