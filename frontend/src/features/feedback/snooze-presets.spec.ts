import { describe, expect, it } from 'vitest';
import { hourIn, snoozePresets } from './snooze-presets';

const presets = (zone: string, now: string) =>
  snoozePresets(zone, Date.parse(now)).map(({ label, until }) => `${label} ${until.slice(0, 16)}`);

describe('snoozePresets', () => {
  it('are times of the person, wherever the browser is', () => {
    // A Friday, 10:20 in New York (UTC-5).
    expect(presets('America/New_York', '2026-11-20T15:20:00Z')).toEqual([
      'In 1 hour 2026-11-20T16:20',
      'This evening 2026-11-20T23:00',
      'Tomorrow 2026-11-21T14:00',
      'Monday 2026-11-23T14:00',
    ]);
  });

  it('leave out an evening that is about to begin, and a Monday that is tomorrow', () => {
    // A Sunday, 17:30 in Berlin (UTC+1).
    expect(presets('Europe/Berlin', '2026-11-22T16:30:00Z')).toEqual([
      'In 1 hour 2026-11-22T17:30',
      'Tomorrow 2026-11-23T08:00',
    ]);
  });

  it('mean the next Monday on a Monday', () => {
    expect(presets('UTC', '2026-11-23T08:00:00Z').at(-1)).toBe('Monday 2026-11-30T09:00');
  });

  it('count days on the wall, not in UTC', () => {
    // Already Saturday in Auckland (UTC+13).
    expect(presets('Pacific/Auckland', '2026-11-20T12:00:00Z').find((text) => text.startsWith('Tomorrow'))).toBe(
      'Tomorrow 2026-11-21T20:00',
    );
  });
});

describe('hourIn', () => {
  it.each([
    // Clocks go on in Berlin on 29 March 2026, and back on 25 October.
    ['2026-03-28T20:00:00Z', '2026-03-29T07:00:00.000Z'],
    ['2026-10-24T20:00:00Z', '2026-10-25T08:00:00.000Z'],
    ['2026-06-10T20:30:45Z', '2026-06-11T07:00:00.000Z'],
  ])('is 9:00 tomorrow also when the clocks change: %s', (now, expected) => {
    expect(new Date(hourIn('Europe/Berlin', Date.parse(now), 1, 9)).toISOString()).toBe(expected);
  });
});
