export type LlmErrorKind =
  | 'rate_limited'
  | 'unavailable'
  | 'timeout'
  | 'unauthorized'
  | 'bad_request'
  | 'unparsable'
  | 'truncated'
  | 'cancelled';

export interface LlmErrorDetails {
  /** HTTP status of the provider, when there was an answer. */
  readonly status?: number;
  /** How long the provider asks us to stay away, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The model's text as far as it came. For logs at debug level and the repair attempt, never for the person. */
  readonly output?: string;
}

/**
 * A model call that came to nothing. The message is written by us alone: providers echo keys and prompts in theirs,
 * so no provider text goes in.
 */
export class LlmError extends Error {
  override readonly name = 'LlmError';
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  readonly #output: string | undefined;

  constructor(
    readonly kind: LlmErrorKind,
    message: string,
    details: LlmErrorDetails = {},
  ) {
    super(message);
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
    this.#output = details.output;
  }

  /** Private by design: a logger that prints the error's fields must not print what the model wrote. */
  output(): string {
    return this.#output ?? '';
  }
}
