import { assertNever } from '../../../../../kernel/index.js';
import type { ToolUse } from '../../../llm/prompts/assistant.js';
import type { ToolArguments, ToolOutcome } from '../../../runtime/tool-use.js';
import { clean } from '../../shared/domain/clean-text.js';

const MAX_ARGUMENTS = 4_000;
const MAX_RESULT = 8_000;

/** The arguments that a model wrote; undefined when they are no JSON object. */
export const readArguments = (json: string): ToolArguments | undefined => {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ToolArguments) : undefined;
  } catch {
    return undefined;
  }
};

/** What came of a tool, as the prompts are told. */
export const toToolUse = (tool: string, args: ToolArguments | null, came: ToolOutcome): ToolUse => ({
  tool: clean(tool, 200),
  arguments: clean(JSON.stringify(args ?? {}), MAX_ARGUMENTS),
  ...told(came),
});

type Told = Pick<ToolUse, 'outcome' | 'text'>;

const told = (came: ToolOutcome): Told => {
  switch (came.kind) {
    case 'done':
      return { outcome: came.isError ? 'ERROR' : 'DONE', text: shortened(came.text) };
    case 'refused':
      return { outcome: 'REFUSED', text: came.reason ?? (came.by === 'rule' ? 'Not allowed here.' : '') };
    case 'unanswered':
      return { outcome: 'UNANSWERED', text: came.why };
    case 'failed':
      return { outcome: 'FAILED', text: came.message };
    case 'unknown':
      return { outcome: 'UNKNOWN', text: came.message };
    default:
      return assertNever(came);
  }
};

const shortened = (text: string): string =>
  text.length > MAX_RESULT ? `${clean(text, MAX_RESULT)}\n[cut here: ${text.length} characters in all]` : text;
