import type { ClientRegistry as Registry } from '@boundaryml/baml';
import { assertNever } from '../../../../kernel/index.js';
import { ClientRegistry } from '../baml.js';
import type { LlmClientSpec } from '../domain/llm-client-spec.js';

type Options = Record<string, unknown>;

const MAX_OUTPUT_TOKENS = 8_192; // Anthropic wants a limit; the others use the model's own.

const shape = (client: LlmClientSpec): [provider: string, options: Options] => {
  switch (client.provider) {
    case 'openai':
      return ['openai', {}];
    case 'anthropic':
      return ['anthropic', { max_tokens: MAX_OUTPUT_TOKENS }];
    case 'google':
      return ['google-ai', {}];
    case 'ollama':
      return ['openai-generic', { base_url: 'http://localhost:11434/v1', stream_options: { include_usage: true } }];
    case 'demo':
    case 'openai-compatible':
      return ['openai-generic', { stream_options: { include_usage: true } }];
    default:
      return assertNever(client.provider);
  }
};

const build = (client: LlmClientSpec): Registry => {
  const [provider, options] = shape(client);
  const registry = new ClientRegistry();
  registry.addLlmClient('Chosen', provider, {
    ...options,
    model: client.model,
    ...(client.baseUrl === undefined ? {} : { base_url: client.baseUrl }),
    ...(client.apiKey === undefined ? {} : { api_key: client.apiKey }),
  });
  registry.setPrimary('Chosen');
  return registry;
};

const known = new WeakMap<LlmClientSpec, Registry>();

/** The one place where a key reaches BAML. A registry does not leak into other calls; per-call `env` does. */
export const registryFor = (client: LlmClientSpec): Registry => {
  const registry = known.get(client) ?? build(client);
  known.set(client, registry);
  return registry;
};
