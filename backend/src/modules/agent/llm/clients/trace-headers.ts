import type { LlmClientSpec } from '../domain/llm-client-spec.js';

/**
 * Tells a server of our own side which function, run and step a call belongs to: the demo model picks its script by
 * it, a gateway such as LiteLLM can trace by it. Public providers get none of it.
 */
export const traceHeaders = (
  client: LlmClientSpec,
  fn: string,
  tags: { readonly runId: string; readonly stepKey: string },
): Record<string, string> => {
  if (client.provider !== 'demo' && client.provider !== 'openai-compatible') return {};
  // Encoded: a step may be named in any script, a header takes Latin-1 only.
  return {
    'x-parley-fn': fn,
    'x-parley-run-id': encodeURIComponent(tags.runId),
    'x-parley-step-key': encodeURIComponent(tags.stepKey),
  };
};
