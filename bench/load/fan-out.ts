import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { now } from '../lib/now.js';
import type { Load } from './messages.js';
import { openPages } from './page.js';

const PATIENCE_MS = 10_000;
const WARM_UP = 5;

export interface FanOut {
  /** When each event reached each page, by `session:seq`. */
  arrived: [key: string, at: number[]][];
  done: number;
}

/** One page of a session sends; every page of it is told. */
export async function fanOut({ seats, seconds, perSecond }: Load & { perSecond: number }): Promise<FanOut> {
  const { pages, failed, end } = await openPages(seats);
  try {
    const [first] = pages;
    const { sessionId } = first!.seat;
    const total = WARM_UP + Math.round(perSecond * seconds);
    const arrived = new Map<string, number[]>();
    let missing = total * pages.length;
    const done = new Promise<void>((resolve) => {
      for (const page of pages)
        page.onEvent = (seq) => {
          const key = `${sessionId}:${seq}`;
          const times = arrived.get(key) ?? [];
          if (times.length === 0) arrived.set(key, times);
          times.push(now());
          if (--missing === 0) resolve();
        };
    });
    const began = now();
    for (let sent = 0; sent < total; sent++) {
      await pause(Math.max(0, began + (sent * 1_000) / perSecond - now()));
      const message = { id: randomUUID(), text: 'Please have a look at the numbers of last week.' };
      first!.send({ type: 'message.send', ref: 'm', sessionId, message });
    }
    await Promise.race([done, failed, pause(PATIENCE_MS)]);
    if (missing > 0) throw new Error(`${missing} of ${total * pages.length} events never arrived`);
    return { arrived: [...arrived].slice(WARM_UP), done: total };
  } finally {
    end();
  }
}
