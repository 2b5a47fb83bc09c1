import { Injectable } from '@nestjs/common';
import type { FeedbackRequest } from '@parley/contracts';
import { notFound } from '../../kernel/index.js';
import { FeedbackRepository, type RequestFilter } from './feedback.repository.js';

@Injectable()
export class ListRequests {
  constructor(private readonly requests: FeedbackRepository) {}

  execute(filter: RequestFilter): Promise<FeedbackRequest[]> {
    return this.requests.list(filter);
  }

  /** @throws DomainError not_found, also for somebody else's question */
  async one(userId: string, id: string): Promise<FeedbackRequest> {
    const request = await this.requests.find(id);
    if (request?.assigneeId !== userId) throw notFound('question');
    return request;
  }

  pendingOfSession(sessionId: string): Promise<FeedbackRequest[]> {
    return this.requests.pendingOfSession(sessionId);
  }

  byIds(ids: string[]): Promise<FeedbackRequest[]> {
    return this.requests.byIds(ids);
  }
}
