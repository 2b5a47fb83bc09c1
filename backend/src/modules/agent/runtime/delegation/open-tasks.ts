import type { JournalEntry } from '../../../agent-state/index.js';
import type { Address } from './remote-delegation.js';

export interface OpenTask {
  /** Of the units that are about it. */
  path: string;
  agentId: string;
  contextId: string;
  /** Null: nobody heard whether it was begun. */
  taskId: string | null;
}

type Written = { kind?: string; taskId?: string; contextId?: string; agentId?: string } | null;
const ENDS = ['completed', 'failed', 'unreachable'];
const pathOf = (key: string): string => key.slice(0, key.lastIndexOf('/') + 1);

/** The tasks of agents elsewhere that a run's journal begins and does not bring to an end. */
export const openTasks = (entries: readonly Pick<JournalEntry, 'key' | 'kind' | 'status' | 'result'>[]): OpenTask[] => {
  const units = entries.filter(({ kind }) => kind === 'DELEGATE');
  const results = (path: string) =>
    units.filter(({ key }) => pathOf(key) === path).map(({ result }) => result as Written);
  return units.flatMap(({ key, result }) => {
    const { agentId, contextId } = (result ?? {}) as Partial<Address>;
    const written = results(pathOf(key));
    const begun = units.some((unit) => pathOf(unit.key) === pathOf(key) && unit.key !== key);
    if (!agentId || !contextId || !begun) return [];
    if (written.some((one) => ENDS.includes(one?.kind ?? ''))) return [];
    return [
      { path: pathOf(key), agentId, contextId, taskId: written.find((one) => one?.kind === 'task')?.taskId ?? null },
    ];
  });
};
