/** How Google words a refusal. */
export interface GoogleError {
  /** Its own name for it, such as `rateLimitExceeded` or `invalid_grant`. Null: it is not in Google's form. */
  reason: string | null;
  message: string;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/**
 * Reads the body of an answer. The API and OAuth (RFC 6749 §5.2) tell errors in forms of their own.
 * https://developers.google.com/workspace/gmail/api/guides/handle-errors
 */
export const googleErrorIn = (data: unknown): GoogleError => {
  const { error, error_description: described } = (data ?? {}) as { error?: unknown; error_description?: unknown };
  if (typeof error === 'string') return { reason: text(error), message: text(described) ?? '' };
  const { status, message, errors } = (error ?? {}) as { status?: unknown; message?: unknown; errors?: unknown };
  const first = Array.isArray(errors) ? (errors[0] as { reason?: unknown } | undefined) : undefined;
  return { reason: text(first?.reason) ?? text(status), message: text(message) ?? '' };
};
