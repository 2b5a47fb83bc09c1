import type { RunPlan } from '@parley/contracts';
import type { Candidate, Capability } from './ranking.js';

export interface Task {
  readonly id: string;
  /** What the agent is asked to do. */
  readonly task: string;
  readonly needs: readonly string[];
  /** From 1. */
  readonly batch: number;
  /** Who could do it, the one that is asked first at the head. Never empty. */
  readonly candidates: readonly Candidate[];
}

/**
 * The plan as the run shows it.
 * @param doing who does a task by now, where that is not its first candidate
 * @param uncovered what nobody can do
 */
export const toRunPlan = (
  tasks: readonly Task[],
  doing: ReadonlyMap<string, Candidate>,
  uncovered: readonly Capability[],
): RunPlan => ({
  tasks: [
    ...tasks.map(({ id, task, needs, batch, candidates }) => {
      const { agentId = null, agent = null, score = 0, why = '' } = doing.get(id) ?? candidates[0] ?? {};
      return { id, task, agentId, agent, score, why, needs: [...needs], batch };
    }),
    ...uncovered.map(({ id, need }) => ({
      ...{ id: `nobody-${id}`, task: need, agentId: null, agent: null, score: 0, needs: [], batch: 1 },
      why: 'Nobody in the directory can do this.',
    })),
  ],
});
