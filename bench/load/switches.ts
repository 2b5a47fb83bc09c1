import { Agent } from 'node:http';
import pg from 'pg';
import { now } from '../lib/now.js';
import { callApi } from './call-api.js';
import { contextOf } from './context.js';
import { answer, ask, type Outside, taken, untilDone } from './outside.js';
import { openPages, type Page, type Seat } from './page.js';

export interface SwitchLoad {
  seats: Seat[];
  count: number;
  /** Of the product: the context is looked at there, while nothing is being measured. */
  databaseUrl: string;
}
/** One switch with a question pending. */
export interface Switch {
  requestId: string;
  to: Outside;
  /** When it was asked for. */
  at: number;
  /** The run and all it holds were the same afterwards. */
  kept: boolean;
}
export interface Switches {
  switches: Switch[];
  missed: number;
  perSecond: number;
  done: number;
}

/** An even number, so that the next question begins on the same channel. */
const PER_QUESTION = 6;
const CONNECTIONS = 4;

interface Tools {
  http: Agent;
  pool: pg.Pool;
}

/** Resolves when the new channel has the question. @returns when it was asked for */
async function switchTo(page: Page, to: Outside, http: Agent): Promise<number> {
  const delivered = taken(page, to);
  const at = now();
  const path = `/api/sessions/${page.seat.sessionId}/channel`;
  await Promise.all([callApi(page, http, 'PUT', path, { channel: to }), delivered]);
  return at;
}

/** A question that moves back and forth between two channels until it is answered; then the run goes on. */
async function moveAbout(page: Page, { http, pool }: Tools): Promise<Switch[]> {
  const requestId = await ask(page, 'SLACK');
  const switches: Switch[] = [];
  let context = await contextOf(pool, requestId);
  for (let moved = 0; moved < PER_QUESTION; moved++) {
    const to = moved % 2 ? 'SLACK' : 'EMAIL';
    const at = await switchTo(page, to, http);
    const before = context;
    context = await contextOf(pool, requestId);
    switches.push({ requestId, to, at, kept: context === before });
  }
  await answer(page, requestId);
  return switches;
}

export async function switches({ seats, count, databaseUrl }: SwitchLoad): Promise<Switches> {
  const { pages, failed, end } = await openPages(seats);
  const http = new Agent({ keepAlive: true });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  const began = now();
  try {
    const work = untilDone(pages, Math.ceil(count / PER_QUESTION), (page) => moveAbout(page, { http, pool }));
    const { results, missed } = await Promise.race([work, failed]);
    const made = results.flat();
    return { switches: made, missed, done: made.length, perSecond: (made.length / (now() - began)) * 1_000 };
  } finally {
    http.destroy();
    await pool.end();
    end();
  }
}
