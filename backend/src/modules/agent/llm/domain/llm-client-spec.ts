export type LlmProvider = 'demo' | 'openai' | 'anthropic' | 'google' | 'ollama' | 'openai-compatible';

/** One model that can be asked. Secrets travel only here and in BAML's ClientRegistry, never in `process.env`. */
export interface LlmClientSpec {
  readonly provider: LlmProvider;
  readonly model: string;
  readonly baseUrl?: string;
  readonly apiKey?: string;
}

export interface LlmTimeouts {
  /** From the request to the first piece of text. */
  readonly firstTokenMs: number;
  /** Longest silence once text has begun. */
  readonly idleMs: number;
  /** One attempt as a whole. */
  readonly totalMs: number;
}
