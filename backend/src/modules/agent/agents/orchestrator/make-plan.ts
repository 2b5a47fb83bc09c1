import { orNull } from '../../llm/or-null.js';
import { type Goal, planTasks } from '../../llm/prompts/orchestrator.js';
import type { RunContext } from '../../runtime/run-context.js';
import { checkPlan } from './domain/check-plan.js';
import type { Capability, Ranking } from './domain/ranking.js';
import { sequentialPlan } from './domain/sequential-plan.js';
import type { Task } from './domain/task.js';

/** The model plans and code checks. It may mend its plan once; then each capability is done after the other. */
export const makePlan = async (
  ctx: RunContext,
  goal: Goal,
  capabilities: readonly Capability[],
  ranking: Ranking,
): Promise<Task[]> => {
  const agents = agentsForPrompt(capabilities, ranking);
  const plan = async (name: string, problems: readonly string[]) => {
    const planned = await ctx.think(name, orNull(planTasks({ goal, agents, problems })));
    return checkPlan(planned?.tasks ?? [], ranking);
  };
  const first = await plan('plan the tasks', []);
  const checked = first.kind === 'usable' ? first : await plan('mend the plan', first.problems);
  if (checked.kind === 'usable') return checked.tasks;
  return sequentialPlan(goal, capabilities, ranking);
};

const agentsForPrompt = (capabilities: readonly Capability[], ranking: Ranking) =>
  capabilities
    .filter(({ id }) => ranking.get(id)?.length)
    .map(({ id, need }) => ({
      ...{ capability: id, need },
      agents: ranking.get(id)?.map(({ agentId, agent, health, score, why }) => ({
        ...{ id: agentId, name: agent, health, score, why },
      })),
    }));
