import { describe, expect, it } from 'vitest';
import { mayReadMetrics } from './metrics-access.js';

const metricsToken = 'sixteen-characters';

describe('who reads the metrics', () => {
  it.each([
    ['the token', `Bearer ${metricsToken}`, true],
    ['another token', 'Bearer sixteen-character5', false],
    ['a token and more', `Bearer ${metricsToken}x`, false],
    ['another scheme', `Basic ${metricsToken}`, false],
    ['nothing', undefined, false],
  ])('with a token set: %s', (_what, authorization, may) => {
    for (const production of [true, false])
      expect(mayReadMetrics({ authorization }, { metricsToken, production })).toBe(may);
  });

  it('without a token: nobody in production, and else nobody through a proxy', () => {
    const open = { metricsToken: undefined, production: false };
    expect(mayReadMetrics({}, { ...open, production: true })).toBe(false);
    expect(mayReadMetrics({}, open)).toBe(true);
    for (const header of ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded'])
      expect(mayReadMetrics({ [header]: '127.0.0.1' }, open)).toBe(false);
  });
});
