import type { LlmClientSpec, LlmProvider } from './domain/llm-client-spec.js';

/** One model as configured. A missing model or URL means the provider's usual one. */
export interface LlmClientSettings {
  readonly provider: LlmProvider;
  readonly model: string | undefined;
  readonly baseUrl: string | undefined;
  readonly apiKey: string | undefined;
}

/** The `llm` part of AppConfig. Times in milliseconds. */
export interface LlmSettings extends LlmClientSettings {
  readonly fallback: LlmClientSettings | undefined;
  readonly timeoutMs: number;
  readonly firstTokenTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly demo: { readonly tokensPerSecond: number; readonly firstTokenMs: number };
}

const DEMO_MODEL_NAME = 'parley-demo';

export const usesDemoModel = ({ provider, fallback }: LlmSettings): boolean =>
  provider === 'demo' || fallback?.provider === 'demo';

/** The primary client and the fallback. The demo model's own URL wins over a configured one. */
export const clientSpecs = (settings: LlmSettings, demoBaseUrl: string | undefined): LlmClientSpec[] =>
  [settings, settings.fallback].flatMap((client) => (client ? [specOf(client, demoBaseUrl)] : []));

const specOf = (client: LlmClientSettings, demoBaseUrl: string | undefined): LlmClientSpec => {
  const baseUrl = client.provider === 'demo' ? demoBaseUrl : client.baseUrl;
  return {
    provider: client.provider,
    model: client.model ?? DEMO_MODEL_NAME, // the configuration requires a name of every other provider
    ...(baseUrl !== undefined && { baseUrl }),
    ...(client.apiKey !== undefined && client.provider !== 'demo' && { apiKey: client.apiKey }),
  };
};
