import { describe, expect, it } from 'vitest';
import { withoutTokens } from './without-tokens.js';

describe('an address in a log', () => {
  it.each([
    ['/answer/5f0c?choose=1', '/answer/[redacted]?choose=1'],
    ['/Answer/5f0c', '/Answer/[redacted]'],
    ['/api/channels/links/abc-DEF_1', '/api/channels/links/[redacted]'],
    ['/settings/channels?link=abc&x=1', '/settings/channels?link=[redacted]&x=1'],
    ['/settings/channels?x=1&link=abc', '/settings/channels?x=1&link=[redacted]'],
    ['/google/connect?pass=abc', '/google/connect?pass=[redacted]'],
    [
      '/google/oauth_redirect?state=a.b&code=4%2Fxyz&scope=email',
      '/google/oauth_redirect?state=[redacted]&code=[redacted]&scope=email',
    ],
  ])('%s keeps its token to itself', (url, logged) => expect(withoutTokens(url)).toBe(logged));

  it.each(['/', '/api/answer-links/look', '/sessions/5f0c?after=1', '/answer/'])('%s stays as it is', (url) =>
    expect(withoutTokens(url)).toBe(url),
  );
});
