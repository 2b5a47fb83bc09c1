import { setTimeout as pause } from 'node:timers/promises';
import { ms, percentile } from '../figures.js';
import type { Scenario } from './scenario.js';
import { acksSince, withCrowd } from './with-crowd.js';

const DURATION_MS = 120_000;
const SAMPLE_DURATION_MS = 15_000;
const EVERY_MS = [5_000, 10_000] as const;

/** PostgreSQL dies every 5 to 10 seconds: what it has acknowledged is there, once. */
export const postgres: Scenario = {
  name: 'postgres',
  run: (fleet, sample) =>
    withCrowd(fleet, sample, async (crowd) => {
      const began = performance.now();
      const until = began + (sample ? SAMPLE_DURATION_MS : DURATION_MS);
      const restarts: number[] = [];
      const [least, most] = EVERY_MS;
      while (performance.now() < until) {
        await pause(least + Math.random() * (most - least));
        restarts.push(await fleet.database.restartImmediately());
      }
      const acks = acksSince(crowd, began);
      const figures = `${restarts.length} restarts, away ${ms(percentile(restarts, 0.5))} each; ack p50 ${ms(percentile(acks, 0.5))}, longest ${ms(Math.max(...acks))}`;
      return { figures, problems: [] };
    }),
};
