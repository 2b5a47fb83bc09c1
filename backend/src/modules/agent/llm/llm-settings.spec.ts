import { describe, expect, it } from 'vitest';
import { clientSpecs, type LlmSettings, usesDemoModel } from './llm-settings.js';

const none = { model: undefined, baseUrl: undefined, apiKey: undefined, fallback: undefined };
const limits = {
  timeoutMs: 1,
  firstTokenTimeoutMs: 1,
  idleTimeoutMs: 1,
  demo: { tokensPerSecond: 1, firstTokenMs: 1 },
};
const demo: LlmSettings = { provider: 'demo', ...none, ...limits };
const openAi: LlmSettings = { provider: 'openai', ...none, model: 'm', apiKey: 'k', ...limits };

describe('clientSpecs', () => {
  it('points the demo provider at the built-in server and sends it no key', () => {
    expect(clientSpecs({ ...demo, apiKey: 'k', baseUrl: 'http://elsewhere' }, 'http://here/v1')).toEqual([
      { provider: 'demo', model: 'parley-demo', baseUrl: 'http://here/v1' },
    ]);
  });

  it('puts the fallback second', () => {
    expect(clientSpecs({ ...openAi, fallback: demo }, 'http://here/v1')).toEqual([
      { provider: 'openai', model: 'm', apiKey: 'k' },
      { provider: 'demo', model: 'parley-demo', baseUrl: 'http://here/v1' },
    ]);
  });
});

it.each([
  [demo, true],
  [openAi, false],
  [{ ...openAi, fallback: demo }, true],
])('starts the demo model only where it is used', (settings, used) => expect(usesDemoModel(settings)).toBe(used));
