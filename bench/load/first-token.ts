import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { now } from '../lib/now.js';
import { type Latency, latencyOf } from '../lib/stats.js';
import type { Load } from './messages.js';
import { openPages, type Page } from './page.js';

/** Every run takes far less than the time between two messages of its session, or a message would steer instead. */
const WARM_UP = 20;

/** Send → first text of the answer, less what the model itself took: its first token says how long that was. */
async function firstToken(page: Page): Promise<number> {
  const token = page.next((frame) => frame.type === 'delta' && frame.text !== '');
  const ended = page.next(
    (frame) => frame.type === 'event' && frame.event.type === 'run.updated' && hasEnded(frame.event.payload.run.status),
  );
  const { sessionId } = page.seat;
  const sentAt = now();
  page.send({ type: 'message.send', ref: 'm', sessionId, message: { id: randomUUID(), text: 'What stands out?' } });
  const frame = await token;
  const took = now() - sentAt;
  const modelTook = frame.type === 'delta' ? Number.parseFloat(frame.text) : Number.NaN;
  if (Number.isNaN(modelTook)) throw new Error('the first token does not say how long the model took');
  await ended;
  return took - modelTook;
}

const hasEnded = (status: string) => status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED';

export async function firstTokens({ seats, seconds, perSecond }: Load & { perSecond: number }): Promise<Latency> {
  const { pages, failed, end } = await openPages(seats);
  try {
    const total = WARM_UP + Math.round(perSecond * seconds);
    const began = now();
    const answers: Promise<number>[] = [];
    for (let sent = 0; sent < total; sent++) {
      await pause(Math.max(0, began + (sent * 1_000) / perSecond - now()));
      answers.push(firstToken(pages[sent % pages.length]!));
      answers.at(-1)?.catch(() => {});
    }
    const all = await Promise.race([Promise.all(answers), failed]);
    return { ...latencyOf(all.slice(WARM_UP)), done: all.length };
  } finally {
    end();
  }
}
