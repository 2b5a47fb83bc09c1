import { Injectable } from '@nestjs/common';
import type { startThreadSchema, Thread } from '@parley/contracts';
import type { z } from 'zod';
import { newId } from '../../kernel/index.js';
import { PostMessage } from '../agent-state/index.js';
import { CreateSession, SessionAccess } from '../sessions/index.js';
import { ThreadWaiter } from './thread-waiter.js';

@Injectable()
export class StartThread {
  constructor(
    private readonly access: SessionAccess,
    private readonly createSession: CreateSession,
    private readonly postMessage: PostMessage,
    private readonly waiter: ThreadWaiter,
  ) {}

  /** Runs until the agent is done or needs the person. @throws DomainError unknown_agent, not_found */
  async execute(user: { userId: string; name: string }, input: z.infer<typeof startThreadSchema>): Promise<Thread> {
    const sessionId = input.thread_id ?? (await this.createSession.execute(user.userId, { agent: input.agent })).id;
    await this.access.requireOwner(user.userId, sessionId);
    await this.postMessage.execute({ id: newId(), sessionId, author: user.name, text: input.prompt, channel: 'WEB' });
    return this.waiter.untilRested(sessionId);
  }
}
