import { randomUUID } from 'node:crypto';
import type { Page } from './page.js';

/** The answer to every question that was brought to a channel. */
export const ANSWER = 'Take the second one, please.';

export type Outside = 'SLACK' | 'EMAIL';

/** The next time a channel takes a question of this session. */
export const taken = (page: Page, channel: Outside): Promise<unknown> =>
  page.nextEvent(
    'delivery.updated',
    (delivery) => delivery.channel === channel && delivery.purpose === 'REQUEST' && delivery.status === 'ACCEPTED',
  );

/** A message that makes the agent ask; resolves when the channel has the question. @returns the question */
export async function ask(page: Page, channel: Outside): Promise<string> {
  const asked = page.nextEvent('feedback.requested');
  const delivered = taken(page, channel);
  const { sessionId } = page.seat;
  const message = { id: randomUUID(), text: 'Which one shall I take?' };
  page.send({ type: 'message.send', ref: 'm', sessionId, message });
  const [{ request }] = await Promise.all([asked, delivered]);
  return request.id;
}

/** Resolves with the end of the run. */
export async function answer(page: Page, requestId: string): Promise<void> {
  const ended = page.nextEvent('run.updated', ({ run }) => run.status === 'COMPLETED');
  page.send({ type: 'feedback.answer', ref: 'a', requestId, answer: { type: 'TEXT', text: ANSWER } });
  await ended;
}

/**
 * Pages do one thing after the other until there is nothing more to do. A page that waits in vain stops: what it waited
 * for is missed, and told. @returns what came of it, in no order
 */
export async function untilDone<T>(
  pages: readonly Page[],
  count: number,
  work: (page: Page) => Promise<T>,
): Promise<{ results: T[]; missed: number }> {
  const results: T[] = [];
  let begun = 0;
  let missed = 0;
  const line = async (page: Page) => {
    while (begun < count) {
      begun++;
      try {
        results.push(await work(page));
      } catch (error) {
        missed++;
        console.error(`session ${page.seat.sessionId}: ${String(error)}`);
        return;
      }
    }
  };
  await Promise.all(pages.map(line));
  return { results, missed };
}
