import { Injectable } from '@nestjs/common';
import type { SentMessage } from '@parley/contracts';
import { Clock, DomainError, newId } from '../../kernel/index.js';
import { JobDispatcher } from '../../platform/queue/index.js';
import { traceParent } from '../../platform/telemetry/index.js';
import { MessageRepository } from '../messages/index.js';
import { SessionFeed, UpdateSession } from '../sessions/index.js';
import { MessageIntake } from './message-intake.js';
import type { IncomingMessage, StoredMessage } from './message-intake.repository.js';
import { RunTaker } from './run-taker.js';

export interface PostMessageInput {
  /** Chosen by the sender: sending the same id again is the same message. */
  id: string;
  sessionId: string;
  author: string;
  text: string;
  channel: IncomingMessage['channel'];
}

/** `seq` of a session's first message: only `session.created` comes before it. */
const FIRST_MESSAGE_SEQ = 2;

@Injectable()
export class PostMessage {
  constructor(
    private readonly intake: MessageIntake,
    private readonly messages: MessageRepository,
    private readonly updateSession: UpdateSession,
    private readonly feed: SessionFeed,
    private readonly dispatcher: JobDispatcher,
    private readonly taker: RunTaker,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores what a person said and wakes the agent. Resolves once the message is durable.
   * @throws DomainError message_conflict when the id belongs to another message
   */
  async execute(input: PostMessageInput): Promise<SentMessage> {
    const message: IncomingMessage = {
      ...{ ...input, runId: newId(), createdAt: this.clock.now().toISOString() },
      trace: traceParent(),
    };
    let stored: StoredMessage;
    try {
      stored = await this.intake.store(message);
    } catch (error) {
      if ((error as { code?: string }).code === '23505') return this.repeated(input);
      throw error;
    }
    this.announce(message, stored);
    return { id: stored.id, seq: stored.seq, runId: stored.runId };
  }

  private announce(message: IncomingMessage, stored: StoredMessage): void {
    const { id, sessionId, text, author, channel, createdAt } = message;
    // First of all: a run that was taken and not taken up is held from everybody.
    if (stored.taken) this.taker.put(stored.taken.run);
    if (stored.runId) this.dispatcher.kick('advance-run', { runId: stored.runId });
    this.feed.publish({
      sessionId,
      seq: stored.seq,
      at: stored.at,
      type: 'message.created',
      payload: {
        message: {
          ...{ id, sessionId, role: 'USER', type: 'TEXT', status: 'SENT', text, channel, author, createdAt },
          runId: null,
          feedbackRequestId: null,
        },
      },
    });
    if (stored.taken) this.feed.publish(stored.taken.event);
    // A name is a nicety: the message stands, whatever becomes of it.
    if (stored.seq === FIRST_MESSAGE_SEQ) void this.updateSession.nameAfter(sessionId, text).catch(() => undefined);
  }

  private async repeated(input: PostMessageInput): Promise<SentMessage> {
    const known = await this.messages.placeOf(input.id);
    if (known?.sessionId !== input.sessionId || known.text !== input.text)
      throw new DomainError('message_conflict', 'This message id is taken by another message.');
    return { id: input.id, seq: known.seq, runId: null };
  }
}
