import { describe, expect, it } from 'vitest';
import { effectOf, healthState, hostOf, reasonsText } from './describe-agent';

describe('an agent in words', () => {
  it('runs here, or is as its last look said', () => {
    expect(healthState({ kind: 'LOCAL', health: 'UNKNOWN' }).word).toBe('runs here');
    expect(healthState({ kind: 'REMOTE', health: 'UNHEALTHY' })).toEqual({ tone: 'danger', word: 'not reachable' });
    expect(healthState({ kind: 'REMOTE', health: 'UNKNOWN' }).word).toBe('not looked at yet');
  });

  it('says why it was found', () =>
    expect(
      reasonsText({
        reasons: [
          { part: 'skills', words: ['weather', 'month'], points: 3 },
          { part: 'name', words: [], points: 0 },
          { part: 'provider', words: ['acme'], points: 1 },
        ],
      }),
    ).toBe('“weather”, “month” in its skills · “acme” in provider'));

  it('names a host', () => {
    expect(hostOf('http://127.0.0.1:3004/weather/.well-known/agent-card.json')).toBe('127.0.0.1:3004');
    expect(hostOf('no address')).toBe('no address');
  });
});

describe('what a tool does', () => {
  it.each([
    [{ readOnly: true, destructive: true }, 'only reads'],
    [{ readOnly: false, destructive: true }, 'changes things, cannot be undone'],
    [{ readOnly: false, destructive: false }, 'changes things'],
  ])('%j: %s', (tool, word) => expect(effectOf(tool).word).toBe(word));
});
