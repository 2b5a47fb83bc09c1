import { setTimeout as pause } from 'node:timers/promises';
import { assertNever } from '../../../../../kernel/index.js';
import type { RunContext } from '../../../runtime/run-context.js';
import type { Grant, ToolOutcome, ToolRequest } from '../../../runtime/tool-use.js';
import { clean } from '../../shared/domain/clean-text.js';
import type { ToolUse } from '../domain/repository-tools.js';
import { Unable } from './unable.js';

/** Looks something up. What comes back is data: it is read strictly, and bounded. @throws Unable */
export const useTool = async <T>(ctx: RunContext, name: string, { request, read }: ToolUse<T>): Promise<T> => {
  const outcome = await callTool(ctx, name, request);
  const problem = problemOf(outcome);
  if (problem !== null) throw new Unable(`I could not ${name}: ${problem}`);
  try {
    return read(dataOf(outcome), outcome.kind === 'done' ? outcome.text : '');
  } catch {
    throw new Unable(`I could not ${name}: ${request.tool} gave an answer that I cannot read.`);
  }
};

/** A server that starts anew is away for a moment. What could not be called has not run, so it may be called again. */
const PAUSES_MS = [500, 2_000, 5_000];

/** A call that waits for a server that is away, with the same grant. */
export const callTool = async (
  ctx: RunContext,
  name: string,
  request: ToolRequest,
  grant?: Grant,
): Promise<ToolOutcome> => {
  for (const ms of PAUSES_MS) {
    const outcome = await ctx.tool(name, request, grant);
    if (outcome.kind !== 'failed') return outcome;
    await ctx.step('wait for the tools', async ({ signal }) => {
      await pause(ms, undefined, { signal });
      return { waitedMs: ms, problem: outcome.message };
    });
  }
  return ctx.tool(name, request, grant);
};

/** What a tool gave back, as JSON: its structured result, or its text where that is JSON. */
export const dataOf = (outcome: ToolOutcome): unknown => {
  if (outcome.kind !== 'done') return null;
  if (outcome.data !== null && outcome.data !== undefined) return outcome.data;
  try {
    return JSON.parse(outcome.text);
  } catch {
    return outcome.text;
  }
};

/** In words for the person; null: it has done what it should. */
export const problemOf = (outcome: ToolOutcome): string | null => {
  switch (outcome.kind) {
    case 'done':
      if (outcome.isError) return clean(outcome.text, 500) || 'it failed without a word.';
      return outcome.cut ? 'its answer is too long.' : null;
    case 'refused':
      if (outcome.by === 'rule') return 'an administrator has decided that I may not use this tool.';
      return outcome.reason ? `you said no (${clean(outcome.reason, 300)}).` : 'you said no.';
    case 'unanswered':
      return `the question whether I may use this tool ${outcome.why === 'expired' ? 'expired' : `was ${outcome.why}`}.`;
    case 'failed':
    case 'unknown':
      return clean(outcome.message, 500);
    default:
      return assertNever(outcome);
  }
};
