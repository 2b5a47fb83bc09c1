import type { Analysis, ToolUse } from '../../llm/prompts/assistant.js';
import type { RunContext } from '../../runtime/run-context.js';
import { clean, cleanOrNone } from '../shared/domain/clean-text.js';
import { readArguments, toToolUse } from './domain/to-tool-use.js';

type ToolChoice = NonNullable<Analysis['call']>;

/** Does what the model chose, as far as rules and people let it. Nothing that goes wrong ends the run: the model is told. */
export const useTool = async (ctx: RunContext, choice: ToolChoice): Promise<ToolUse> => {
  const tool = clean(choice.tool, 200);
  const args = readArguments(choice.argumentsJson);
  if (!args) return toToolUse(tool, null, { kind: 'failed', message: 'The arguments are not a JSON object.' });
  const why = cleanOrNone(choice.why, 2_000);
  const outcome = await ctx.tool('use a tool', { tool, arguments: args, ...(why && { why }) });
  return toToolUse(tool, outcome.kind === 'done' ? outcome.arguments : args, outcome);
};

/** The tool that the model wants next; undefined for none, and for one that it has used in just this way before. */
export const wantedTool = ({ next, call }: Analysis, uses: readonly ToolUse[]): ToolChoice | undefined => {
  if (next !== 'tool' || !call) return undefined;
  const args = JSON.stringify(readArguments(call.argumentsJson) ?? {});
  const again = uses.some((use) => use.tool === clean(call.tool, 200) && use.arguments === args);
  return again ? undefined : call;
};
