import { isDeepStrictEqual } from 'node:util';
import type { StreamResponse } from '@a2a-js/sdk';
import { Injectable } from '@nestjs/common';
import { MessageStreams } from '../../messages/index.js';
import type { FeedItem } from '../../sessions/index.js';
import { SessionWaiter } from '../session-waiter.js';
import { ShownTexts } from './domain/shown-texts.js';
import { idsOf, statusOf, type TaskParts, type TaskRow, taskOf } from './domain/task.js';
import { TaskRepository } from './task.repository.js';
import { TaskView } from './task-view.js';

/** Who listens. */
export interface Listener {
  userId: string;
  /** @throws once its token holds no more */
  check: () => Promise<unknown>;
}

/** However busy it is: whether the listener may still listen, and what the feed lost, is looked up this often. */
const LOOK_AGAIN_MS = 1_000;
/** More than this waiting for a slow listener is dropped: the database has it all. */
const MAX_QUEUE = 5_000;

/** A task while it is at work, until it rests. The feed is a hint: what it did not bring, the database does. */
@Injectable()
export class WatchTask {
  constructor(
    private readonly view: TaskView,
    private readonly tasks: TaskRepository,
    private readonly streams: MessageStreams,
    private readonly waiter: SessionWaiter,
  ) {}

  /** First the task as it stands, then what changes. */
  async *execute(listener: Listener, first: TaskRow): AsyncGenerator<StreamResponse, void, undefined> {
    const queue: FeedItem[] = [];
    const changes = this.waiter.changes(first.sessionId, (item) => queue.length < MAX_QUEUE && queue.push(item) > 0);
    try {
      // Listening began before: nothing between the two is missed.
      let now = await this.view.parts(await this.view.row(listener.userId, first.id));
      yield { payload: { $case: 'task', value: taskOf(now) } };
      const texts = new ShownTexts(now.row);
      texts.skip(now.said);
      const own = new Set(await this.tasks.saying(first.id));
      for (const id of own) yield* texts.grow(id, 0, this.streams.textOf(id) ?? '');
      let lookedAt = performance.now();
      while (now.row.state === 'WORKING' && !this.waiter.stopping) {
        const change = changes.next();
        if (queue.length === 0) await change.within();
        // An empty queue after a while: look, the feed may have lost something.
        const items = queue.splice(0);
        for (const item of items) yield* shownBy(item, first.id, own, texts);
        const early = performance.now() - lookedAt < LOOK_AGAIN_MS;
        if (items.length > 0 && early && !items.some(isTurn)) continue;
        lookedAt = performance.now();
        await listener.check();
        const before = now;
        now = await this.view.parts(await this.view.row(listener.userId, first.id), { historyLength: 0 });
        for (const line of now.said) yield* texts.end(line);
        if (hasMoved(before, now)) yield statusUpdate(now);
      }
    } finally {
      changes.close();
    }
  }
}

const isTurn = (item: FeedItem) => item.kind === 'event' && /^(run|feedback)\./.test(item.event.type);

/** Of the run's own messages; others may write in the same session. */
const shownBy = (item: FeedItem, runId: string, own: Set<string>, texts: ShownTexts): StreamResponse[] => {
  if (item.kind === 'delta') {
    const { messageId, offset, text } = item.delta;
    return own.has(messageId) ? texts.grow(messageId, offset, text) : [];
  }
  const { event } = item;
  if (event.type === 'message.created') {
    const { message } = event.payload;
    if (message.runId === runId && message.role === 'AGENT' && message.type === 'TEXT') own.add(message.id);
  }
  if (event.type !== 'message.completed' || !own.has(event.payload.messageId)) return [];
  const { messageId: id, text } = event.payload;
  return texts.end({ id, text });
};

const hasMoved = (before: TaskParts, now: TaskParts): boolean =>
  before.row.state !== now.row.state ||
  !isDeepStrictEqual(
    before.questions.map(({ id }) => id),
    now.questions.map(({ id }) => id),
  );

const statusUpdate = (parts: TaskParts): StreamResponse => ({
  payload: { $case: 'statusUpdate', value: { ...idsOf(parts.row), status: statusOf(parts), metadata: undefined } },
});
