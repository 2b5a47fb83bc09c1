import type { CallFault } from '../faults.js';
import { badCredentials, GoogleError } from './errors.js';

export interface Answer {
  status: number;
  body?: object | undefined;
  headers?: Record<string, string>;
  /** Instead of JSON. */
  raw?: string;
}

const PAGE = '<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>';

export const refusal = (error: GoogleError): Answer => ({
  ...{ status: error.code, body: error.body(), headers: error.headers },
});

const limited = ({ status, reason, retryAfter }: Extract<CallFault, { kind: 'rate_limited' }>): Answer => {
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  const [code, name] = status === 403 ? ([403, 'PERMISSION_DENIED'] as const) : ([429, 'RESOURCE_EXHAUSTED'] as const);
  const words = 'User-rate limit exceeded.  Retry after a moment';
  return refusal(new GoogleError(code, name, reason ?? 'rateLimitExceeded', words, headers));
};

/** An answer instead of the effect; undefined: the call goes its way. */
export const spoiled = (fault: CallFault | undefined): Answer | undefined => {
  switch (fault?.kind) {
    case 'rate_limited':
      return limited(fault);
    case 'daily_limit':
      return refusal(new GoogleError(403, 'PERMISSION_DENIED', 'dailyLimitExceeded', 'Daily Limit Exceeded'));
    case 'http_status':
      return { status: fault.status, raw: fault.body ?? 'upstream error' };
    case 'html':
      return { status: 200, raw: PAGE };
    case 'api_error':
      return refusal(new GoogleError(fault.status, 'UNKNOWN', fault.reason, fault.message ?? fault.reason));
    case 'token_expired':
      return refusal(badCredentials());
    case 'invalid_grant':
      return { status: 400, body: { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' } };
    default:
      return undefined;
  }
};
