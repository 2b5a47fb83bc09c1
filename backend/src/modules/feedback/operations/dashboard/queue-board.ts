import { Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { Handler } from 'express';
import { QueueLook } from '../../../../platform/queue/index.js';
import { DASHBOARD_PATH } from './dashboard-settings.js';

/** Jobs are wake-ups with ids in them: nobody makes some up, or changes what they name, or slows all of them down for good. */
const REFUSED = /\/(add|update-data|obliterate|concurrency|rate-limit)$/;

/** Pages and calls of bull-board over the wake-up queue, on whatever carries it. Loaded when somebody first opens it. */
@Injectable()
export class QueueBoard {
  private board: { queue: Queue; handler: Promise<Handler> } | undefined;

  constructor(private readonly look: QueueLook) {}

  /** Null: the queue does not answer, and a page about it would hang. */
  async handler(): Promise<Handler | null> {
    const { queue } = this.look;
    if (!queue || (await this.look.look()).counts === null) return null;
    if (this.board?.queue !== queue) this.board = { queue, handler: make(queue) };
    return this.board.handler;
  }
}

async function make(queue: Queue): Promise<Handler> {
  const [{ createBullBoard }, { BullMQAdapter }, { ExpressAdapter }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/express'),
  ]);
  const serverAdapter = new ExpressAdapter();
  serverAdapter.setBasePath(DASHBOARD_PATH);
  createBullBoard({
    queues: [new BullMQAdapter(queue, { description: 'Wake-ups for workers. What is due stands in PostgreSQL.' })],
    serverAdapter,
    options: {
      uiConfig: {
        boardTitle: 'Parley queues',
        miscLinks: [{ text: 'Back to Parley', url: '/admin/queues' }],
        hideDocsLink: true,
      },
      handlerHooks: {
        before: ({ method, route }) =>
          method !== 'get' && REFUSED.test(route)
            ? { allow: false, status: 403, message: 'This cannot be done here.' }
            : undefined,
      },
    },
  });
  return serverAdapter.getRouter() as Handler;
}
