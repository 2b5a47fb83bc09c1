/**
 * Every way in which Parley refuses. The code is stable and public: programs branch on it (API-1).
 * Its HTTP status is decided in one place, platform/http/problem.filter.ts.
 */
export type ErrorCode =
  | 'invalid_request'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'email_taken'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'message_conflict'
  | 'nothing_to_stop'
  | 'nothing_to_retry'
  | 'unknown_agent'
  | 'agent_refused'
  | 'agent_taken'
  | 'unknown_tool'
  | 'feedback_already_settled'
  | 'answer_invalid'
  | 'approval_mismatch'
  | 'no_pending_request'
  | 'several_pending_requests'
  | 'channel_unavailable'
  | 'channel_unverified'
  | 'channel_required'
  | 'address_taken'
  | 'too_many_channels'
  | 'already_verified'
  | 'code_invalid'
  | 'code_expired'
  | 'snooze_invalid'
  | 'unknown_person'
  | 'own_account'
  | 'last_administrator'
  | 'password_wrong'
  | 'not_retryable'
  | 'unavailable';

export interface FieldProblem {
  path: string;
  message: string;
}

/** A broken rule. `message` is written for the person who sent the request and never holds a secret. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly extra: { errors?: FieldProblem[]; retryAfter?: number; [member: string]: unknown } = {},
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

/** 404 also for what exists but belongs to somebody else: a stranger learns nothing (T28). */
export const notFound = (what: string) => new DomainError('not_found', `There is no such ${what}.`);
