import { describe, expect, it } from 'vitest';
import type { Clock } from '../../kernel/index.js';
import { Passes } from './passes.js';
import { Sealer } from './sealer.js';

const KEY = 'a key of thirty-two bytes or more ...';

class Hand implements Clock {
  at = 1_000_000;
  now = () => new Date(this.at);
}

describe('Passes', () => {
  it('gives back what was put in, for its purpose and its time', () => {
    const clock = new Hand();
    const passes = new Passes(new Sealer([KEY]), clock);
    const token = passes.issue('link', { team: 'T1' }, 60_000);
    expect(token).toMatch(/^[\w-]+$/);
    expect(token).not.toBe(passes.issue('link', { team: 'T1' }, 60_000));
    expect(passes.read('link', token)).toEqual({ team: 'T1' });
    expect(passes.read('install', token)).toBeUndefined();
    clock.at += 60_000;
    expect(passes.read('link', token)).toBeUndefined();
  });

  it('takes none that was changed, or made by somebody else', () => {
    const clock = new Hand();
    const token = new Passes(new Sealer([KEY]), clock).issue('link', 1, 60_000);
    expect(new Passes(new Sealer([`${KEY}!`]), clock).read('link', token)).toBeUndefined();
    const passes = new Passes(new Sealer([KEY]), clock);
    for (const other of [`${token.slice(0, -2)}AA`, token.slice(1), '', 'x'.repeat(200)])
      expect(passes.read('link', other), other).toBeUndefined();
  });
});
