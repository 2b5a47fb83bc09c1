import { setTimeout as pause } from 'node:timers/promises';
import type { Crowd } from '../clients/crowd.js';
import { ms, percentile } from '../figures.js';
import type { Scenario } from './scenario.js';
import { acksSince, withCrowd } from './with-crowd.js';

const BETWEEN_MS = 5_000;
const SAMPLE_BETWEEN_MS = 2_000;
const OUTAGE_MS = 60_000;
const SAMPLE_OUTAGE_MS = 5_000;

/** Redis is restarted, emptied, and away for a while: it is nobody's truth. */
export const redis: Scenario = {
  name: 'redis',
  run: (fleet, sample) =>
    withCrowd(fleet, sample, async (crowd) => {
      const between = () => pause(sample ? SAMPLE_BETWEEN_MS : BETWEEN_MS);
      await between();
      const restart = await during(crowd, 'restart', async () => {
        await fleet.redis.kill();
        await fleet.redis.begin();
        await between();
      });
      const wipe = await during(crowd, 'wipe', async () => {
        await fleet.redis.wipe();
        await between();
      });
      await fleet.redis.kill();
      const outage = await during(crowd, 'outage', () => pause(sample ? SAMPLE_OUTAGE_MS : OUTAGE_MS));
      await fleet.redis.begin();
      const after = await during(crowd, 'after it', between);
      const phases = [restart, wipe, outage, after];
      return {
        figures: phases.map(({ figures }) => figures).join('; '),
        problems: phases.flatMap(({ problems }) => problems),
      };
    }),
};

/** What still went on in the meantime: messages taken, and errands with their questions brought to Slack. */
const during = async (crowd: Crowd, name: string, happen: () => Promise<void>) => {
  const since = performance.now();
  await happen();
  const seconds = (performance.now() - since) / 1_000;
  const acks = acksSince(crowd, since);
  const errands = crowd.errandsDone.filter((at) => at >= since).length;
  const figures = `${name} (${seconds.toFixed(0)} s): ${acks.length} acks p99 ${ms(percentile(acks, 0.99))}, ${errands} errands`;
  const problems = acks.length > 0 && errands > 0 ? [] : [`${name}: nothing went on`];
  return { figures, problems };
};
