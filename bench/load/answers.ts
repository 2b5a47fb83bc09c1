import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServerFrame, SessionEvent } from '@parley/contracts';
import { now } from '../lib/now.js';
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
  /** As a person does: answer when the question has been delivered, not in the middle of it. */
  afterDelivery: boolean;
}

const ANSWER = { type: 'TEXT', text: 'Take the second one, please.' } as const;
const WARM_UP_S = 0.5;
/** A socket may send 100 frames a second, and a cycle sends two: a page that is quicker waits. */
const CYCLE_MS = 25;

const isEvent =
  <T extends SessionEvent['type']>(
    type: T,
    holds: (event: Extract<SessionEvent, { type: T }>) => boolean = () => true,
  ) =>
  (frame: ServerFrame): boolean =>
    frame.type === 'event' && frame.event.type === type && holds(frame.event as Extract<SessionEvent, { type: T }>);

/** Message → question → suspended → answer → next step → end of the run. */
async function cycle(page: Page, load: AnswerLoad, http: Agent): Promise<Answered> {
  const asked = page.next(isEvent('feedback.requested'));
  const suspended = page.next(isEvent('run.updated', ({ payload }) => payload.run.status === 'WAITING_FOR_FEEDBACK'));
  const delivered = load.afterDelivery ? page.next(isEvent('delivery.updated')) : undefined;
  const { sessionId } = page.seat;
  page.send({
    type: 'message.send',
    ref: 'm',
    sessionId,
    message: { id: randomUUID(), text: 'Which one shall I take?' },
  });
  const question = (await asked) as Extract<ServerFrame, { type: 'event' }>;
  await Promise.all([suspended, delivered]);
  const { id: requestId, runId } = (question.event as Extract<SessionEvent, { type: 'feedback.requested' }>).payload
    .request;
  const ended = page.next(isEvent('run.updated', ({ payload }) => payload.run.status === 'COMPLETED'));
  const at = now();
  if (load.by === 'websocket') page.send({ type: 'feedback.answer', ref: 'a', requestId, answer: ANSWER });
  else await post(page, http, requestId);
  await ended;
  return { runId, at };
}

function post(page: Page, agent: Agent, requestId: string): Promise<void> {
  const { hostname, port } = new URL(page.seat.url);
  const body = JSON.stringify({ answer: ANSWER });
  return new Promise((resolve, reject) => {
    const call = request(
      {
        ...{ hostname, port, agent, method: 'POST', path: `/api/feedback-requests/${requestId}/answer` },
        headers: {
          authorization: `Bearer ${page.seat.token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        response.resume();
        if (response.statusCode === 200) response.once('end', resolve);
        else reject(new Error(`the answer was refused with ${response.statusCode}`));
      },
    );
    call.once('error', reject).end(body);
  });
}

/** Every page goes through one cycle after the other. */
export async function answers(load: AnswerLoad): Promise<AnswerRound> {
  const { pages, failed, end } = await openPages(load.seats);
  const http = new Agent({ keepAlive: true });
  try {
    const from = now() + WARM_UP_S * 1_000;
    const until = from + load.seconds * 1_000;
    const answered: Answered[] = [];
    let done = 0;
    const work = pages.map(async (page) => {
      while (now() < until) {
        const began = now();
        const one = await cycle(page, load, http);
        done++;
        if (one.at >= from) answered.push(one);
        await pause(Math.max(0, began + CYCLE_MS - now()));
      }
    });
    await Promise.race([Promise.all(work), failed]);
    return { answered, done, cyclesPerSecond: (answered.length / (now() - from)) * 1_000 };
  } finally {
    http.destroy();
    end();
  }
}
