import { type FeedbackQuestionInput, type ToolCall, toolCallSchema } from '@parley/contracts';
import { assertNever } from '../../../../kernel/index.js';
import type { FeedbackOutcome } from '../../../feedback/index.js';
import type { ToolArguments, ToolOutcome, ToolRequest } from '../tool-use.js';
import type { AskFirst, Permit } from './verdict.js';

const MAX_CONTEXT = 20_000;

const words = (tool: string, { why }: AskFirst): string => {
  switch (why) {
    case 'rule':
      return `May I use ${tool}?`;
    case 'unknown':
      return `It is not known whether ${tool} has run. Shall I run it again?`;
    case 'again':
      return `${tool} has run before. Shall I run it again?`;
    case 'changed':
      return `${tool} is not what it was when you were asked. May I use it as it is now?`;
    case 'edits':
      return `The arguments do not fit ${tool} as you changed them, so nothing was run. May I use it as shown here?`;
    case 'spent':
      return `That approval does not let ${tool} run, or has done so before. May I use it now?`;
    default:
      return assertNever(why);
  }
};

/** The exact call, from data alone (T27). @throws ZodError for a target that could not be shown whole */
const actionOf = ({ tool, target }: ToolRequest, ask: AskFirst): ToolCall =>
  toolCallSchema.parse({
    ...{ tool, arguments: ask.arguments, destructive: ask.destructive },
    ...(target !== undefined && { target }),
  });

/** The question whose yes lets exactly this call run. */
export const approvalQuestion = (request: ToolRequest, ask: AskFirst): FeedbackQuestionInput => {
  const context = [ask.problem, request.why].filter((part) => part).join('\n\n');
  return {
    type: 'APPROVAL',
    question: words(request.tool, ask),
    ...(context && { context: context.slice(0, MAX_CONTEXT).toWellFormed().replaceAll('\0', '') }),
    action: actionOf(request, ask),
  };
};

export type Decision =
  | { kind: 'outcome'; outcome: ToolOutcome }
  | { kind: 'permit'; permit: Permit; arguments: ToolArguments };

const outcome = (of: ToolOutcome): Decision => ({ kind: 'outcome', outcome: of });

/** What the person's answer means for the call that was shown. */
export const decisionOf = (answer: FeedbackOutcome, ask: AskFirst): Decision => {
  if (answer.kind !== 'answered') return outcome({ kind: 'unanswered', why: answer.kind });
  const decided = answer.answer;
  if (decided.type === 'APPROVAL' && decided.decision === 'approve' && answer.requestId !== undefined) {
    const permit: Permit = { requestId: answer.requestId, answered: ask };
    return { kind: 'permit', permit, arguments: decided.editedArguments ?? ask.arguments };
  }
  const comment = decided.type === 'APPROVAL' ? (decided.comment ?? null) : null;
  if (ask.why === 'unknown') return outcome({ kind: 'unknown', message: comment ?? ask.problem ?? 'Not run again.' });
  if (ask.why === 'again')
    return outcome({ kind: 'unknown', message: comment ?? 'It has run before, and was not run again.' });
  return outcome({ kind: 'refused', by: 'person', reason: comment });
};
