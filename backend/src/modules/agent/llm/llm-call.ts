import type { LlmClientSpec } from './domain/llm-client-spec.js';

export interface HttpCall {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An earlier reply of the model that could not be used, and why. */
export interface RepairNote {
  readonly output: string;
  readonly error: string;
}

export interface RenderOptions {
  readonly stream: boolean;
  readonly client: LlmClientSpec;
  /** Set for the one repair attempt. */
  readonly repair?: RepairNote;
}

/** One call of a BAML function: how to ask and how to read the answer. The gateway does everything between. */
export interface LlmCall<T> {
  readonly fn: string;
  render(options: RenderOptions): Promise<HttpCall>;
  /** Throws when the text is no answer to this function. */
  parse(text: string): T;
  /** Present when the answer is worth showing while it grows; a string is a snapshot for `onText`. */
  parsePartial?(text: string): unknown;
  /** A short line of the answer that the step may show, such as the agent's thought. */
  note?(value: T): string;
}

export interface LlmUsage {
  inputTokens: number;
  outputTokens: number;
}

export interface LlmResult<T> {
  value: T;
  /** Summed over all attempts: failed ones are billed too. */
  usage: LlmUsage;
  model: string;
  provider: string;
  attempts: number;
}
