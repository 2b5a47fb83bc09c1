import type { Answer } from '../../llm/prompts/conversation.js';
import { aggregate } from '../../llm/prompts/orchestrator.js';
import type { RunContext } from '../../runtime/run-context.js';
import { carryOut } from './carry-out.js';
import { chooseAgents } from './choose-agents.js';
import type { Candidate, Capability } from './domain/ranking.js';
import { type Task, toRunPlan } from './domain/task.js';
import { type Finished, resultsForPrompt } from './domain/task-result.js';
import { makePlan } from './make-plan.js';
import { conversation, understand } from './understand.js';

/** parse → match → search → rank → plan → execute → aggregate, each a step that the person sees (AG-5). */
export const runOrchestrator = async (ctx: RunContext): Promise<void> => {
  const understood = await understand(ctx);
  if (!understood) {
    await ctx.say('stop here', 'All right, I stopped there. No other agent was given anything to do.');
    return;
  }
  const { goal, answers } = understood;
  const { capabilities, ranking } = await chooseAgents(ctx, goal);
  const uncovered = capabilities.filter(({ id }) => !ranking.get(id)?.length);
  if (uncovered.length > 0 && uncovered.length === capabilities.length) {
    await ctx.plan(toRunPlan([], new Map(), uncovered));
    await ctx.say('say that nobody fits', nobodyFits(uncovered));
    return;
  }
  const tasks = capabilities.length > 0 ? await makePlan(ctx, goal, capabilities, ranking) : [];
  await conclude(ctx, answers, await execute(ctx, tasks, uncovered), uncovered);
};

/** Shows the plan, also when a task goes to another agent, and carries it out. */
const execute = async (ctx: RunContext, tasks: readonly Task[], uncovered: readonly Capability[]) => {
  if (tasks.length === 0) return [];
  const doing = new Map<string, Candidate>();
  await ctx.plan(toRunPlan(tasks, doing, uncovered));
  return carryOut(ctx, tasks, (own, task, candidate) => {
    doing.set(task.id, candidate);
    return own.plan(toRunPlan(tasks, doing, uncovered));
  });
};

/** What the person wrote meanwhile belongs to the answer (SES-3), so the conversation is read again. */
const conclude = async (
  ctx: RunContext,
  answers: readonly Answer[],
  finished: readonly Finished[],
  uncovered: readonly Capability[],
): Promise<void> => {
  const missing = uncovered.map(({ need }) => ({ task: need, agent: null, status: 'nobody', reason: NOBODY }));
  const results = [...resultsForPrompt(finished), ...missing];
  await ctx.say('put the results together', aggregate(conversation(await ctx.history(), answers), results));
};

const NOBODY = 'No agent in the directory can do this.';

const nobodyFits = (uncovered: readonly Capability[]) => `I found no agent that can do this:

${uncovered.map(({ need }) => `- ${need}`).join('\n')}

An administrator can add one on the agents page, by the address of its A2A agent card. Then ask me again.`;
