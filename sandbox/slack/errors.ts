/** `ok: false` with one of Slack's own error codes. */
export class SlackError extends Error {
  constructor(
    readonly code: string,
    /** What stands beside `error` in the answer. */
    readonly extra: Record<string, unknown> = {},
  ) {
    super(code);
  }
}

/** Details as Slack gives them in `response_metadata.messages`. */
export const withMessages = (code: string, messages: readonly string[]): SlackError =>
  new SlackError(code, { response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } });
