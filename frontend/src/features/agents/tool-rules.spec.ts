import type { Tool, ToolRule } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { byServer, inherited, ruleFor, withRule } from './tool-rules';

const tool = (name: string, change: Partial<Tool> = {}): Tool => ({
  ...{ name, server: name.split('.')[0] ?? null, title: name, description: '', inputSchema: {} },
  ...{ readOnly: false, destructive: false, idempotent: false, defaultPolicy: 'ASK' },
  ...change,
});
const rule = (agent: string, name: string, policy: ToolRule['policy'], outdated = false): ToolRule => ({
  ...{ agent, tool: name, policy, outdated },
});

describe('rules', () => {
  const rules = [rule('*', 'a.x', 'DENY'), rule('assistant', 'a.x', 'AUTO')];

  it('are found for one agent, and for all', () => {
    expect(ruleFor(rules, 'assistant', 'a.x')?.policy).toBe('AUTO');
    expect(ruleFor(rules, 'orchestrator', 'a.x')).toBeUndefined();
    expect(inherited(tool('a.x'), rules, 'orchestrator')).toBe('DENY');
  });

  it('leave the tool’s own suggestion where nobody decided', () => {
    expect(inherited(tool('a.y', { defaultPolicy: 'AUTO' }), rules, 'orchestrator')).toBe('AUTO');
    expect(inherited(tool('a.x'), rules, '*')).toBe('ASK');
  });

  it('ask when the tool is no longer what was let run', () =>
    expect(inherited(tool('a.x'), [rule('*', 'a.x', 'AUTO', true)], 'assistant')).toBe('ASK'));

  it('replace what was decided before, and are taken back', () => {
    const set = withRule(rules, { agent: 'assistant', tool: 'a.x', policy: 'ASK' });
    expect(ruleFor(set, 'assistant', 'a.x')?.policy).toBe('ASK');
    expect(set).toHaveLength(2);
    expect(withRule(set, { agent: 'assistant', tool: 'a.x', policy: null })).toEqual([rules[0]]);
  });
});

it('groups tools by server, built-in ones first', () => {
  const groups = byServer([tool('b.two'), tool('a.one'), tool('b.one'), tool('parley.now', { server: null })]);
  expect(groups.map(({ server, tools }) => [server, tools.map(({ name }) => name)])).toEqual([
    [null, ['parley.now']],
    ['a', ['a.one']],
    ['b', ['b.one', 'b.two']],
  ]);
});
