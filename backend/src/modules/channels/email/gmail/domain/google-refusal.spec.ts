import { describe, expect, it } from 'vitest';
import { refusalOf, whyLost } from './google-refusal.js';

const oauth = (status: number, error: string) => ({ response: { status, data: { error, error_description: 'x' } } });
const api = (status: number, reason: string) => ({ response: { status, data: { error: { errors: [{ reason }] } } } });

describe('what Google says no to', () => {
  it.each([
    ['a grant that was taken back', oauth(400, 'invalid_grant'), 'invalid_grant'],
    ['a wrong secret', oauth(401, 'invalid_client'), 'CLIENT_SECRET'],
    ['a token of another client', oauth(401, 'unauthorized_client'), 'another GOOGLE_CLIENT_ID'],
    ['a permission too few', api(403, 'insufficientPermissions'), 'Not all was allowed'],
    ['an API that is switched off', api(403, 'accessNotConfigured'), 'not enabled'],
    ['an account without Gmail', api(400, 'failedPrecondition'), 'no Gmail'],
    ['a fresh token', api(401, 'authError'), 'authError'],
  ])('%s is a permission that is lost', (_what, error, words) => expect(whyLost(error)).toContain(words));

  it.each([
    ['a limit', api(403, 'userRateLimitExceeded')],
    ['too much for a day', api(403, 'dailyLimitExceeded')],
    ['too many', api(429, 'rateLimitExceeded')],
    ['a failure', { response: { status: 503, data: 'upstream error' } }],
    ['a failure in words', oauth(500, 'internal_failure')],
    ['a proxy that says no', { response: { status: 403, data: '<html>' } }],
    ['something by the name of a method', api(403, 'toString')],
    ['nobody', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
  ])('%s proves nothing', (_what, error) => expect(whyLost(error)).toBeNull());

  it('has a name where Google gave one', () => {
    expect(refusalOf(api(403, 'domainPolicy'))).toEqual({ status: 403, reason: 'domainPolicy' });
    expect(refusalOf({ response: { status: 500, data: { error: null } } })).toEqual({
      status: 500,
      reason: null,
    });
    expect(refusalOf({ response: { status: 400, data: { error: { errors: [] } } } })?.reason).toBeNull();
    expect(refusalOf(new Error('nobody'))).toBeUndefined();
  });
});
