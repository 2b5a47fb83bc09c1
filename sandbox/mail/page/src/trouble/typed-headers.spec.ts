import { expect, it } from 'vitest';
import { readHeaders } from './typed-headers';

it('reads one header a line', () => {
  expect(
    readHeaders('X-Autoreply: yes\n\n Authentication-Results: mx.google.com; dmarc=pass \nPrecedence:bulk'),
  ).toEqual([
    { name: 'X-Autoreply', value: 'yes' },
    { name: 'Authentication-Results', value: 'mx.google.com; dmarc=pass' },
    { name: 'Precedence', value: 'bulk' },
  ]);
  expect(readHeaders('')).toEqual([]);
});

it('says which line is none', () => {
  expect(readHeaders('X-A: 1\nno header\nalso none')).toEqual({ wrong: 'no header' });
});
