import { Agent } from 'node:http';
import { now } from '../lib/now.js';
import { type Latency, latencyOf } from '../lib/stats.js';
import { getApi } from './call-api.js';
import { openPages, Page, type Seat } from './page.js';

const WARM_UP = 20;

async function repeat(count: number, work: (index: number) => Promise<unknown>): Promise<Latency> {
  const took: number[] = [];
  for (let index = 0; index < WARM_UP + count; index++) {
    const at = now();
    await work(index);
    if (index >= WARM_UP) took.push(now() - at);
  }
  return { ...latencyOf(took), done: WARM_UP + count };
}

/** The same page of the REST API, one call after the other. `:id` is the session of the seat. */
export async function gets({ seats, path, count }: { seats: Seat[]; path: string; count: number }): Promise<Latency> {
  const http = new Agent({ keepAlive: true });
  try {
    return await repeat(count, (index) => {
      const seat = seats[index % seats.length]!;
      return getApi(seat, http, path.replace(':id', seat.sessionId));
    });
  } finally {
    http.destroy();
  }
}

/** A page that comes back and has missed a few events: `subscribe` → told of all of them. */
export async function resumes(load: { seats: Seat[]; missed: number; count: number }): Promise<Latency> {
  const seats = load.seats.map((seat) => ({ ...seat, after: Math.max(0, seat.after - load.missed) }));
  const { pages, failed, end } = await openPages(seats);
  try {
    return await Promise.race([failed, repeat(load.count, (index) => resume(pages[index % pages.length]!))]);
  } finally {
    end();
  }
}

/** The new subscription takes the place of the old one. */
async function resume(page: Page): Promise<void> {
  const followed = page.next((frame) => frame.type === 'ack');
  page.send({ type: 'subscribe', ref: 'again', sessionId: page.seat.sessionId, after: page.seat.after });
  await followed;
}
