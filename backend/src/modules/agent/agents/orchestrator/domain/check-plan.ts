import { clean } from '../../shared/domain/clean-text.js';
import { batchesOf } from './batches.js';
import { type Candidate, healthyFirst, type Ranking } from './ranking.js';
import type { Task } from './task.js';

export const MAX_TASKS = 12;

/** A task as the model plans it. */
interface Planned {
  readonly id: string;
  readonly task: string;
  readonly capability: string;
  readonly agent: string;
  readonly needs: readonly string[];
}

type CheckedPlan = { kind: 'usable'; tasks: Task[] } | { kind: 'unusable'; problems: string[] };

/** Whether a plan can be carried out: by agents that were found, each task after what it needs. */
export const checkPlan = (proposed: readonly Planned[], ranking: Ranking): CheckedPlan => {
  const planned = proposed.map(cleaned);
  const problems = [
    ...problemsOfAll(planned),
    ...planned.flatMap((task) => problemsOf(task, planned, ranking)),
    ...leftOut(planned, ranking),
  ];
  if (problems.length > 0) return { kind: 'unusable', problems };
  const batches = batchesOf(planned);
  if (!batches) return { kind: 'unusable', problems: ['Some tasks need each other in a circle.'] };
  const tasks = planned.map(({ id, task, capability, agent, needs }) => ({
    ...{ id, task, needs: [...new Set(needs)], batch: batches.get(id) ?? 1 },
    candidates: chosenFirst(agent, ranking.get(capability) ?? []),
  }));
  return { kind: 'usable', tasks };
};

const cleaned = ({ id, task, needs, ...rest }: Planned): Planned => ({
  ...rest,
  id: clean(id, 60),
  task: clean(task, 4_000),
  needs: needs.map((need) => clean(need, 60)),
});

const problemsOfAll = (planned: readonly Planned[]): string[] => {
  if (planned.length === 0) return ['There is no task in it.'];
  if (planned.length > MAX_TASKS) return [`There are ${planned.length} tasks in it, and at most ${MAX_TASKS} may be.`];
  const ids = planned.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  return twice === undefined ? [] : [`There are two tasks with the id ${shown(twice)}.`];
};

const problemsOf = (task: Planned, planned: readonly Planned[], ranking: Ranking): string[] => {
  const name = `Task ${shown(task.id)}`;
  const candidates = ranking.get(task.capability) ?? [];
  const unknown = task.needs.filter((need) => !planned.some(({ id }) => id === need));
  return [
    ...(task.id && task.task ? [] : [`${name} has no id or says nothing.`]),
    ...(candidates.some(({ agentId }) => agentId === task.agent)
      ? []
      : [`${name}: the agent ${shown(task.agent)} is not listed for the capability ${shown(task.capability)}.`]),
    ...unknown.map((need) => `${name} needs ${shown(need)}, which is not in the plan.`),
  ];
};

/** A part of what is wanted must not go missing unseen. */
const leftOut = (planned: readonly Planned[], ranking: Ranking): string[] =>
  [...ranking]
    .filter(([id, candidates]) => candidates.length > 0 && !planned.some(({ capability }) => capability === id))
    .map(([id]) => `No task is for the capability ${shown(id)}.`);

const chosenFirst = (agentId: string, candidates: readonly Candidate[]): Candidate[] => {
  const chosen = candidates.filter((one) => one.agentId === agentId);
  return healthyFirst([...chosen, ...candidates.filter((one) => one.agentId !== agentId)]);
};

const shown = (text: string) => `"${clean(text, 60)}"`;
