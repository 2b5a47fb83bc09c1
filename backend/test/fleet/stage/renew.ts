import type { Fleet } from './fleet.js';
import type { FleetProcess } from './fleet-process.js';

/** As a deploy does it: the process is told to end, and when it has, the next one takes its place. @returns how it ended, times in milliseconds */
export const renew = async (fleet: Fleet, one: FleetProcess) => {
  const ended = await one.end('SIGTERM');
  fleet.begin(one);
  return { ...ended, readyMs: await one.ready() };
};
