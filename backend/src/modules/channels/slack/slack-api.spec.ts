import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { failureOf } from './slack-api.js';

const http = (status: number) => new WebAPIHTTPError(status, '', {}, '');
const refused = (error: string, messages?: string[]) =>
  new WebAPIPlatformError({ ok: false, error, response_metadata: { ...(messages && { messages }) } });
/** As `fetch` gives it: what happened is inside. */
const unreached = (code: string) =>
  new WebAPIRequestError(
    Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) }),
  );
const timedOut = new WebAPIRequestError(Object.assign(new Error('aborted'), { name: 'TimeoutError' }));
const localhost = new AggregateError([Object.assign(new Error('::1'), { code: 'ECONNREFUSED' })]);

describe('what becomes of a call that throws', () => {
  it.each<[string, unknown, string, string]>([
    ['a pause', new WebAPIRateLimitedError(3), 'rate_limited', 'rate_limited'],
    ['a pause of no length', new Error('Retry header did not contain a valid timeout'), 'rate_limited', 'rate_limited'],
    ['no such host', unreached('ENOTFOUND'), 'transient', 'transient'],
    ['nobody there', unreached('ECONNREFUSED'), 'transient', 'transient'],
    [
      'nobody at any address',
      new WebAPIRequestError(Object.assign(new TypeError('fetch failed'), { cause: localhost })),
      ...(['transient', 'transient'] as const),
    ],
    ['a connection that broke', unreached('ECONNRESET'), 'unknown_outcome', 'transient'],
    ['no answer in time', timedOut, 'unknown_outcome', 'transient'],
    ['a server error', http(502), 'unknown_outcome', 'transient'],
    ['a timeout of the server', http(408), 'unknown_outcome', 'transient'],
    ['a request that was not understood', http(413), 'transient', 'transient'],
    ['an answer that breaks off', new TypeError('terminated'), 'unknown_outcome', 'transient'],
    ['a page instead of an answer', refused('<html>'), 'unknown_outcome', 'transient'],
    ['"fatal_error"', refused('fatal_error'), 'unknown_outcome', 'transient'],
    ['"service_unavailable"', refused('service_unavailable'), 'transient', 'transient'],
    ['"is_archived"', refused('is_archived'), 'not_found', 'not_found'],
  ])('%s', (_what, error, writes, reads) =>
    expect([failureOf(error, 'writes').kind, failureOf(error, 'reads').kind]).toEqual([writes, reads]),
  );

  it('says how long to wait, also where Slack does not', () => {
    expect(failureOf(new WebAPIRateLimitedError(3), 'writes').retryAfterMs).toBe(3_000);
    expect(failureOf(new Error('Retry header did not contain …'), 'writes').retryAfterMs).toBe(30_000);
    expect(failureOf(refused('ratelimited'), 'writes').retryAfterMs).toBe(30_000);
  });

  it('says why, in words for an operator', () => {
    expect(failureOf(refused('invalid_blocks', ['must be shorter']), 'writes').message).toBe(
      'Slack refused: invalid_blocks. must be shorter',
    );
    expect(failureOf(refused('token_revoked'), 'writes').message).toContain('installed again');
    expect(failureOf(unreached('ECONNRESET'), 'writes').message).toContain('ECONNRESET');
    expect(failureOf(timedOut, 'writes').message).toContain('no answer in time');
  });
});
