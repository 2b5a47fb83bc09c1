import { Crowd, type Load } from '../clients/crowd.js';
import { judge } from '../judge.js';
import type { Fleet } from '../stage/fleet.js';
import type { Verdict } from './scenario.js';

/** Short enough that the clients leave the processes room on two cores. */
export const LOAD: Load = { talkers: 40, perSecond: 200, errands: 8 };
export const SAMPLE_LOAD: Load = { talkers: 20, perSecond: 50, errands: 4 };

/** Something happens while everybody is at it; then all that was said, asked and answered is judged. */
export const withCrowd = async (
  fleet: Fleet,
  sample: boolean,
  happen: (crowd: Crowd) => Promise<Verdict>,
): Promise<Verdict> => {
  const crowd = await Crowd.gather(fleet, sample ? SAMPLE_LOAD : LOAD);
  try {
    const began = performance.now();
    crowd.begin();
    const { figures, problems } = await happen(crowd);
    const seconds = (performance.now() - began) / 1_000;
    await crowd.rest();
    const found = await judge(fleet, crowd);
    const said = crowd.clients.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
    const summary = `${said} messages (${Math.round(said / seconds)}/s), ${crowd.errandsDone.length} errands; ${figures}`;
    return { figures: summary, problems: [...problems, ...found] };
  } finally {
    crowd.close();
  }
};

/** Acknowledgements of what was said from then on, in milliseconds. */
export const acksSince = (crowd: Crowd, since: number): number[] =>
  crowd.clients.flatMap(({ acknowledged }) =>
    acknowledged.filter(({ at }) => at >= since).map((sent) => sent.ackedAt - sent.at),
  );
