import { randomUUID } from 'node:crypto';
import type { SessionEvent } from '@parley/contracts';
import { AnswerFeedback } from '../../backend/src/modules/feedback/index.js';
import { TakeMessage } from '../../backend/src/modules/ingress/index.js';
import { SessionFeed } from '../../backend/src/modules/sessions/index.js';
import type { startProduct } from '../../backend/src/start-product.js';
import { type CycleLoad, type CycleRound, cycles, type Engine } from '../load/in-process.js';
import { stamps } from './agents.js';

type App = Awaited<ReturnType<typeof startProduct>>['app'];

export interface OwnCycles extends CycleLoad {
  /** At least one for each line; while a cycle goes on in one, no other does. */
  conversations: { sessionId: string; person: { id: string; name: string } }[];
}

/** The next event of a session that is wanted. */
function nextEvent<T extends SessionEvent['type']>(
  feed: SessionFeed,
  sessionId: string,
  wanted: (event: SessionEvent) => event is Extract<SessionEvent, { type: T }>,
): Promise<Extract<SessionEvent, { type: T }>> {
  return new Promise((resolve) => {
    const leave = feed.follow(sessionId, (item) => {
      if (item.kind !== 'event' || !wanted(item.event)) return;
      leave();
      resolve(item.event);
    });
  });
}

const isAsked = (event: SessionEvent) => event.type === 'feedback.requested';
const becomes =
  (status: 'WAITING_FOR_FEEDBACK' | 'COMPLETED') =>
  (event: SessionEvent): event is Extract<SessionEvent, { type: 'run.updated' }> =>
    event.type === 'run.updated' && event.payload.run.status === status;

/** Whole cycles in the product's own process, by the use cases that its sockets and routes call: as the rivals are measured. */
export function cyclesWithin(app: App, { conversations, ...load }: OwnCycles): Promise<CycleRound> {
  const [takeMessage, answerFeedback, feed] = [app.get(TakeMessage), app.get(AnswerFeedback), app.get(SessionFeed)];
  const free = [...conversations];
  const engine: Engine = {
    async begin() {
      const conversation = free.shift()!;
      const { sessionId, person } = conversation;
      const asked = nextEvent(feed, sessionId, isAsked);
      const waits = nextEvent(feed, sessionId, becomes('WAITING_FOR_FEEDBACK'));
      await takeMessage.execute({ id: randomUUID(), sessionId, text: 'Which one shall I take?', person });
      const { id: requestId, runId } = (await asked).payload.request;
      await waits;
      return {
        async answer(text) {
          const ended = nextEvent(feed, sessionId, becomes('COMPLETED'));
          const answer = { type: 'TEXT', text } as const;
          await answerFeedback.execute({ requestId, person, channel: 'WEB', answer, raw: JSON.stringify(answer) });
          await ended;
          free.push(conversation);
          const at = stamps.get(runId);
          stamps.delete(runId);
          if (at === undefined) throw new Error(`run ${runId} never went on`);
          return at;
        },
      };
    },
  };
  return cycles(engine, load);
}
