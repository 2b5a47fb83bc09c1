import { describe, expect, it } from 'vitest';
import { redactSecrets, registerSecrets } from './redact-secrets.js';

describe('redactSecrets', () => {
  it.each([
    ['tried Bearer abcdef123456', 'tried Bearer [redacted]'],
    ['postgresql://parley:hunter22@db:5432/parley refused', 'postgresql://[redacted]@db:5432/parley refused'],
    ['xoxb-1234567890-abcdefghij is revoked', '[redacted] is revoked'],
    ['got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'got [redacted]'],
    ['{"password":"correct horse"}', '{"password":"[redacted]"}'],
    ['{\\"refresh_token\\":\\"abcdefgh\\"}', '{\\"refresh_token\\":\\"[redacted]\\"}'],
    ['GET /answer/Zm9vYmFy?x=1', 'GET /answer/[redacted]?x=1'],
    ['/oauth_redirect?code=4%2F0abc&state=xyz', '/oauth_redirect?code=[redacted]&state=[redacted]'],
    ['{"key":"-----BEGIN PRIVATE KEY-----\\nMIIE\\n","next":1}', '{"key":"[redacted]","next":1}'],
  ])('strikes out of %s', (text, clear) => {
    expect(redactSecrets(text)).toBe(clear);
  });

  it.each([
    'run 01a2010a-2bdd-775e-a8b2-5469368383a9 of agent assistant failed',
    '{"inputTokens":120,"outputTokens":7}',
    'Parley is ready on http://localhost:3000',
    'the token has run out',
    'Error: at file:///app/dist/main.js:10:20',
  ])('leaves %s', (text) => {
    expect(redactSecrets(text)).toBe(text);
  });

  it('knows what this process was configured with, in any spelling', () => {
    const secret = 'a "quoted" se/cret';
    registerSecrets([secret, undefined, 'short']);
    for (const spelling of [
      secret,
      JSON.stringify(secret),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
    ])
      expect(redactSecrets(`<${spelling}>`)).toMatch(/^<"?\[redacted\]"?>$/);
    expect(redactSecrets('short')).toBe('short');
  });

  it('is quick with whatever text there is', () => {
    const began = performance.now();
    for (const text of [
      '//'.repeat(50_000),
      'token='.repeat(20_000),
      'eyJ'.repeat(30_000),
      '-----BEGIN '.repeat(9_000),
    ])
      redactSecrets(text);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
