import { randomUUID } from 'node:crypto';
import { now } from '../lib/now.js';
import { type Latency, latencyOf } from '../lib/stats.js';
import type { Load } from './messages.js';
import { openPages, type Page } from './page.js';

const WARM_UP_S = 1;

/** Message → end of its run. */
async function run(page: Page): Promise<number> {
  const ended = page.nextEvent('run.updated', ({ run }) => run.status === 'COMPLETED');
  const { sessionId } = page.seat;
  const at = now();
  page.send({ type: 'message.send', ref: 'm', sessionId, message: { id: randomUUID(), text: 'Go.' } });
  await ended;
  return now() - at;
}

/** Every page has one run after the other. */
export async function runs({ seats, seconds }: Load): Promise<Latency & { perSecond: number }> {
  const { pages, failed, end } = await openPages(seats);
  try {
    const from = now() + WARM_UP_S * 1_000;
    const until = from + seconds * 1_000;
    const took: number[] = [];
    let done = 0;
    const work = pages.map(async (page) => {
      while (now() < until) {
        const one = await run(page);
        done++;
        if (now() >= from && now() < until) took.push(one);
      }
    });
    await Promise.race([Promise.all(work), failed]);
    return { ...latencyOf(took), done, perSecond: took.length / seconds };
  } finally {
    end();
  }
}
