import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { now } from '../lib/now.js';
import { type Latency, latencyOf } from '../lib/stats.js';
import { openPages, type Page, type Seat } from './page.js';

const AT_ONCE = 100;
const PATIENCE_MS = 10_000;

let open: Awaited<ReturnType<typeof openPages>> | undefined;

/** Opens all and keeps them. @returns how long it took, in milliseconds */
export async function openMany({ seats }: { seats: Seat[] }): Promise<number> {
  const began = now();
  open = await openPages(seats, AT_ONCE);
  return now() - began;
}

/** Some of them send, one after the other. @returns message → event on the same socket */
export async function pokeMany({ count }: { count: number }): Promise<Latency> {
  const { pages = [], failed } = open ?? {};
  const took: number[] = [];
  for (let index = 0; index < count; index++) {
    const page = pages[Math.floor((index * pages.length) / count)];
    if (page) took.push(await Promise.race([poke(page), failed as Promise<never>]));
  }
  return latencyOf(took);
}

async function poke(page: Page): Promise<number> {
  const { sessionId } = page.seat;
  const at = now();
  const arrived = new Promise<number>((resolve) => {
    page.onEvent = () => resolve(now() - at);
  });
  page.send({ type: 'message.send', ref: 'm', sessionId, message: { id: randomUUID(), text: 'Are you there?' } });
  const late = pause(PATIENCE_MS, undefined, { ref: false }).then(() => {
    throw new Error('an open socket was told nothing');
  });
  return Promise.race([arrived, late]);
}

export function closeMany(): void {
  open?.end();
  open = undefined;
}
