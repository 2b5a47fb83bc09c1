import { describe, expect, it } from 'vitest';
import { errorOfCode, errorOfStatus } from './classify-failure.js';

describe('errorOfStatus', () => {
  it.each([
    [301, 'bad_request'],
    [400, 'bad_request'],
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'bad_request'],
    [408, 'timeout'],
    [409, 'unavailable'],
    [413, 'bad_request'],
    [422, 'bad_request'],
    [429, 'rate_limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [529, 'unavailable'],
  ])('%i is %s', (status, kind) => {
    expect(errorOfStatus(status, undefined)).toMatchObject({ kind, status });
  });

  it('keeps what the provider said about when to come back', () => {
    expect(errorOfStatus(429, 1_500).retryAfterMs).toBe(1_500);
  });
});

describe('errorOfCode', () => {
  it.each([
    ['overloaded_error', 'unavailable'],
    ['rate_limit_error', 'rate_limited'],
    ['RESOURCE_EXHAUSTED', 'rate_limited'],
    ['authentication_error', 'unauthorized'],
    ['invalid_request_error', 'bad_request'],
    ['', 'unavailable'],
  ])('%j is %s', (code, kind) => expect(errorOfCode(code).kind).toBe(kind));
});
