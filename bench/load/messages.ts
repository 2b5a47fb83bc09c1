import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { now } from '../lib/now.js';
import { type Latency, latencyOf } from '../lib/stats.js';
import { openPages, type Page, type Seat } from './page.js';

const TEXT = 'Please have a look at the numbers of last week and tell me what stands out to you. Thanks!';
const WARM_UP_S = 1;
const PATIENCE_MS = 10_000;

export interface Load {
  seats: Seat[];
  seconds: number;
}

const message = (page: Page, ref: string): string =>
  JSON.stringify({
    type: 'message.send',
    ref,
    sessionId: page.seat.sessionId,
    message: { id: randomUUID(), text: TEXT },
  });

/**
 * Open loop: message i is due at i / rate, whatever became of the others, and its latency counts from that moment, so a
 * server that stalls is charged for all who would have waited (no coordinated omission).
 */
export async function steady({ seats, seconds, perSecond }: Load & { perSecond: number }): Promise<Latency> {
  const { pages, failed, end } = await openPages(seats);
  try {
    const first = perSecond * WARM_UP_S;
    const total = Math.round(perSecond * (WARM_UP_S + seconds));
    const latencies = new Array<number>(total).fill(Number.NaN);
    const began = now() + 20;
    const due = (index: number) => began + (index * 1_000) / perSecond;
    let acked = 0;
    const done = new Promise<void>((resolve) => {
      for (const page of pages)
        page.onAck = (ref) => {
          latencies[Number(ref)] = now() - due(Number(ref));
          if (++acked === total) resolve();
        };
    });
    for (let sent = 0; sent < total; ) {
      for (; sent < total && due(sent) <= now(); sent++) {
        const page = pages[sent % pages.length]!;
        page.sendText(message(page, String(sent)));
      }
      await Promise.race([pause(1), failed]);
    }
    await Promise.race([done, failed, pause(PATIENCE_MS)]);
    if (acked < total) throw new Error(`${total - acked} of ${total} messages were never acknowledged`);
    return { ...latencyOf(latencies.slice(first)), done: total };
  } finally {
    end();
  }
}

/** One message per page, so that the listening agent's runs wait for their person from here on. */
export async function prime({ seats }: { seats: Seat[] }): Promise<void> {
  const { pages, failed, end } = await openPages(seats);
  try {
    for (const page of pages) {
      const asked = page.nextEvent('run.updated', ({ run }) => run.status === 'WAITING_FOR_FEEDBACK');
      page.sendText(message(page, 'm'));
      await Promise.race([asked, failed]);
    }
  } finally {
    end();
  }
}

/** Closed loop: every page sends its next message when the one before is acknowledged. */
export async function saturated({ seats, seconds }: Load): Promise<Latency & { perSecond: number }> {
  const { pages, failed, end } = await openPages(seats);
  try {
    const latencies: number[] = [];
    let done = 0;
    const from = now() + WARM_UP_S * 1_000;
    const until = from + seconds * 1_000;
    const work = pages.map(
      (page) =>
        new Promise<void>((resolve) => {
          let sentAt = now();
          page.onAck = () => {
            const at = now();
            done++;
            if (at >= from && at < until) latencies.push(at - sentAt);
            if (at >= until) return resolve();
            sentAt = at;
            page.sendText(message(page, 'm'));
          };
          page.sendText(message(page, 'm'));
        }),
    );
    await Promise.race([Promise.all(work), failed]);
    return { ...latencyOf(latencies), done, perSecond: latencies.length / seconds };
  } finally {
    end();
  }
}
