import { describe, expect, it } from 'vitest';
import { safeLink } from './safe-link';

describe('safeLink', () => {
  it.each([
    ['https://example.org/a?b', 'example.org'],
    ['http://127.0.0.1:3000/', '127.0.0.1:3000'],
    ['mailto:ann@example.org', 'ann@example.org'],
  ])('lets %s through and names its host', (href, host) => {
    expect(safeLink(href)?.host).toBe(host);
  });

  it('shows where a look-alike host really leads', () => {
    expect(safeLink('https://еxample.org/')?.host).toMatch(/^xn--/);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:x',
    '/relative',
    '#here',
    '',
    undefined,
  ])('refuses %s', (href) => {
    expect(safeLink(href)).toBeNull();
  });
});
