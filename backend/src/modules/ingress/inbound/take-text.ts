import { Injectable } from '@nestjs/common';
import type { ChannelType, FeedbackRequest } from '@parley/contracts';
import type { InboundEvent } from '../../channels/index.js';
import { ListRequests } from '../../feedback/index.js';
import { readChannelCommand } from '../domain/channel-command.js';
import { codeOf, questionList, splitCode } from '../domain/question-code.js';
import { RunCommand } from '../run-command.use-case.js';
import { StartConversation } from '../start-conversation.js';
import type { Outcome } from './handle-inbound.use-case.js';
import { InboundRepository, type ReplyTo, type Sender } from './inbound.repository.js';
import { ReadText } from './read-text.js';
import { replyTo } from './take-answer.js';

type TextEvent = Extract<InboundEvent, { kind: 'text' }>;

/** Words a person wrote on a channel: a command, an answer, or simply something to say. */
@Injectable()
export class TakeText {
  constructor(
    private readonly inbound: InboundRepository,
    private readonly requests: ListRequests,
    private readonly reading: ReadText,
    private readonly commands: RunCommand,
    private readonly conversations: StartConversation,
  ) {}

  async execute(receiptId: string, source: ChannelType, sender: Sender, event: TextEvent): Promise<Outcome> {
    const attempt = await this.inbound.attemptOf(source, event);
    const open = await this.openTo(sender, attempt?.sessionId);
    const exact = attempt?.exact && attempt.requestId ? (await this.requests.byIds([attempt.requestId]))[0] : undefined;
    const command = readChannelCommand(event.text);
    const sessionId = attempt?.sessionId ?? open[0]?.sessionId;
    if (command && sessionId) {
      const { text } = await this.commands.execute(command, {
        sessionId,
        person: sender.person,
        from: source,
        request: exact ?? only(open),
      });
      return { outcome: `command: ${command.kind}`, reply: { to: wordsTo(sender, sessionId, event), text } };
    }
    const { request, text } = this.target(open, exact, event.text);
    if (request)
      return this.reading.execute({
        receiptId,
        source,
        sender,
        request,
        text,
        reply: replyTo(sender, request, event.thread),
      });
    if (open.length) return this.whichOne(sender, open, event);
    return this.message(receiptId, source, sender, event, attempt?.sessionId);
  }

  /** Open questions to this person: of the thread's session, or of all where there is no thread. */
  private async openTo(sender: Sender, sessionId: string | undefined): Promise<FeedbackRequest[]> {
    const open = await this.requests.execute({ assigneeId: sender.person.id, status: 'PENDING', sessionId, limit: 20 });
    return open.filter(({ question }) => question.type !== 'NOTICE');
  }

  /**
   * By the delivery it replies to, by the code of a question, or because there is only one: never "the latest" (FB-13).
   * A reply to the card of a question that has ended stays an answer to it, and its sender is told.
   */
  private target(open: FeedbackRequest[], exact: FeedbackRequest | undefined, text: string) {
    const coded = splitCode(text);
    const named = coded && open.filter((request) => codeOf(request.id) === coded.code);
    if (coded && named?.length === 1) return { request: named[0], text: coded.rest };
    if (exact && exact.question.type !== 'NOTICE') return { request: exact, text };
    return { request: only(open), text };
  }

  private whichOne(sender: Sender, open: FeedbackRequest[], event: TextEvent): Outcome {
    const sessionId = (open[0] as FeedbackRequest).sessionId;
    return {
      outcome: 'asked back: several questions wait',
      reply: { to: wordsTo(sender, sessionId, event), text: questionList(open) },
    };
  }

  private async message(
    receiptId: string,
    source: ChannelType,
    sender: Sender,
    event: TextEvent,
    sessionId: string | undefined,
  ): Promise<Outcome> {
    // Under the receipt's id: the same receipt again is the same message.
    await this.conversations.say({
      id: receiptId,
      sessionId,
      person: sender.person,
      text: event.text,
      channel: source,
    });
    return { outcome: 'posted' };
  }
}

const only = <T>(list: T[]): T | undefined => (list.length === 1 ? list[0] : undefined);

const wordsTo = (sender: Sender, sessionId: string, event: TextEvent): ReplyTo => ({
  channelId: sender.channelId,
  sessionId,
  requestId: null,
  thread: event.thread,
});
