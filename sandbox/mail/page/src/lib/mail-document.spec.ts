import { expect, it } from 'vitest';
import { mailDocument } from './mail-document';

it('forbids everything from elsewhere before the mail says a word', () => {
  const page = mailDocument('<html><head><base target="_self"><script>x()</script></head><body>Hello</body></html>');
  expect(page).toMatch(
    /^<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none';/,
  );
  expect(page.indexOf('<base target="_blank">')).toBeLessThan(page.indexOf('<html>'));
  expect(page).toContain('Hello');
});

it('shows a mail without colours in those of the page, and no other', () => {
  const scheme = 'color-scheme: light dark';
  expect(mailDocument('<div dir="ltr">Yes</div>')).toContain(scheme);
  expect(mailDocument('<div style="color:#333">Yes</div>')).not.toContain(scheme);
  expect(mailDocument('<body bgcolor="#ffffff">Yes')).not.toContain(scheme);
});
