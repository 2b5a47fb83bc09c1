import { describe, expect, it } from 'vitest';
import { type GmailError, meaningOf } from './gmail-errors.js';

const error = (status: number, reason: string | null, over: Partial<GmailError> = {}): GmailError => ({
  ...{ status, reason, message: '', ofToken: false, pauseMs: null, ...over },
});
const DAY = 86_400_000;

describe('what an error of Gmail means for a send', () => {
  it.each<[string, GmailError, string]>([
    ['too many calls', error(429, 'rateLimitExceeded'), 'rate_limited'],
    ['too many calls, as 403 (F38)', error(403, 'userRateLimitExceeded'), 'rate_limited'],
    ['too many calls, without words', error(429, null), 'rate_limited'],
    ['as many mails as one may send in a day (F39)', error(403, 'dailyLimitExceeded'), 'rejected'],
    ['the same as a pause until tomorrow', error(429, 'rateLimitExceeded', { pauseMs: DAY }), 'rejected'],
    ['an access token that is no good', error(401, 'authError'), 'unauthorized'],
    ['rights that are not there', error(403, 'insufficientPermissions'), 'unauthorized'],
    ['a domain that forbids it', error(403, 'domainPolicy'), 'unauthorized'],
    [
      'an account without Gmail',
      error(400, 'failedPrecondition', { message: 'Mail service not enabled' }),
      'unauthorized',
    ],
    ['a grant that is gone (EML-6)', error(400, 'invalid_grant', { ofToken: true }), 'unauthorized'],
    ['an app that is not known', error(401, 'invalid_client', { ofToken: true }), 'unauthorized'],
    ['an address that is none', error(400, 'invalidArgument', { message: 'Invalid To header' }), 'not_found'],
    ['no address', error(400, 'invalidArgument', { message: 'Recipient address required' }), 'not_found'],
    ['a mail that is not taken', error(400, 'invalidArgument', { message: 'Invalid value' }), 'rejected'],
    ['a mail that is too large', error(413, 'uploadTooLarge'), 'rejected'],
    ['a thread that is gone', error(404, 'notFound'), 'not_found'],
    ['two at the same time', error(409, 'aborted'), 'transient'],
    ['a failure of Gmail: it may have sent it', error(500, 'backendError'), 'unknown_outcome'],
    ['a failure before Gmail', error(503, null), 'unknown_outcome'],
    ['a request that took too long', error(408, null), 'unknown_outcome'],
    ['a failure where access tokens come from: nothing was sent', error(503, null, { ofToken: true }), 'transient'],
    ['the page of a proxy', error(407, null), 'transient'],
  ])('%s', (_what, given, kind) => expect(meaningOf(given, 'writes').kind).toBe(kind));

  it('is nothing lost for a question that is only asked', () =>
    expect([error(500, 'backendError'), error(503, null)].map((given) => meaningOf(given, 'reads').kind)).toEqual([
      'transient',
      'transient',
    ]));

  it('says how long to wait, and half a minute where Gmail does not', () => {
    expect(meaningOf(error(429, 'rateLimitExceeded', { pauseMs: 2_000 }), 'writes').retryAfterMs).toBe(2_000);
    expect(meaningOf(error(429, 'rateLimitExceeded'), 'writes').retryAfterMs).toBe(30_000);
  });

  it('tells what is gone from who cannot be reached', () => {
    expect(meaningOf(error(404, 'notFound'), 'reads').gone).toBe(true);
    expect(meaningOf(error(400, 'invalidArgument', { message: 'Invalid To header' }), 'writes').gone).toBe(false);
  });
});
