/** No connection, so no request. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const codeOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return code;
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return codeOf(inner);
};

/** Was nothing sent at all? Else whoever was called may have heard it. */
export const neverLeft = (error: Error): boolean => NEVER_LEFT.has(codeOf(error) ?? '');

export const causeOf = (error: Error): string =>
  codeOf(error) ?? (error.name === 'TimeoutError' ? 'no answer in time' : error.message);
