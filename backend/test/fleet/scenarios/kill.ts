import { setTimeout as pause } from 'node:timers/promises';
import { ms } from '../figures.js';
import { allRunsWentOn, allServed } from '../recovery.js';
import type { Scenario } from './scenario.js';
import { withCrowd } from './with-crowd.js';

const WARM_UP_MS = 2_000;
/** Everybody is served, and every run goes on. */
const BAR_MS = 5_000;
const VICTIMS = ['api-1', 'worker-1', 'api-2', 'worker-2'];
const SAMPLE_VICTIMS = ['api-1', 'worker-1'];

/** kill -9 of each process in turn under load; it is started again at once. */
export const kill: Scenario = {
  name: 'kill',
  run: (fleet, sample) =>
    withCrowd(fleet, sample, async (crowd) => {
      const lines: string[] = [];
      const problems: string[] = [];
      for (const name of sample ? SAMPLE_VICTIMS : VICTIMS) {
        await pause(WARM_UP_MS);
        const victim = fleet.process(name);
        await victim.end('SIGKILL');
        const since = performance.now();
        fleet.begin(victim);
        const [served, went] = await Promise.all([allServed(crowd, since), allRunsWentOn(fleet, since)]);
        await victim.ready();
        const back = performance.now() - since;
        lines.push(`${name}: all served ${ms(served)}, ${went.runs} runs on ${ms(went.ms)}, itself back ${ms(back)}`);
        if (served > BAR_MS) problems.push(`${name}: not everybody was served within ${BAR_MS} ms: ${ms(served)}`);
        if (went.ms > BAR_MS) problems.push(`${name}: not every run went on within ${BAR_MS} ms: ${ms(went.ms)}`);
      }
      return { figures: lines.join('; '), problems };
    }),
};
