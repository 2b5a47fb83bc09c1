import { expect, it } from 'vitest';
import { accessText, questionOf } from './describe-person';

it('says how somebody comes in, each way once, and which does not work', () => {
  expect(accessText({ logins: 0, tokens: 0, channels: [] })).toBe('signed in nowhere');
  expect(
    accessText({
      logins: 2,
      tokens: 1,
      channels: [
        { type: 'EMAIL', status: 'ACTIVE' },
        { type: 'EMAIL', status: 'ACTIVE' },
        { type: 'SLACK', status: 'DEGRADED' },
      ],
    }),
  ).toBe('signed in at 2 places · 1 access token · Email · Slack in trouble');
});

it('says what becomes of the questions of somebody who is disabled, where there are any', () => {
  const text = (waiting: number) => questionOf('disable', { name: 'Ann', waiting }).text;
  expect(text(0)).not.toMatch(/question/);
  expect(text(1)).toMatch(/1 question waits for them: it stays open/);
  expect(text(2)).toMatch(/2 questions wait for them: they stay open/);
});
