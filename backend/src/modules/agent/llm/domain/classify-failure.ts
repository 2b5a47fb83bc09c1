import { LlmError, type LlmErrorKind } from './llm-error.js';

const KIND_BY_STATUS: Readonly<Record<number, LlmErrorKind>> = {
  401: 'unauthorized',
  403: 'unauthorized',
  408: 'timeout',
  // A lock or a race at the provider; the OpenAI and Anthropic SDKs try it again too.
  409: 'unavailable',
  425: 'unavailable',
  429: 'rate_limited',
};

const WORDS: Readonly<Record<LlmErrorKind, string>> = {
  rate_limited: 'The language model is busy (rate limit).',
  unavailable: 'The language model is not available.',
  timeout: 'The language model took too long.',
  unauthorized: 'The language model refused the credentials. Check the API key.',
  bad_request: 'The language model refused the request.',
  unparsable: 'The language model gave an answer that could not be used.',
  truncated: 'The answer of the language model was cut off at its length limit.',
  cancelled: 'The call was stopped.',
};

export const llmError = (kind: LlmErrorKind, details: ConstructorParameters<typeof LlmError>[2] = {}): LlmError => {
  const status = details.status === undefined ? '' : ` (HTTP ${details.status})`;
  return new LlmError(kind, `${WORDS[kind]}${status}`, details);
};

/** An answer other than 2xx. Redirects are refused: following one would carry the key to another host. */
export const errorOfStatus = (status: number, retryAfterMs: number | undefined): LlmError => {
  const kind = KIND_BY_STATUS[status] ?? (status >= 500 ? 'unavailable' : 'bad_request');
  return llmError(kind, { status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
};

const KIND_BY_CODE: ReadonlyArray<[RegExp, LlmErrorKind]> = [
  [/rate_?limit|resource_exhausted|quota|429/i, 'rate_limited'],
  [/auth|permission|api_?key|401|403/i, 'unauthorized'],
  [/invalid|not_found|too_large|400|404/i, 'bad_request'],
];

/** An error object in the middle of a stream, told by its type or code; what is unknown may pass. */
export const errorOfCode = (code: string): LlmError =>
  llmError(KIND_BY_CODE.find(([pattern]) => pattern.test(code))?.[1] ?? 'unavailable');
