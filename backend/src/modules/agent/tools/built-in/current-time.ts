import { z } from 'zod';
import type { Clock } from '../../../../kernel/index.js';
import type { KnownTool } from '../known-tool.js';
import { builtInTool } from './built-in-tool.js';

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const input = z.strictObject({
  timeZone: z.string().min(1).max(64).default('UTC').describe('IANA name such as Asia/Tokyo; UTC when left out'),
});

export const currentTime = (clock: Clock): KnownTool =>
  builtInTool(
    {
      name: 'current_time',
      title: 'Current time',
      description: 'The date and the time now, in a time zone.',
      input,
    },
    ({ timeZone }) => {
      if (!isTimeZone(timeZone)) return { problem: `There is no time zone "${timeZone}". Use an IANA name.` };
      const now = clock.now();
      const format = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'long' });
      return { timeZone, local: format.format(now), utc: now.toISOString() };
    },
  );
