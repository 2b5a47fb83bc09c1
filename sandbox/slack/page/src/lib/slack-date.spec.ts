import { describe, expect, it } from 'vitest';
import { clockTime, slackDate } from './slack-date';

const at = (iso: string) => Date.parse(iso) / 1_000;
const berlin = { timeZone: 'Europe/Berlin', now: new Date('2026-11-21T12:00:00Z') };

describe('slackDate', () => {
  it.each([
    ['{date_num}', '2026-12-23'],
    ['{date_slash}', '23/12/2026'],
    ['{date}', 'December 23rd, 2026'],
    ['{date_short}', 'Dec 23, 2026'],
    ['{date_long}', 'Wednesday, December 23rd, 2026'],
    ['{date_long_full}', 'December 23, 2026'],
    ['{day_divider_pretty}', 'Wednesday, December 23rd'],
    ['{time}', '00:30'],
    ['{time_secs}', '00:30:05'],
    ['by {date_short} at {time}', 'by Dec 23, 2026 at 00:30'],
    ['{nothing}', '{nothing}'],
  ])('%s is %s in the zone of the reader', (format, words) => {
    expect(slackDate(at('2026-12-22T23:30:05Z'), format, berlin)).toBe(words);
  });

  it('says today, tomorrow and yesterday by the calendar of the reader', () => {
    expect(slackDate(at('2026-11-21T22:30:00Z'), '{date_pretty}', berlin)).toBe('Today');
    expect(slackDate(at('2026-11-21T23:30:00Z'), 'until {date_short_pretty}', berlin)).toBe('until tomorrow');
    expect(slackDate(at('2026-11-20T12:00:00Z'), '{date_long_pretty}', berlin)).toBe('Yesterday');
    expect(slackDate(at('2026-11-24T12:00:00Z'), '{date_short_pretty}', berlin)).toBe('Nov 24, 2026');
  });

  it('tells the year of a day divider only when it is another one', () => {
    expect(slackDate(at('2025-11-01T12:00:00Z'), '{day_divider_pretty}', berlin)).toBe('Saturday, November 1st, 2025');
  });

  it.each([
    [11, '11th'],
    [12, '12th'],
    [22, '22nd'],
    [30, '30th'],
  ])('day %i is the %s', (day, words) => {
    expect(slackDate(at(`2026-10-${day}T12:00:00Z`), '{date}', berlin)).toContain(words);
  });

  it('says how long ago', () => {
    expect(slackDate(at('2026-11-21T11:57:30Z'), '{ago}', berlin)).toBe('2 minutes ago');
  });
});

it('shows the time of a message', () => {
  expect(clockTime('1795276710.899000', 'UTC')).toBe('15:58');
});
