import type { DeliveryErrorKind } from '../../domain/channel-adapter.js';

/** An error as Google's APIs tell it. https://developers.google.com/workspace/gmail/api/guides/handle-errors */
export interface GmailError {
  /** Of HTTP. */
  status: number;
  /** Such as `rateLimitExceeded`; of OAuth, such as `invalid_grant`. Null: the answer is not in Google's form. */
  reason: string | null;
  message: string;
  /** Of the endpoint that gives access tokens: whatever was to be done was not begun. */
  ofToken: boolean;
  /** How long to wait, if it says so. */
  pauseMs: number | null;
}

/**
 * Did the call change something? Then an answer that is lost leaves open whether it happened; else it is as if it had never
 * been made.
 */
export type Effect = 'writes' | 'reads';

export interface GmailErrorMeaning {
  kind: DeliveryErrorKind;
  /** The whole of what was asked for is not there: a thread, a message. */
  gone: boolean;
  retryAfterMs?: number;
}

const LIMITS = new Set(['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded']);
/** Where Google does not say how long to wait. */
const PAUSE_MS = 30_000;
/**
 * Longer than this nobody who waits for an answer is kept waiting: the question goes elsewhere. Of somebody who has sent as many
 * mails as one may in a day Gmail says "Retry after" tomorrow (F39).
 */
const LONGEST_PAUSE_MS = 15 * 60_000;

const plain = (kind: DeliveryErrorKind): GmailErrorMeaning => ({ kind, gone: false });

const limited = ({ pauseMs }: GmailError): GmailErrorMeaning => {
  const retryAfterMs = pauseMs ?? PAUSE_MS;
  return retryAfterMs > LONGEST_PAUSE_MS ? plain('rejected') : { ...plain('rate_limited'), retryAfterMs };
};

const refused = ({ reason, message }: GmailError): DeliveryErrorKind => {
  if (/recipient|\b(?:to|cc|bcc) header/i.test(message)) return 'not_found';
  // "Mail service not enabled": the account has no Gmail any more.
  return reason === 'failedPrecondition' ? 'unauthorized' : 'rejected';
};

/**
 * What it means for a delivery (F38, F39). What a server did before it failed nobody knows: Gmail has answered 500 and 503 to
 * sends that it then made, so such a send is looked for before another.
 */
export const meaningOf = (error: GmailError, effect: Effect): GmailErrorMeaning => {
  const { status, reason } = error;
  const lost = plain(effect === 'writes' && !error.ofToken ? 'unknown_outcome' : 'transient');
  if (reason === 'dailyLimitExceeded') return plain('rejected');
  if (status === 429 || (status === 403 && LIMITS.has(reason ?? ''))) return limited(error);
  if (status >= 500 || status === 408) return lost;
  // Not Google's own words, such as the page of a proxy: nothing was done, and it says nothing about the next time.
  if (reason === null) return plain('transient');
  if (error.ofToken || status === 401 || status === 403) return plain('unauthorized');
  if (status === 404) return { ...plain('not_found'), gone: true };
  // Somebody else changes the same thing just now.
  if (status === 409) return plain('transient');
  return plain(status === 400 ? refused(error) : 'rejected');
};
