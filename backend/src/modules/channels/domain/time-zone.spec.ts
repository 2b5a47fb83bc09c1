import { expect, it } from 'vitest';
import { isTimeZone } from './time-zone.js';

it.each(['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires'])('knows %s', (name) => {
  expect(isTimeZone(name)).toBe(true);
});

it.each(['', 'Mars/Olympus', '+01:00', 'UTC+1', '2026-01-01T00:00[UTC]', 'Europe/Berlin\n', 'CEST'])(
  'does not take %j for a zone',
  (name) => expect(isTimeZone(name)).toBe(false),
);
