import { describe, expect, it } from 'vitest';
import { quietUntil } from './quiet-hours.js';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'Australia/Lord_Howe'];
const NIGHT = { from: '22:00', to: '07:00' };
const NOON = { from: '12:00', to: '13:30' };

/** Of a moment that is given with its offset, so that it needs no zone to be read. Null: not quiet. */
const endOf = (hours: { from: string; to: string }, timeZone: string, at: string): string | null => {
  const end = quietUntil({ ...hours, timeZone }, Date.parse(at));
  return end === null ? null : new Date(end).toISOString();
};
const utc = (at: string | null) => at && new Date(at).toISOString();

/** Of a day without a change: the offset of each zone, and what lies before, in and after the hours. */
const OFFSETS: Record<string, string> = {
  'Europe/Berlin': '+02:00',
  'America/New_York': '-04:00',
  'Asia/Kolkata': '+05:30',
  'Pacific/Apia': '+13:00',
  'Australia/Lord_Howe': '+10:30',
};

describe.each(ZONES)('in %s', (zone) => {
  const at = (time: string) => `2026-07-${time}${OFFSETS[zone]}`;
  it.each([
    ['before they begin', NIGHT, '15T21:59:59.999', null],
    ['when they begin', NIGHT, '15T22:00', '16T07:00'],
    ['before midnight', NIGHT, '15T23:59', '16T07:00'],
    ['after midnight', NIGHT, '16T00:00', '16T07:00'],
    ['before they end', NIGHT, '16T06:59:59.999', '16T07:00'],
    ['when they end', NIGHT, '16T07:00', null],
    ['by day', NIGHT, '15T12:00', null],
    ['before a rest at noon', NOON, '15T11:59', null],
    ['in a rest at noon', NOON, '15T12:00', '15T13:30'],
    ['after a rest at noon', NOON, '15T13:30', null],
  ])('%s', (_name, hours, now, end) => expect(endOf(hours, zone, at(now))).toBe(utc(end && at(end))));

  it('are never, when they end as they begin', () => {
    for (const time of ['15T21:59', '15T22:00', '16T03:00'])
      expect(endOf({ from: '22:00', to: '22:00' }, zone, at(time))).toBeNull();
  });
});

/** Wall clock and offset: the end of a night in which the clock changes. */
describe('a night in which the clock', () => {
  it.each([
    ['goes on in Berlin', 'Europe/Berlin', '2026-03-28T23:00+01:00', '2026-03-29T07:00+02:00'],
    ['goes back in Berlin', 'Europe/Berlin', '2026-10-24T23:00+02:00', '2026-10-25T07:00+01:00'],
    ['goes on in New York', 'America/New_York', '2026-03-07T23:00-05:00', '2026-03-08T07:00-04:00'],
    ['goes back in New York', 'America/New_York', '2026-10-31T23:00-04:00', '2026-11-01T07:00-05:00'],
    ['goes on by half an hour', 'Australia/Lord_Howe', '2026-10-03T23:00+10:30', '2026-10-04T07:00+11:00'],
    ['goes back by half an hour', 'Australia/Lord_Howe', '2026-04-04T23:00+11:00', '2026-04-05T07:00+10:30'],
  ])('%s ends by the new clock', (_name, zone, now, end) => expect(endOf(NIGHT, zone, now)).toBe(utc(end)));

  it.each([
    [
      'that is left out: an hour later by the old clock',
      'Europe/Berlin',
      '2026-03-29T00:30+01:00',
      '2026-03-29T03:30+02:00',
    ],
    ['that is left out by half an hour', 'Australia/Lord_Howe', '2026-10-04T00:30+10:30', '2026-10-04T02:45+11:00'],
    ['that comes twice: the first time', 'Europe/Berlin', '2026-10-25T00:30+02:00', '2026-10-25T02:30+02:00'],
  ])('may change at the very end, %s', (_name, zone, now, end) => {
    const to = zone === 'Europe/Berlin' ? '02:30' : '02:15';
    expect(endOf({ from: '22:00', to }, zone, now)).toBe(utc(end));
    expect(endOf({ from: '22:00', to }, zone, end)).toBeNull();
  });

  it('may change where they begin: a time that is left out begins when the clock has gone on', () => {
    const hours = { from: '02:30', to: '06:00' };
    expect(endOf(hours, 'Europe/Berlin', '2026-03-29T03:29+02:00')).toBeNull();
    expect(endOf(hours, 'Europe/Berlin', '2026-03-29T03:30+02:00')).toBe(utc('2026-03-29T06:00+02:00'));
  });
});

it('takes the time as the database tells it, in parts of a millisecond', () => {
  const now = Date.parse('2026-07-15T23:00Z') + 0.863;
  expect(quietUntil({ ...NIGHT, timeZone: 'UTC' }, now)).toBe(Date.parse('2026-07-16T07:00Z'));
});

describe('the other side of the date line', () => {
  it('has its own day', () => {
    // Seven in the evening in Berlin is six in the morning of the next day in Apia.
    const now = '2026-01-15T18:00+01:00';
    expect(endOf(NIGHT, 'Pacific/Apia', now)).toBe(utc('2026-01-16T07:00+13:00'));
    expect(endOf(NIGHT, 'Europe/Berlin', now)).toBeNull();
  });
});
