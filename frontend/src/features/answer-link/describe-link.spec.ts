import { describe, expect, it } from 'vitest';
import { ApiError, OfflineError } from '@/lib/api-error';
import { chosenIn, elsewhereLine, endLine, type LinkIn, refusalOf } from './describe-link';

const at = '2026-11-21T14:02:00';
const now = Date.parse('2026-11-21T15:00:00');
const about = { sessionId: 's', agent: 'greeter', person: 'Mira', asked: 'Which list?' };
const ended = (change: Partial<LinkIn<'ENDED'>>): LinkIn<'ENDED'> => ({
  ...{ state: 'ENDED', ...about, status: 'CANCELLED', settledAt: at, response: null },
  ...change,
});

describe('the button of the mail', () => {
  it.each([
    ['0', 2, 0],
    ['1', 2, 1],
    ['2', 2, null],
    ['-1', 2, null],
    ['1.5', 2, null],
    ['1e0', 2, null],
    ['', 2, null],
    [null, 2, null],
    ['0', 0, null],
  ])('%s of %i is %s', (choose, count, chosen) => expect(chosenIn(choose, count)).toBe(chosen));
});

describe('how it ended', () => {
  it('says who answered, where and when', () => {
    const response = { by: 'Mira', channel: 'SLACK' as const, at, text: null };
    expect(endLine(ended({ status: 'ANSWERED', response }), now)).toBe('Answered by Mira in Slack, 14:02');
  });
  it.each([
    ['EXPIRED', 'Nobody answered in time, 14:02'],
    ['CANCELLED', 'Withdrawn, 14:02'],
    ['UNDELIVERABLE', 'Closed, because it could not be delivered, 14:02'],
    ['ANSWERED', 'Answered, 14:02'],
  ] as const)('%s', (status, line) => expect(endLine(ended({ status }), now)).toBe(line));
});

it('why it waits elsewhere tells the way', () => {
  for (const why of ['SENSITIVE', 'NOT_WHOLE', 'MORE_THAN_A_PRESS'] as const)
    expect(elsewhereLine({ state: 'ELSEWHERE', ...about, why })).toMatch(/^It (is|takes) .+\.$/);
});

describe('a press that was not taken', () => {
  it('tells that pressing again is safe, how long to wait, or what the server says', () => {
    expect(refusalOf(new OfflineError())).toContain('counts once');
    expect(refusalOf(new ApiError(429, 'rate_limited', 'Too many', null, 7))).toContain('7 s');
    expect(refusalOf(new ApiError(401, 'unauthorized', 'Sign in as Mira to decide this.', null, null))).toBe(
      'Sign in as Mira to decide this.',
    );
  });
});
