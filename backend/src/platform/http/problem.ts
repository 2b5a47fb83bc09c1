import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { HttpException, Logger } from '@nestjs/common';
import type { Problem } from '@parley/contracts';
import { DomainError, type ErrorCode } from '../../kernel/index.js';
import { isDatabaseOutage } from '../prisma/index.js';

/** The one place where a refusal gets its HTTP status. */
const STATUS: Record<ErrorCode, number> = {
  invalid_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  email_taken: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  message_conflict: 409,
  nothing_to_stop: 409,
  nothing_to_retry: 409,
  unknown_agent: 400,
  agent_refused: 422,
  agent_taken: 409,
  unknown_tool: 400,
  feedback_already_settled: 409,
  answer_invalid: 422,
  approval_mismatch: 409,
  no_pending_request: 409,
  several_pending_requests: 409,
  channel_unavailable: 409,
  channel_unverified: 409,
  channel_required: 409,
  address_taken: 409,
  too_many_channels: 409,
  already_verified: 409,
  code_invalid: 422,
  code_expired: 409,
  snooze_invalid: 422,
  unknown_person: 422,
  own_account: 409,
  last_administrator: 409,
  password_wrong: 422,
  not_retryable: 409,
  unavailable: 503,
};

/** What we say for the refusals of the framework and of the body parsers, whose own words are not meant for people. */
const FRAMEWORK: Record<number, { code: ErrorCode; detail: string }> = {
  400: { code: 'invalid_request', detail: 'The request could not be understood.' },
  401: { code: 'unauthorized', detail: 'Sign in first.' },
  403: { code: 'forbidden', detail: 'This is not allowed.' },
  404: { code: 'not_found', detail: 'There is nothing at this address.' },
  413: {
    code: 'payload_too_large',
    detail: 'The request is too large: a body has 256 KiB at most, a message 16,000 characters.',
  },
  415: {
    code: 'unsupported_media_type',
    detail:
      'The request is in a format that is not understood here: send application/json (the token endpoint takes forms).',
  },
  429: { code: 'rate_limited', detail: 'Too many requests.' },
};

const RETRY_AFTER_OUTAGE_S = 2;
const log = new Logger('Problem');

/**
 * The problem document (RFC 9457) of any error, for REST and WebSocket alike. What we did not foresee becomes a bare 500:
 * its message and stack go to the log only, under the id that the document carries as `instance`.
 */
export function toProblem(error: unknown): Problem {
  if (error instanceof DomainError) return ofDomainError(error);
  if (error instanceof HttpException && error.getStatus() < 500) return ofHttpException(error);
  if (isDatabaseOutage(error)) {
    log.warn(`database unreachable: ${error instanceof Error ? error.message : String(error)}`);
    return problem(503, 'unavailable', 'The service is not available at the moment. Try again in a few seconds.', {
      retryAfter: RETRY_AFTER_OUTAGE_S,
    });
  }
  const instance = `urn:uuid:${randomUUID()}`;
  log.error(`unexpected error ${instance}`, error instanceof Error ? error.stack : String(error));
  return problem(500, 'internal_error', 'Something went wrong on our side.', { instance });
}

function ofDomainError(error: DomainError): Problem {
  return problem(STATUS[error.code], error.code, error.message, error.extra);
}

function ofHttpException(error: HttpException): Problem {
  const status = error.getStatus();
  if (error.cause instanceof SyntaxError) return problem(400, 'invalid_request', 'The body is not valid JSON.');
  const known = FRAMEWORK[status];
  return problem(status, known?.code ?? 'invalid_request', known?.detail ?? error.message);
}

/** `about:blank` says that the title is the status phrase (RFC 9457 §4.2.1); programs go by `code`. */
function problem(status: number, code: string, detail: string, extra: object = {}): Problem {
  return { ...extra, type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code, detail };
}
