import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTime, readSnoozeTime } from './snooze-time.js';

/** A Wednesday, 10:30 in Berlin. */
const NOW = new Date('2027-03-03T09:30:00Z');
const read = (text: string, now = NOW, zone = 'Europe/Berlin') => {
  const result = readSnoozeTime(text, now, zone);
  return result.ok ? result.until.toISOString().replace(':00.000Z', 'Z') : result.hint;
};
const NOT_READ = expect.stringMatching(/^Say when/);
const SEVERAL = expect.stringMatching(/several moments/);
const PAST = expect.stringMatching(/passed/);
const TOO_FAR = expect.stringMatching(/a year at most/);

describe('a time in words, on a Wednesday morning in Berlin', () => {
  it.each([
    ['tomorrow 9:00', '2027-03-04T08:00Z'],
    ['Tomorrow', '2027-03-04T08:00Z'],
    ['until tomorrow at 9', '2027-03-04T08:00Z'],
    ['10:30 tomorrow', '2027-03-04T09:30Z'],
    ['tomorrow morning', '2027-03-04T08:00Z'],
    ['tomorrow noon', '2027-03-04T11:00Z'],
    ['tomorrow evening', '2027-03-04T19:00Z'],
    ['friday afternoon', '2027-03-05T14:00Z'],
    ['monday 10am', '2027-03-08T09:00Z'],
    ['monday', '2027-03-08T08:00Z'],
    ['wednesday', '2027-03-10T08:00Z'],
    ['wednesday 15:00', '2027-03-03T14:00Z'],
    ['9:00', '2027-03-04T08:00Z'],
    ['11:00', '2027-03-03T10:00Z'],
    ['at 5pm', '2027-03-03T16:00Z'],
    ['tonight', '2027-03-03T21:00Z'],
    ['next week', '2027-03-10T09:30Z'],
    ['in 2 days', '2027-03-05T09:30Z'],
    ['in 90 minutes', '2027-03-03T11:00Z'],
    ['for 2 hours', '2027-03-03T11:30Z'],
    ['in 2h', '2027-03-03T11:30Z'],
    ['2h', '2027-03-03T11:30Z'],
    ['90m', '2027-03-03T11:00Z'],
    ['1d', '2027-03-04T09:30Z'],
    ['in an hour', '2027-03-03T10:30Z'],
    ['in 1 hour and 30 minutes', '2027-03-03T11:00Z'],
    ['in a week', '2027-03-10T09:30Z'],
    ['2027-03-10', '2027-03-10T08:00Z'],
    ['2027-03-10 14:00', '2027-03-10T13:00Z'],
    ['4 March 9:00', '2027-03-04T08:00Z'],
    ['feb 4', '2028-02-04T08:00Z'],
    ['13/04 9:00', '2027-04-13T07:00Z'],
    ['tomorrow 9:00 UTC', '2027-03-04T09:00Z'],
    ['tomorrow 9am EST', '2027-03-04T14:00Z'],
    ['morgen 9:00', '2027-03-04T08:00Z'],
    ['morgen um 9 Uhr', '2027-03-04T08:00Z'],
    ['morgen Abend', '2027-03-04T17:00Z'],
    ['morgen Mittag', '2027-03-04T11:00Z'],
    ['übermorgen', '2027-03-05T08:00Z'],
    ['bis Montag', '2027-03-08T08:00Z'],
    ['am Montag um 10', '2027-03-08T09:00Z'],
    ['für 2 Stunden', '2027-03-03T11:30Z'],
    ['03.04.2027 um 9:00', '2027-04-03T07:00Z'],
    ['demain à 9h', '2027-03-04T08:00Z'],
    ['demain matin', '2027-03-04T08:00Z'],
    ['demain midi', '2027-03-04T11:00Z'],
    ["jusqu'à lundi 10h", '2027-03-08T09:00Z'],
    ['dans 2 heures', '2027-03-03T11:30Z'],
    ['mañana a las 9', '2027-03-04T08:00Z'],
    ['el lunes a las 10', '2027-03-08T09:00Z'],
    ['en 2 horas', '2027-03-03T11:30Z'],
    ['amanhã às 9h', '2027-03-04T08:00Z'],
    ['segunda-feira às 10h', '2027-03-08T09:00Z'],
    ['em 2 horas', '2027-03-03T11:30Z'],
    ['domani alle 9', '2027-03-04T08:00Z'],
    ['lunedì alle 10', '2027-03-08T09:00Z'],
    ['tra 2 ore', '2027-03-03T11:30Z'],
    ['morgen 9 uur', '2027-03-04T08:00Z'],
    ['morgenochtend', '2027-03-04T08:00Z'],
    ['maandag om 10 uur', '2027-03-08T09:00Z'],
    ['over 2 uur', '2027-03-03T11:30Z'],
    ['2 uur', '2027-03-04T01:00Z'],
    ['jutro o 9', '2027-03-04T08:00Z'],
    ['jutro rano', '2027-03-04T08:00Z'],
    ['w poniedziałek o 10', '2027-03-08T09:00Z'],
    ['pojutrze', '2027-03-05T08:00Z'],
    ['za 2 godziny', '2027-03-03T11:30Z'],
    ['завтра в 9:00', '2027-03-04T08:00Z'],
    ['в понедельник в 10', '2027-03-08T09:00Z'],
    ['через 2 часа', '2027-03-03T11:30Z'],
    ['明日9時', '2027-03-04T08:00Z'],
    ['月曜日 10時', '2027-03-08T09:00Z'],
    ['2時間後', '2027-03-03T11:30Z'],
    ['明天上午9点', '2027-03-04T08:00Z'],
    ['星期一 10点', '2027-03-08T09:00Z'],
    ['两小时后', '2027-03-03T11:30Z'],
  ])('%j', (text, until) => expect(read(text)).toBe(until));

  it.each([
    ['03/04 9:00', SEVERAL],
    ['3/4/2027', SEVERAL],
    ['yesterday', PAST],
    ['now', PAST],
    ['today', PAST],
    ['2020-01-01', PAST],
    ['2028-03-04', TOO_FAR],
    ['in 13 months', TOO_FAR],
    ['in 999 days', TOO_FAR],
    ['', NOT_READ],
    ['9', NOT_READ],
    ['may', NOT_READ],
    ['feb 30', NOT_READ],
    ['2027-02-30', NOT_READ],
    ['tomorrow 25:00', NOT_READ],
    ['not tomorrow', NOT_READ],
    ['w friday', NOT_READ],
    ['tomorrow or friday', NOT_READ],
    ['monday 10-11am', NOT_READ],
    ['the deploy is done', NOT_READ],
    ['tomorrow, but ask Anna first', NOT_READ],
    ['constructor', NOT_READ],
    ['tomorrow '.repeat(20), NOT_READ],
  ])('%j is refused', (text, hint) => expect(read(text)).toEqual(hint));

  it('knows the evening also in the evening', () => {
    const evening = new Date('2027-03-03T19:15:00Z');
    expect(read('tomorrow evening', evening)).toBe('2027-03-04T19:00Z');
    expect(read('tomorrow', evening)).toBe('2027-03-04T08:00Z');
  });

  it('goes by the day that the person sees', () => {
    const late = new Date('2027-03-03T23:30:00Z'); // Thursday in Berlin and Tokyo, still Wednesday in New York
    expect(read('tomorrow 9:00', late)).toBe('2027-03-05T08:00Z');
    expect(read('tomorrow 9:00', late, 'America/New_York')).toBe('2027-03-04T14:00Z');
    expect(read('tomorrow 9:00', late, 'Asia/Tokyo')).toBe('2027-03-05T00:00Z');
    expect(read('thursday 9:00', late, 'America/New_York')).toBe('2027-03-04T14:00Z');
  });
});

describe('when the clocks change', () => {
  // Berlin: 28 March 2027 2:00 → 3:00 and 31 October 3:00 → 2:00; New York: 14 March and 7 November.
  it.each([
    ['Europe/Berlin', '2027-03-27T11:00:00Z', 'tomorrow 9:00', '2027-03-28T07:00Z'],
    ['Europe/Berlin', '2027-03-27T11:00:00Z', 'tomorrow 2:30', '2027-03-28T01:30Z'], // skipped: 3:30
    ['Europe/Berlin', '2027-03-27T11:00:00Z', 'in 1 day', '2027-03-28T10:00Z'], // 12:00 again
    ['Europe/Berlin', '2027-03-27T11:00:00Z', 'in 24 hours', '2027-03-28T11:00Z'],
    ['Europe/Berlin', '2027-03-28T00:30:00Z', 'in 2 hours', '2027-03-28T02:30Z'],
    ['Europe/Berlin', '2027-03-28T00:30:00Z', 'in half an hour', '2027-03-28T01:00Z'],
    ['Europe/Berlin', '2027-03-28T00:30:00Z', '2小时后', '2027-03-28T02:30Z'],
    ['Europe/Berlin', '2027-03-28T00:30:00Z', '9:00', '2027-03-28T07:00Z'],
    ['Europe/Berlin', '2027-10-30T10:00:00Z', 'tomorrow 9:00', '2027-10-31T08:00Z'],
    ['Europe/Berlin', '2027-10-30T10:00:00Z', 'tomorrow 2:30', '2027-10-31T00:30Z'], // the first of two
    ['Europe/Berlin', '2027-10-31T00:30:00Z', 'in 1 hour', '2027-10-31T01:30Z'],
    ['Europe/Berlin', '2027-10-31T00:30:00Z', 'in 1 hour and 30 minutes', '2027-10-31T02:00Z'],
    ['America/New_York', '2027-03-13T17:00:00Z', 'tomorrow 9:00', '2027-03-14T13:00Z'],
    ['America/New_York', '2027-03-13T17:00:00Z', 'tomorrow 2:30', '2027-03-14T07:30Z'],
    ['America/New_York', '2027-03-14T06:30:00Z', 'in 1 hour', '2027-03-14T07:30Z'],
    ['America/New_York', '2027-11-06T16:00:00Z', 'tomorrow 9:00', '2027-11-07T14:00Z'],
    ['America/New_York', '2027-11-06T16:00:00Z', 'tomorrow 1:30', '2027-11-07T05:30Z'],
    ['America/New_York', '2027-11-06T16:00:00Z', 'in 1 week', '2027-11-13T17:00Z'],
  ])('%s, %s: %j', (zone, now, text, until) => expect(read(text, new Date(now), zone)).toBe(until));
});

describe('whatever is written', () => {
  it('is a moment to come, or a hint', () => {
    const words = fc.constantFrom(
      ...[
        'tomorrow',
        'monday',
        'morgen',
        'demain',
        'in',
        '2',
        '24',
        '0',
        '99',
        'hours',
        'Uhr',
        '9:00',
        '24:00',
        '23:59:60',
      ],
      ...[
        '2027-03-04',
        '0000-00-00',
        '9999-12-31',
        '31/12',
        'feb',
        '29',
        'next',
        'last',
        'year',
        '12am',
        '-',
        'à',
        '明日',
        '時',
      ],
    );
    const text = fc.array(words, { maxLength: 5 }).map((list) => list.join(' '));
    const now = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'Asia/Kathmandu', 'UTC');
    fc.assert(
      fc.property(text, now, zone, (said, at, where) => {
        const result = readSnoozeTime(said, at, where);
        if (!result.ok) return void expect(result.hint).not.toBe('');
        const ahead = result.until.getTime() - at.getTime();
        expect(ahead).toBeGreaterThan(0);
        expect(ahead).toBeLessThanOrEqual(367 * 24 * 3_600_000);
      }),
      { numRuns: 1_500 },
    );
  }, 60_000);
});

describe('isTime', () => {
  it.each(['tomorrow', '9:00', '3/4 9:00', '2020-01-01', 'in 3 years', 'montag'])('%j', (text) =>
    expect(isTime(text)).toBe(true),
  );
  it.each(['', 'the deploy is done', 'Anna is back', 'you hear from me', 'tomorrow or so'])('not %j', (text) =>
    expect(isTime(text)).toBe(false),
  );
});
