import { Injectable } from '@nestjs/common';
import type { FeedbackRequest } from '@parley/contracts';
import { Clock, DomainError, notFound } from '../../kernel/index.js';
import { FindPerson } from '../auth/index.js';
import { ChangeRequest } from './change-request.js';
import { FeedbackRepository } from './feedback.repository.js';

@Injectable()
export class DelegateFeedback {
  constructor(
    private readonly requests: FeedbackRepository,
    private readonly people: FindPerson,
    private readonly change: ChangeRequest,
    private readonly clock: Clock,
  ) {}

  /**
   * Hands a question on to somebody with an account here: they are asked in their own order, and from now on only they
   * may answer (FB-14, FB-10).
   * @throws DomainError not_found, unknown_person, feedback_already_settled
   */
  async execute(requestId: string, person: { id: string; name: string }, to: string): Promise<FeedbackRequest> {
    const request = await this.requests.find(requestId);
    // A lost reply, a double click: whoever has just handed it on is told so again.
    const handedOn = request?.status === 'PENDING' && request.delegation?.by.id === person.id;
    if (!request || (request.assigneeId !== person.id && !handedOn)) throw notFound('question');
    const delegate = await this.people.byEmail(to);
    if (handedOn && delegate?.id === request.assigneeId) return request;
    if (request.assigneeId !== person.id) throw notFound('question');
    if (!delegate) throw new DomainError('unknown_person', `Nobody here has the address ${to}.`);
    if (delegate.id === person.id) throw new DomainError('unknown_person', 'The question is yours already.');
    const { id, name } = delegate;
    const delegation = { by: person, to: { id, name }, at: this.clock.now().toISOString() };
    return this.change.execute(request, person.id, { why: 'delegated', change: 'delegated', delegation });
  }
}
