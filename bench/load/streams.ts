import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { now } from '../lib/now.js';
import { type Latency, latencyOf } from '../lib/stats.js';
import type { Load } from './messages.js';
import { openPages, type Page } from './page.js';

/** They begin no faster, then it is measured, then all end: this is about texts that grow, not about runs that begin. */
const BEGINS_PER_SECOND = 100;
const SETTLE_S = 1;
const PATIENCE_MS = 15_000;

/** Every page has a text streamed to it; each token says when it was made. */
export async function streams({ seats, seconds }: Load): Promise<Latency & { perSecond: number }> {
  const { pages, failed, end } = await openPages(seats);
  try {
    const took: number[] = [];
    let done = 0;
    let left = pages.length;
    const beginS = pages.length / BEGINS_PER_SECOND;
    const from = now() + (beginS + SETTLE_S) * 1_000;
    const until = from + seconds * 1_000;
    const completed = pages.map(
      (page) =>
        new Promise<void>((resolve) => {
          let known = 0;
          page.onDelta = (text, offset) => {
            const at = now();
            // A text begins with an empty frame, and one that was behind is sent whole: what had come before is not counted twice.
            const news = text.slice(Math.max(0, known - offset));
            known = Math.max(known, offset + text.length);
            for (const token of news.split(' ').filter(Boolean)) {
              done++;
              if (at >= from && at < until) took.push(at - Number(token));
            }
          };
          page.onEvent = (_seq, frame) => {
            if (!frame.includes('"message.completed"')) return;
            left--;
            resolve();
          };
        }),
    );
    await beginAll(pages, beginS + seconds + 2 * SETTLE_S);
    const late = pause((beginS + seconds) * 1_000 + PATIENCE_MS).then(() => {
      throw new Error(`${left} of ${pages.length} texts never came to their end`);
    });
    late.catch(() => {});
    await Promise.race([Promise.all(completed), failed, late]);
    return { ...latencyOf(took), done, perSecond: took.length / seconds };
  } finally {
    end();
  }
}

async function beginAll(pages: readonly Page[], seconds: number): Promise<void> {
  const began = now();
  for (const [index, page] of pages.entries()) {
    const due = began + (index * 1_000) / BEGINS_PER_SECOND;
    if (due > now()) await pause(due - now());
    const { sessionId } = page.seat;
    page.send({ type: 'message.send', ref: 'm', sessionId, message: { id: randomUUID(), text: String(seconds) } });
  }
}
