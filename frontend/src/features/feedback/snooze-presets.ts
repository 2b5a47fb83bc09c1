export interface SnoozePreset {
  label: string;
  /** ISO, in UTC. */
  until: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EVENING = 18;
const MORNING = 9;

interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** What the clock on the wall shows in a zone. */
const wallTime = (zone: string, at: number): WallTime => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: value('year'),
    month: value('month'),
    day: value('day'),
    hour: value('hour'),
    minute: value('minute'),
  };
};

const asUtc = ({ year, month, day, hour, minute }: WallTime) => Date.UTC(year, month - 1, day, hour, minute);

/**
 * The moment a zone's clock shows this hour, so many days from today. The difference to UTC is looked up twice, because
 * daylight saving may begin or end in between.
 */
export const hourIn = (zone: string, now: number, days: number, hour: number): number => {
  const today = wallTime(zone, now);
  const wanted = asUtc({ ...today, hour, minute: 0 }) + days * DAY_MS;
  const shift = (at: number) => asUtc(wallTime(zone, at)) - Math.floor(at / 60_000) * 60_000;
  const guess = wanted - shift(wanted);
  return wanted - shift(guess);
};

/** Common times to be asked again, in the person's own time zone; those that are too near or double are left out. */
export const snoozePresets = (zone: string, now: number): SnoozePreset[] => {
  const { year, month, day } = wallTime(zone, now);
  // 0 is Sunday.
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  const toMonday = (8 - weekday) % 7 || 7;
  const evening = hourIn(zone, now, 0, EVENING);
  const presets = [{ label: 'In 1 hour', at: now + HOUR_MS }];
  if (evening - now > HOUR_MS) presets.push({ label: 'This evening', at: evening });
  presets.push({ label: 'Tomorrow', at: hourIn(zone, now, 1, MORNING) });
  if (toMonday > 1) presets.push({ label: 'Monday', at: hourIn(zone, now, toMonday, MORNING) });
  return presets.map(({ label, at }) => ({ label, until: new Date(at).toISOString() }));
};
