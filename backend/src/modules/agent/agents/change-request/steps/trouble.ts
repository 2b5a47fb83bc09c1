import type { ToolOutcome } from '../../../runtime/tool-use.js';
import { problemOf } from './use-tool.js';

/** What has been done is done, however much it says of it. */
const problemOfEffect = (outcome: ToolOutcome): string | null =>
  outcome.kind === 'done' && !outcome.isError ? null : problemOf(outcome);

interface Step {
  /** `create the branch x` */
  what: string;
  /** What stands there, whatever came of this step. */
  soFar: string;
  /** What is true beside it, if the step had no effect. */
  without?: string;
}

/** Why it does not go on, in words that hold whatever has happened; null: it has been done. */
export const troubleWith = (outcome: ToolOutcome, { what, soFar, without }: Step): string | null => {
  const problem = problemOfEffect(outcome);
  if (problem === null) return null;
  if (outcome.kind === 'unknown')
    return `I do not know whether it worked to ${what}: ${problem}\n\n${soFar} Please look before you ask me again.`;
  return `I could not ${what}: ${problem}\n\n${without ?? soFar}`;
};
