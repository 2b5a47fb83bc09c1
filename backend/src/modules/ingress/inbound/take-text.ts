import { Injectable } from '@nestjs/common';
import type { ChannelType, FeedbackRequest } from '@parley/contracts';
import { assertNever } from '../../../kernel/index.js';
import type { InboundEvent } from '../../channels/index.js';
import { ListRequests } from '../../feedback/index.js';
import { readChannelCommand } from '../domain/channel-command.js';
import { codeOf, questionList, splitCode } from '../domain/question-code.js';
import { RunCommand } from '../run-command.use-case.js';
import { StartConversation } from '../start-conversation.js';
import { InboundRepository, type ReplyTo, type Sender } from './inbound.repository.js';
import type { Outcome } from './outcome.js';
import { ReadText } from './read-text.js';
import { replyTo } from './take-answer.js';

type TextEvent = Extract<InboundEvent, { kind: 'text' }>;

/** What a text is about. Kept with its receipt, so that a second run does not decide anew. */
type Target =
  | { kind: 'command'; sessionId: string; requestId: string | null }
  | { kind: 'answer'; requestId: string; text: string }
  | { kind: 'which one'; requestIds: string[] }
  | { kind: 'message'; sessionId: string | null };

const MAX_OPEN = 500;

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
    if (await this.inbound.wasApplied(receiptId)) return { outcome: 'applied' };
    const target = await this.inbound.decide(receiptId, await this.targetOf(source, sender, event));
    switch (target.kind) {
      case 'command':
        return this.command(source, sender, event, target);
      case 'answer':
        return this.answer(receiptId, source, sender, event, target);
      case 'which one':
        return this.whichOne(sender, target.requestIds, event);
      case 'message':
        // Under the receipt's id: the same receipt again is the same message.
        await this.conversations.say({
          ...{
            id: receiptId,
            sessionId: target.sessionId ?? undefined,
            person: sender.person,
            text: event.text,
            channel: source,
          },
        });
        return { outcome: 'posted' };
      default:
        return assertNever(target);
    }
  }

  /**
   * By the code of a question, by the delivery it replies to, or because there is only one: never "the latest" (FB-13). A reply
   * to the card of a question that has ended stays an answer to it, and its sender is told.
   */
  private async targetOf(source: ChannelType, sender: Sender, event: TextEvent): Promise<Target> {
    const attempt = await this.inbound.attemptOf(source, event);
    const all = await this.openTo(sender);
    // Words of Parley's own that name no question, such as a list of several, narrow nothing.
    const here = attempt?.requestId ? all.filter(({ sessionId }) => sessionId === attempt.sessionId) : all;
    const exact = attempt?.exact ? attempt.requestId : null;
    const sessionId = attempt?.sessionId ?? here[0]?.sessionId;
    if (readChannelCommand(event.text) && sessionId)
      return { kind: 'command', sessionId, requestId: exact ?? only(here)?.id ?? null };
    const coded = splitCode(event.text);
    const named = coded && only(all.filter(({ id }) => codeOf(id) === coded.code));
    if (coded && named) return { kind: 'answer', requestId: named.id, text: coded.rest };
    const requestId = (await this.isQuestion(exact)) ? exact : only(here)?.id;
    if (requestId) return { kind: 'answer', requestId, text: event.text };
    if (here.length) return { kind: 'which one', requestIds: here.map(({ id }) => id) };
    return { kind: 'message', sessionId: attempt?.sessionId ?? null };
  }

  private async isQuestion(requestId: string | null | undefined): Promise<boolean> {
    const [request] = requestId ? await this.requests.byIds([requestId]) : [];
    return request !== undefined && request.question.type !== 'NOTICE';
  }

  private async openTo(sender: Sender): Promise<FeedbackRequest[]> {
    const open = await this.requests.execute({ assigneeId: sender.person.id, status: 'PENDING', limit: MAX_OPEN });
    return open.filter(({ question }) => question.type !== 'NOTICE');
  }

  private async command(
    source: ChannelType,
    sender: Sender,
    event: TextEvent,
    { sessionId, requestId }: Extract<Target, { kind: 'command' }>,
  ): Promise<Outcome> {
    const command = readChannelCommand(event.text);
    if (!command) return { outcome: 'ignored: no command' };
    const [request] = requestId ? await this.requests.byIds([requestId]) : [];
    const { text } = await this.commands.execute(command, { sessionId, person: sender.person, from: source, request });
    return { outcome: `command: ${command.kind}`, reply: { to: wordsTo(sender, sessionId, event), text } };
  }

  private async answer(
    receiptId: string,
    source: ChannelType,
    sender: Sender,
    event: TextEvent,
    { requestId, text }: Extract<Target, { kind: 'answer' }>,
  ): Promise<Outcome> {
    const [request] = await this.requests.byIds([requestId]);
    if (!request) return { outcome: 'quarantined: the question is gone' };
    return this.reading.execute({
      receiptId,
      source,
      sender,
      request,
      text,
      reply: replyTo(sender, request, event.thread),
    });
  }

  private async whichOne(sender: Sender, requestIds: string[], event: TextEvent): Promise<Outcome> {
    const open = await this.requests.byIds(requestIds);
    const [first] = open;
    if (!first) return { outcome: 'ignored: the questions are gone' };
    const to = wordsTo(sender, first.sessionId, event);
    return { outcome: 'asked back: several questions wait', reply: { to, text: questionList(open) } };
  }
}

const only = <T>(list: T[]): T | undefined => (list.length === 1 ? list[0] : undefined);

const wordsTo = (sender: Sender, sessionId: string, event: TextEvent): ReplyTo => ({
  channelId: sender.channelId,
  sessionId,
  requestId: null,
  thread: event.thread,
});
