import { expect, it } from 'vitest';
import { parleyOrigin, safeUrl, webOrigin } from './safe-url';

it.each(['https://a.example', 'http://127.0.0.1:3000/x', 'mailto:a@b.example'])('follows %s', (url) => {
  expect(safeUrl(url)).toBe(url);
});

it.each([
  'javascript:alert(1)',
  ' JavaScript:alert(1)',
  'data:text/html,x',
  'file:///etc/passwd',
  'x',
  '',
  '//a.example',
])('does not follow %j', (url) => {
  expect(safeUrl(url)).toBeNull();
});

it('leads back only to a place of the web', () => {
  expect(webOrigin('http://localhost:3000/sandbox?x=1')).toBe('http://localhost:3000');
  expect(webOrigin('javascript:alert(1)')).toBeNull();
  expect(webOrigin('mailto:a@b.example')).toBeNull();
  expect(webOrigin(null)).toBeNull();
});

it('leads back to where the link says, else to where Parley listens, as people type it', () => {
  expect(parleyOrigin('http://parley.example/x', 'http://127.0.0.1:3000/slack')).toBe('http://parley.example');
  expect(parleyOrigin('javascript:alert(1)', 'http://127.0.0.1:3000/slack')).toBe('http://localhost:3000');
  expect(parleyOrigin(null, null)).toBeNull();
});
