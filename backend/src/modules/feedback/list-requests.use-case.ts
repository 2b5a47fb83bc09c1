import { Injectable } from '@nestjs/common';
import type { FeedbackRequest } from '@parley/contracts';
import { notFound } from '../../kernel/index.js';
import { SessionAccess } from '../sessions/index.js';
import { FeedbackRepository, type RequestFilter } from './feedback.repository.js';

@Injectable()
export class ListRequests {
  constructor(
    private readonly requests: FeedbackRepository,
    private readonly access: SessionAccess,
  ) {}

  execute(filter: RequestFilter): Promise<FeedbackRequest[]> {
    return this.requests.list(filter);
  }

  /**
   * For who is asked, and for whose conversation it is: they may have handed it on.
   * @throws DomainError not_found, also for somebody else's question
   */
  async one(userId: string, id: string): Promise<FeedbackRequest> {
    const request = await this.requests.find(id);
    if (!request) throw notFound('question');
    if (request.assigneeId !== userId && (await this.access.ownerOf(request.sessionId)) !== userId)
      throw notFound('question');
    return request;
  }

  pendingOfSession(sessionId: string): Promise<FeedbackRequest[]> {
    return this.requests.pendingOfSession(sessionId);
  }

  newestOfRun(runId: string): Promise<FeedbackRequest | null> {
    return this.requests.newestOfRun(runId);
  }

  byIds(ids: string[]): Promise<FeedbackRequest[]> {
    return this.requests.byIds(ids);
  }
}
