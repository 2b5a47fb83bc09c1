import { expect, it } from 'vitest';
import { isCommand } from './is-command';

it.each(['/switch slack', ' /Switch to email', '/snooze tomorrow 9:00', '/delegate bob@example.org', '/withdraw'])(
  '%s goes to Parley',
  (words) => expect(isCommand(words)).toBe(true),
);

it.each(['/etc/hosts', '/switchboard', 'switch slack', 'please /switch slack', ''])('%s may be an answer', (words) =>
  expect(isCommand(words)).toBe(false),
);
