import type { DelegationOutcome } from '../../runtime/delegation.js';
import type { RunContext } from '../../runtime/run-context.js';
import { StepFailed } from '../../runtime/run-errors.js';
import type { Candidate } from './domain/ranking.js';
import type { Task } from './domain/task.js';
import { contextOf, type Finished, type TaskResult } from './domain/task-result.js';
import { unitName } from './domain/unit-name.js';

/** So many agents are tried for one task. */
const MAX_TRIES = 3;

/** Told when a task goes to another agent than planned. */
type Reassign = (ctx: RunContext, task: Task, candidate: Candidate) => Promise<void>;

/**
 * Each task begins as soon as what it needs is there, in a branch of its own: the others go on while one waits for a
 * person. All branches are opened at once and in one order, so that they are the same ones on every replay.
 */
export const carryOut = (ctx: RunContext, tasks: readonly Task[], reassign: Reassign): Promise<Finished[]> => {
  const started = new Map<string, Promise<Finished>>();
  const inOrder = [...tasks].sort((a, b) => a.batch - b.batch);
  for (const task of inOrder) {
    const needed = task.needs.flatMap((id) => started.get(id) ?? []);
    const work = async (own: RunContext) =>
      [task, await doTask(own, task, await Promise.all(needed), reassign)] as const;
    started.set(task.id, ctx.branch(unitName(task.task), work));
  }
  return ctx.all([...started.values()]);
};

/** With a part of what it needs a task is still worth doing, and its agent is told what is not there; with none it is not. */
const doTask = async (
  ctx: RunContext,
  task: Task,
  needed: readonly Finished[],
  reassign: Reassign,
): Promise<TaskResult> => {
  if (needed.length > 0 && needed.every(([, result]) => result.kind !== 'done')) {
    const reason = `It needs the result of: ${needed.map(([before]) => before.task).join('; ')}`.slice(0, 500);
    await ctx.step('leave out', () => ({ reason }));
    return { kind: 'skipped', reason };
  }
  return tryInTurn(ctx, task, contextOf(needed), reassign);
};

const tryInTurn = async (
  ctx: RunContext,
  task: Task,
  context: string | undefined,
  reassign: Reassign,
): Promise<TaskResult> => {
  const failures: { agent: string; message: string }[] = [];
  for (const candidate of task.candidates.slice(0, MAX_TRIES)) {
    if (failures.length > 0) await reassign(ctx, task, candidate);
    const { agentId, agent } = candidate;
    const request = { agentId, agent, task: task.task, ...(context !== undefined && { context }) };
    const outcome = await delegated(ctx, request);
    if (outcome.kind === 'completed') return { kind: 'done', agent, text: outcome.text, data: outcome.data };
    failures.push({ agent, message: outcome.message });
    // Another agent would only ask the person the same again.
    if (outcome.kind === 'unanswered') break;
  }
  const agent = failures.at(-1)?.agent ?? '';
  return { kind: 'failed', agent, reason: failures.map((one) => `${one.agent}: ${one.message}`).join(' · ') };
};

const delegated = async (
  ctx: RunContext,
  request: Parameters<RunContext['delegate']>[1],
): Promise<DelegationOutcome> => {
  try {
    return await ctx.delegate(unitName(`ask ${request.agent}`), request);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    return { kind: 'failed', message: error.message };
  }
};
