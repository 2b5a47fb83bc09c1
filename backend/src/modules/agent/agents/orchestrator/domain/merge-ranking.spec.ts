import type { AgentHealth, DirectoryMatch } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { mergeRanking } from './merge-ranking.js';

const match = (id: string, score = 0.5, health: AgentHealth = 'HEALTHY'): DirectoryMatch => ({
  agent: {
    ...{ id, kind: 'REMOTE', name: id.toUpperCase(), description: '', skills: [], health, problem: null },
    ...{ checkedAt: null, cardUrl: null, version: null, protocolVersion: null, provider: null },
  },
  score,
  reasons: [{ part: 'skill', words: ['rain', 'sun'], points: 2 }],
});
const capabilities = [{ id: 'weather', need: 'Weather', search: 'weather' }];
const found = [match('a', 1), match('b', 0.8), match('c', 0.6, 'UNHEALTHY')];
const rate = (agent: string, score: number, why = 'fits') => ({ agent, score, why });
const merged = (agents: ReturnType<typeof rate>[] | undefined, matches = found, nobody_fits = false) => {
  const rankings = agents ? [{ capability: 'weather', nobody_fits, agents }] : [];
  return mergeRanking(capabilities, new Map([['weather', matches]]), rankings).get('weather');
};
const ids = (agents: ReturnType<typeof rate>[] | undefined) => merged(agents)?.map(({ agentId }) => agentId);

describe('a ranking by the model', () => {
  it('is taken in the order of its scores, and leaves out what it leaves out', () => {
    expect(ids([rate('a', 0.5), rate('b', 0.9)])).toEqual(['b', 'a']);
  });

  it('puts an agent that is down behind all others', () => {
    expect(ids([rate('c', 1), rate('a', 0.4)])).toEqual(['a', 'c']);
  });

  it('drops what does not fit, and may say that nobody does', () => {
    expect(ids([rate('a', 0.1), rate('b', 0.9)])).toEqual(['b']);
    expect(merged([], found, true)).toEqual([]);
  });

  it('knows no agent that the search did not give', () => {
    expect(ids([rate('evil', 1), rate('a', 0.6)])).toEqual(['a']);
  });

  it.each([
    ['said nothing of the capability', undefined],
    ['named only agents that are not there', [rate('evil', 1), rate('A', 1)]],
    ['named nobody, and did not say that nobody fits', []],
    ['gave no numbers', [rate('a', Number.NaN)]],
  ])('gives way to the order of the search where it %s', (_what, agents) => {
    expect(ids(agents)).toEqual(['a', 'b', 'c']);
    expect(merged(agents)?.[0]?.why).toBe('Found in the directory by: rain, sun');
  });

  it('keeps scores between 0 and 1, the first of two, and a reason on one line', () => {
    expect(merged([rate('a', 7, 'so\ngood'), rate('a', 0.4)])).toEqual([
      { agentId: 'a', agent: 'A', health: 'HEALTHY', score: 1, why: 'so good' },
    ]);
  });

  it('has nobody where nobody was found', () => expect(merged(undefined, [])).toEqual([]));
});
