import type { Capability, Ranking } from './ranking.js';
import type { Task } from './task.js';

interface Goal {
  readonly goal: string;
  readonly facts: readonly string[];
}

/** When no plan of the model can be used: each capability once, one after the other, each told what came before. */
export const sequentialPlan = (goal: Goal, capabilities: readonly Capability[], ranking: Ranking): Task[] => {
  const known = goal.facts.length > 0 ? `\nKnown:\n${goal.facts.map((fact) => `- ${fact}`).join('\n')}` : '';
  const covered = capabilities.filter(({ id }) => ranking.get(id)?.length);
  return covered.map(({ id, need }, index) => ({
    id,
    task: `${need}\n\nIt is a part of this: ${goal.goal}${known}`,
    needs: covered.slice(Math.max(0, index - 1), index).map((before) => before.id),
    batch: index + 1,
    candidates: ranking.get(id) ?? [],
  }));
};
