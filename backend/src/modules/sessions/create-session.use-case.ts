import { Injectable } from '@nestjs/common';
import type { Session } from '@parley/contracts';
import { newId } from '../../kernel/index.js';
import { AgentCatalogue, DEFAULT_AGENT } from './agent-catalogue.js';
import { SessionRepository } from './session.repository.js';
import { SessionFeed } from './session-feed.js';

@Injectable()
export class CreateSession {
  constructor(
    private readonly agents: AgentCatalogue,
    private readonly sessions: SessionRepository,
    private readonly feed: SessionFeed,
  ) {}

  /**
   * Without a title it gets one from its first message.
   * @param input.id where the caller must know it again; else a new one
   * @throws DomainError unknown_agent
   */
  async execute(
    ownerId: string,
    input: { id?: string; agent?: string | undefined; title?: string | undefined },
  ): Promise<Session> {
    const agent = this.agents.require(input.agent ?? DEFAULT_AGENT);
    const { session, event } = await this.sessions.create({
      id: input.id ?? newId(),
      ownerId,
      agent: agent.name,
      title: input.title?.trim() ?? '',
    });
    this.feed.publish(event);
    return session;
  }
}
