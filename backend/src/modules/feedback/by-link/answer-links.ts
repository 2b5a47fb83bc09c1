import { Injectable } from '@nestjs/common';
import type { FeedbackRequest, Person } from '@parley/contracts';
import { notFound } from '../../../kernel/index.js';
import { type CardControl, ChannelRegistry, cardAsAsked, cardControls } from '../../channels/index.js';
import { DeliveryTokens } from '../delivery/delivery-tokens.js';
import { FeedbackRepository } from '../feedback.repository.js';
import { LinkPeople } from './link-people.repository.js';

/** A link as its mail was: whose it is, what that mail asked and what could be pressed in it. */
export interface Link {
  attemptId: string;
  used: boolean;
  /** Whose address the mail went to. */
  person: Person;
  request: FeedbackRequest;
  /** As the mail showed them, whatever became of the question since. */
  controls: CardControl[];
  /** Did the mail show all that is to be decided? */
  whole: boolean;
}

/** The links behind the buttons of mails. */
@Injectable()
export class AnswerLinks {
  constructor(
    private readonly tokens: DeliveryTokens,
    private readonly requests: FeedbackRepository,
    private readonly people: LinkPeople,
    private readonly channels: ChannelRegistry,
  ) {}

  /** @throws DomainError not_found, the same for whatever leads nowhere: guessed, of no question, of an address given up (T9) */
  async find(token: string): Promise<Link> {
    const known = await this.tokens.find('LINK', token);
    if (!known?.requestId) throw notFound('link');
    const [request, name] = await Promise.all([
      this.requests.find(known.requestId),
      this.people.activeName(known.userId),
    ]);
    if (!request || name === null) throw notFound('link');
    const card = cardAsAsked(request);
    return {
      attemptId: known.attemptId,
      used: known.used,
      person: { id: known.userId, name },
      request,
      controls: cardControls(card),
      whole: this.channels.has('EMAIL') && this.channels.for('EMAIL').showsWhole(card),
    };
  }

  /** It was pressed, and counts no more. */
  async spend(token: string): Promise<void> {
    await this.tokens.use(token);
  }
}
