import { Injectable } from '@nestjs/common';
import { assertNever } from '../../../kernel/index.js';
import {
  buildFeedbackCard,
  type ChannelAdapter,
  ChannelRegistry,
  type DeliveryResult,
  type FeedbackCard,
  type SendContext,
} from '../../channels/index.js';
import { FeedbackRepository } from '../feedback.repository.js';
import type { Attempt } from './attempt.js';
import { AttemptRepository } from './attempt.repository.js';
import type { Call } from './channel-gate.js';
import { DeliveryTokens } from './delivery-tokens.js';
import { LiveWords } from './live-words.js';

const refused = (message: string): Call => {
  const result: DeliveryResult = { ok: false, kind: 'rejected', message };
  return async () => result;
};

/** What is to be said to a channel. What a card shows is read at the last moment, so that it is never stale. */
@Injectable()
export class Outgoing {
  constructor(
    private readonly channels: ChannelRegistry,
    private readonly requests: FeedbackRepository,
    private readonly attempts: AttemptRepository,
    private readonly live: LiveWords,
    private readonly tokens: DeliveryTokens,
  ) {}

  /** Reads all that is needed, so that the call itself touches nothing but the channel. */
  async prepare(attempt: Attempt): Promise<Call> {
    const { address, purpose } = attempt;
    if (!this.channels.has(address.type)) return refused(`Nothing here speaks to ${address.type.toLowerCase()}.`);
    const adapter = this.channels.for(address.type);
    const tokens = adapter.capabilities.replyTokens ? await this.tokens.mint(attempt.id) : undefined;
    const context = { key: attempt.id, thread: attempt.thread, tokens };
    if (purpose === 'NOTE') {
      const note = { text: attempt.note?.text ?? '', sessionId: attempt.sessionId };
      return () => adapter.say(address, note, context);
    }
    if (attempt.messageId) return this.words(adapter, attempt, attempt.messageId, context);
    const card = await this.cardOf(attempt);
    if (!card) return refused('The question is gone.');
    switch (purpose) {
      case 'REQUEST':
      case 'REMINDER':
        return () => adapter.deliver(address, card, context);
      case 'UPDATE': {
        const { targetReceipt } = attempt;
        return targetReceipt
          ? () => adapter.update(address, targetReceipt, card, tokens)
          : refused('There is no card.');
      }
      case 'MESSAGE':
        return refused('There are no words.');
      default:
        return assertNever(purpose);
    }
  }

  private async words(
    adapter: ChannelAdapter,
    attempt: Attempt,
    messageId: string,
    context: SendContext,
  ): Promise<Call> {
    const note = await this.live.noteOf(messageId);
    if (!note) return refused('The message is gone.');
    const { address, purpose, targetReceipt } = attempt;
    if (purpose !== 'UPDATE') return () => adapter.say(address, note, context);
    if (!targetReceipt) return refused('There is nothing to rewrite.');
    // What is half said and on its way must not arrive after the end.
    await this.live.quiet(messageId);
    return () => adapter.resay(address, targetReceipt, note);
  }

  private async cardOf(attempt: Attempt): Promise<FeedbackCard | null> {
    const request = attempt.requestId ? await this.requests.find(attempt.requestId) : null;
    if (!request) return null;
    const home = attempt.purpose === 'UPDATE' ? await this.attempts.homeOf(request.id) : null;
    return buildFeedbackCard(request, {
      reminder: attempt.purpose === 'REMINDER',
      movedTo: home && home.channelId !== attempt.channelId ? home.type : null,
      handedTo: attempt.address.userId === request.assigneeId ? null : (request.delegation?.to.name ?? null),
    });
  }
}
