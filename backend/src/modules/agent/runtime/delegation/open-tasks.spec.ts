import { describe, expect, it } from 'vitest';
import { openTasks } from './open-tasks.js';

const unit = (key: string, result: unknown, status: 'COMPLETED' | 'FAILED' = 'COMPLETED') => ({
  ...{ key, result, status, kind: 'DELEGATE' as const },
});
const address = (path: string, agentId = 'a', contextId = 'c') =>
  unit(`${path}find the agent#1`, { agentId, contextId, agent: 'Weather', messageId: 'm', runId: 'r' });
const sent = (path: string) => unit(`${path}give it the task#1`, { kind: 'task', taskId: 't' });

describe('tasks that a journal leaves open', () => {
  it('is one that was sent and not brought to an end', () => {
    expect(openTasks([address('x#1/'), sent('x#1/')])).toEqual([
      { path: 'x#1/', agentId: 'a', contextId: 'c', taskId: 't' },
    ]);
    const asks = unit('x#1/wait for its result#1', { kind: 'asks' });
    expect(openTasks([address('x#1/'), sent('x#1/'), asks])).toHaveLength(1);
  });

  it('may be one of which nobody heard', () => {
    const broken = unit('x#1/give it the task#1', null, 'FAILED');
    expect(openTasks([address('x#1/'), broken])).toEqual([
      { path: 'x#1/', agentId: 'a', contextId: 'c', taskId: null },
    ]);
  });

  it.each(['completed', 'failed', 'unreachable'])('is none that is %s', (kind) => {
    const end = unit('x#1/wait for its result#1', { kind });
    expect(openTasks([address('x#1/'), sent('x#1/'), end])).toEqual([]);
  });

  it('is none that was never begun, and nothing of another branch counts', () => {
    expect(openTasks([address('x#1/')])).toEqual([]);
    expect(openTasks([unit('x#1/find the agent#1', null)])).toEqual([]);
    const elsewhere = unit('y#1/wait for its result#1', { kind: 'completed' });
    expect(openTasks([address('x#1/'), sent('x#1/'), address('y#1/', 'b'), elsewhere])).toHaveLength(1);
  });
});
