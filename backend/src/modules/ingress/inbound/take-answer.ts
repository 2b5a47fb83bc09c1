import { Injectable } from '@nestjs/common';
import type { ChannelType, FeedbackAnswer, FeedbackRequest } from '@parley/contracts';
import { DomainError, notFound } from '../../../kernel/index.js';
import { buildFeedbackCard, ChannelRegistry, type InboundEvent } from '../../channels/index.js';
import { AnswerFeedback, ListRequests } from '../../feedback/index.js';
import { InboundRepository, type Receipt, type ReplyTo, type Sender } from './inbound.repository.js';
import type { Outcome } from './outcome.js';

/** An answer that is understood: judged like one from anywhere else, and its sender told what the web would tell. */
@Injectable()
export class TakeAnswer {
  constructor(
    private readonly answerFeedback: AnswerFeedback,
    private readonly requests: ListRequests,
    private readonly channels: ChannelRegistry,
    private readonly inbound: InboundRepository,
  ) {}

  /** A button or a filled form. */
  async execute(
    { id: receiptId, source }: Receipt,
    sender: Sender,
    event: Extract<InboundEvent, { kind: 'answer' }>,
  ): Promise<Outcome> {
    const [request] = await this.requests.byIds([event.requestId]);
    if (!request) return { outcome: 'quarantined: it answers no question of ours' };
    const reply = replyTo(sender, request, event.thread);
    if (event.card && !(await this.inbound.cardOf(request.id, sender.channelId, event.card)))
      return this.refuse({ request, reply });
    const { answer, raw } = event;
    // A control stands only on what was shown: no clock has to say so.
    return this.apply({ receiptId, source, writtenAt: null, sender, request, reply, answer, raw });
  }

  async apply(input: {
    receiptId: string;
    source: ChannelType;
    /** Words may be older than the question; null: a control of it was used. */
    writtenAt: string | null;
    sender: Sender;
    request: FeedbackRequest;
    reply: ReplyTo;
    answer: FeedbackAnswer;
    raw: string;
  }): Promise<Outcome> {
    const { receiptId, source, sender, request, reply, answer, raw } = input;
    if (request.assigneeId !== sender.person.id) return this.refuse(input);
    if (!(await this.wasShown(input)))
      return { outcome: 'asked back: not shown in whole', reply: { to: reply, text: NOT_SHOWN } };
    try {
      await this.answerFeedback.execute({
        ...{ requestId: request.id, person: sender.person, channel: source, answer, raw },
        // The same receipt again, after a crash, is the same answer.
        responseId: receiptId,
      });
      return { outcome: 'applied' };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { outcome: outcomeOf(error), reply: { to: reply, text: wordsFor(error, request) } };
    }
  }

  /** It is somebody else's to answer. That is for their own eyes, not for a thread where others read along. */
  refuse({ request, reply }: { request: FeedbackRequest; reply: ReplyTo }): Outcome {
    const error = notFound('question');
    return { outcome: outcomeOf(error), reply: { to: { ...reply, thread: null }, text: wordsFor(error, request) } };
  }

  /** Nobody approves what they have not seen (T27): it may never have come here, be cut, or sensitive and so without content. */
  private async wasShown(input: {
    source: ChannelType;
    writtenAt: string | null;
    sender: Sender;
    request: FeedbackRequest;
    answer: FeedbackAnswer;
  }): Promise<boolean> {
    const { source, writtenAt, sender, request, answer } = input;
    if (answer.type !== 'APPROVAL' || answer.decision !== 'approve' || request.status !== 'PENDING') return true;
    if (!this.channels.for(source).showsWhole(buildFeedbackCard(request))) return false;
    return this.inbound.wasDelivered(request.id, sender.channelId, writtenAt);
  }
}

const NOT_SHOWN =
  'What this would approve was not shown here in whole, so it cannot be approved here. Open it in the web app.';

export const replyTo = (sender: Sender, request: FeedbackRequest, thread: ReplyTo['thread']): ReplyTo => ({
  channelId: sender.channelId,
  sessionId: request.sessionId,
  requestId: request.id,
  thread,
});

const outcomeOf = ({ code, extra }: DomainError): string => {
  if (code === 'feedback_already_settled')
    return (extra.request as FeedbackRequest | null)?.response ? 'superseded' : 'late';
  if (code === 'not_found') return 'quarantined: the question is somebody else’s';
  return `asked back: ${code}`;
};

const wordsFor = (error: DomainError, request: FeedbackRequest): string => {
  if (error.code === 'not_found') {
    const to = request.delegation?.to.name;
    return `This question is not yours to answer${to ? `: ${to} decides it now` : ''}. Nothing was changed.`;
  }
  const details = error.extra.errors?.map(({ path, message }) => `${path.replace(/^values\./, '')}: ${message}`) ?? [];
  return [error.message, ...details].join('\n');
};
