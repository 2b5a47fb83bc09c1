import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { now } from '../lib/now.js';
import { callApi } from './call-api.js';
import type { Load } from './messages.js';
import { openPages, type Page } from './page.js';

export interface Answered {
  runId: string;
  /** When the answer was sent. */
  at: number;
}
export interface AnswerRound {
  answered: Answered[];
  cyclesPerSecond: number;
  done: number;
}
export interface AnswerLoad extends Load {
  by: 'websocket' | 'rest';
  /** How many cycles go on at once, in turn on all pages. Default: one on each page. */
  lines?: number;
}

const ANSWER = { type: 'TEXT', text: 'Take the second one, please.' } as const;
const WARM_UP_S = 0.5;
/** A socket may send 100 frames a second, and a cycle sends two: whoever comes back to a page sooner waits. */
const CYCLE_MS = 25;

/** Message → question → suspended → answer → next step → end of the run. */
async function cycle(page: Page, load: AnswerLoad, http: Agent): Promise<Answered> {
  const asked = page.nextEvent('feedback.requested');
  const suspended = page.nextEvent('run.updated', ({ run }) => run.status === 'WAITING_FOR_FEEDBACK');
  const { sessionId } = page.seat;
  page.send({
    type: 'message.send',
    ref: 'm',
    sessionId,
    message: { id: randomUUID(), text: 'Which one shall I take?' },
  });
  await suspended;
  const { id: requestId, runId } = (await asked).request;
  const ended = page.nextEvent('run.updated', ({ run }) => run.status === 'COMPLETED');
  const at = now();
  if (load.by === 'websocket') page.send({ type: 'feedback.answer', ref: 'a', requestId, answer: ANSWER });
  else await post(page, http, requestId);
  await ended;
  return { runId, at };
}

const post = (page: Page, agent: Agent, requestId: string) =>
  callApi(page, agent, 'POST', `/api/feedback-requests/${requestId}/answer`, { answer: ANSWER });

/** Every line goes through one cycle after the other. */
export async function answers(load: AnswerLoad): Promise<AnswerRound> {
  const { pages, failed, end } = await openPages(load.seats);
  const http = new Agent({ keepAlive: true });
  try {
    const from = now() + WARM_UP_S * 1_000;
    const until = from + load.seconds * 1_000;
    const answered: Answered[] = [];
    let done = 0;
    const lines = load.lines ?? pages.length;
    const work = Array.from({ length: lines }, async (_, line) => {
      const own = pages.filter((_, index) => index % lines === line).map((page) => ({ page, freeAt: 0 }));
      for (let turn = 0; now() < until; turn++) {
        const place = own[turn % own.length]!;
        if (place.freeAt > now()) await pause(place.freeAt - now());
        place.freeAt = now() + CYCLE_MS;
        const one = await cycle(place.page, load, http);
        done++;
        if (one.at >= from) answered.push(one);
      }
    });
    await Promise.race([Promise.all(work), failed]);
    return { answered, done, cyclesPerSecond: (answered.length / (now() - from)) * 1_000 };
  } finally {
    http.destroy();
    end();
  }
}
