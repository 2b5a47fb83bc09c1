import { now } from '../lib/now.js';
import { answer, ask, untilDone } from './outside.js';
import { openPages, type Seat } from './page.js';

export interface FailoverLoad {
  seats: Seat[];
  count: number;
}
export interface Failovers {
  requestIds: string[];
  missed: number;
  perSecond: number;
  done: number;
}

/** Message → question → refused by the first channel → taken by the second → answered → end of the run, again and again. */
export async function failovers({ seats, count }: FailoverLoad): Promise<Failovers> {
  const { pages, failed, end } = await openPages(seats);
  const began = now();
  try {
    const work = untilDone(pages, count, async (page) => {
      const requestId = await ask(page, 'EMAIL');
      await answer(page, requestId);
      return requestId;
    });
    const { results, missed } = await Promise.race([work, failed]);
    return {
      ...{ requestIds: results, missed, done: results.length },
      perSecond: (results.length / (now() - began)) * 1_000,
    };
  } finally {
    end();
  }
}
