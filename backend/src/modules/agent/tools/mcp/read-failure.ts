import { ProtocolError, ProtocolErrorCode, SdkError, SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';
import { limitResult } from '../domain/limit-result.js';
import type { CallResult } from '../known-tool.js';

/** A failed call, and whether the connection is of any more use. */
export interface CallFailure {
  result: CallResult;
  lost: boolean;
}

const MAX_MESSAGE = 300;

/** What a person is told of an error, with the cause that `fetch` hides. */
export const problemText = (error: unknown): string => {
  const { message, cause } = error instanceof Error ? error : { message: String(error), cause: undefined };
  const because = cause instanceof Error ? `: ${cause.message || (cause as NodeJS.ErrnoException).code}` : '';
  return limitResult(`${message}${because}`.slice(0, MAX_MESSAGE), null, true).text;
};

/** The connection was not even opened. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

const causeCode = (error: unknown): string => {
  const { cause } = error as { cause?: { code?: string; errors?: { code?: string }[] } };
  return cause?.code ?? cause?.errors?.[0]?.code ?? '';
};

/** A server that says no has not run it; one that is not heard of any more may have. */
export const readFailure = (error: unknown): CallFailure => {
  const message = problemText(error);
  if (error instanceof ProtocolError) return { result: ofAnswer(error.code, message), lost: false };
  if (error instanceof SdkHttpError) {
    // 4xx: it was not taken. A session that the server has forgotten is begun anew.
    const refused = error.status < 500 && error.status !== 408;
    return { result: { kind: refused ? 'not-run' : 'unknown', message }, lost: true };
  }
  if (error instanceof SdkError) return ofSdkError(error, message);
  const unsent = NOT_SENT.has(causeCode(error));
  return { result: { kind: unsent ? 'not-run' : 'unknown', message }, lost: true };
};

/** These say that it was not even begun. Any other error is the tool's own, whatever it has done before. */
const NOT_TAKEN: readonly number[] = [
  ProtocolErrorCode.InvalidRequest,
  ProtocolErrorCode.InvalidParams,
  ProtocolErrorCode.MethodNotFound,
];

const ofAnswer = (code: number, message: string): CallResult =>
  NOT_TAKEN.includes(code) ? { kind: 'not-run', message } : { kind: 'done', ...limitResult(message, null, true) };

const ofSdkError = (error: SdkError, message: string): CallFailure => {
  switch (error.code) {
    case SdkErrorCode.NotConnected:
      return { result: { kind: 'not-run', message }, lost: true };
    case SdkErrorCode.InvalidResult:
    case SdkErrorCode.UnsupportedResultType:
      // It has answered, so it has run.
      return {
        result: { kind: 'done', ...limitResult(`The tool's answer cannot be read: ${message}`, null, true) },
        lost: false,
      };
    case SdkErrorCode.RequestTimeout:
      return { result: { kind: 'unknown', message: 'It did not answer in time.' }, lost: false };
    default:
      return { result: { kind: 'unknown', message }, lost: error.code === SdkErrorCode.ConnectionClosed };
  }
};
