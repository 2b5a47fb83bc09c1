import { describe, expect, it } from 'vitest';
import { offsetOf, zoneName, zoneOptions } from './time-zones';

const summer = Date.parse('2026-07-01T12:00:00Z');
const winter = Date.parse('2026-12-01T12:00:00Z');

describe('time zones', () => {
  it('have the offset of the moment', () => {
    expect(offsetOf('Europe/Berlin', summer)).toBe('UTC+02:00');
    expect(offsetOf('Europe/Berlin', winter)).toBe('UTC+01:00');
    expect(offsetOf('Asia/Kolkata', winter)).toBe('UTC+05:30');
    expect(offsetOf('UTC', winter)).toBe('UTC');
  });

  it('read as places', () => {
    expect(zoneName('Europe/Berlin')).toBe('Berlin, Europe');
    expect(zoneName('America/Argentina/Buenos_Aires')).toBe('Argentina, Buenos Aires, America');
    expect(zoneName('UTC')).toBe('UTC');
  });

  it('are offered once each, with UTC', () => {
    const options = zoneOptions(['America/New_York', 'UTC'], winter);
    expect(options).toEqual([
      { value: 'America/New_York', label: 'New York', note: 'UTC-05:00', group: 'America' },
      { value: 'UTC', label: 'UTC', note: 'UTC', group: 'Other' },
    ]);
  });
});
