import { Injectable } from '@nestjs/common';
import type { Message, SentMessage, SessionEvent } from '@parley/contracts';
import { Clock, DomainError, newId } from '../../kernel/index.js';
import { type Tx, UnitOfWork } from '../../platform/prisma/index.js';
import { holdSession, PostMessage } from '../agent-state/index.js';
import { ListRequests } from '../feedback/index.js';
import { type MessagePlace, MessageRepository } from '../messages/index.js';
import { SessionFeed } from '../sessions/index.js';
import { type ChannelCommand, readChannelCommand } from './domain/channel-command.js';
import { RunCommand } from './run-command.use-case.js';

export interface TypedMessage {
  /** Chosen by the sender: sending the same id again is the same message. */
  id: string;
  sessionId: string;
  text: string;
  person: { id: string; name: string };
}

/** What a person typed in the web app: something for the agent, or a command to Parley itself. */
@Injectable()
export class TakeMessage {
  constructor(
    private readonly postMessage: PostMessage,
    private readonly messages: MessageRepository,
    private readonly requests: ListRequests,
    private readonly commands: RunCommand,
    private readonly work: UnitOfWork,
    private readonly feed: SessionFeed,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError message_conflict when the id belongs to another message */
  async execute(typed: TypedMessage): Promise<SentMessage> {
    const { id, sessionId, text, person } = typed;
    const command = readChannelCommand(text);
    if (!command) return this.postMessage.execute({ id, sessionId, text, author: person.name, channel: 'WEB' });
    return this.command(typed, command);
  }

  /** It stands in the conversation, and wakes no agent. A repeated one runs again only if it was not run to its end. */
  private async command(typed: TypedMessage, command: ChannelCommand): Promise<SentMessage> {
    const { id, sessionId, text, person } = typed;
    const line = this.lineOf(sessionId, id, text, 'USER', person.name);
    const recorded = await this.write(sessionId, (tx) => this.messages.record(tx, { ...line, status: 'PENDING' }));
    const known = recorded ? null : await this.knownLine(typed);
    const seq = recorded?.seq ?? known?.seq ?? 0;
    if (known && known.status !== 'PENDING') return { id, seq, runId: null };
    const request = await this.onlyQuestion(sessionId, person.id);
    const reply = await this.commands.execute(command, { sessionId, person, from: 'WEB', request });
    // A switch that was made has its line already, written with it.
    if (!reply.told) {
      const words = this.lineOf(sessionId, newId(), reply.text, 'SYSTEM', 'Parley');
      await this.write(sessionId, (tx) => this.messages.record(tx, words));
    }
    await this.write(sessionId, (tx) => this.messages.complete(tx, id));
    return { id, seq, runId: null };
  }

  private async write(sessionId: string, work: (tx: Tx) => Promise<SessionEvent | null>): Promise<SessionEvent | null> {
    const event = await this.work.run(async (tx) => {
      await holdSession(tx, sessionId);
      return work(tx);
    });
    if (event) this.feed.publish(event);
    return event;
  }

  private async knownLine({ id, sessionId, text }: TypedMessage): Promise<MessagePlace> {
    const known = await this.messages.placeOf(id);
    if (known?.sessionId !== sessionId || known.text !== text)
      throw new DomainError('message_conflict', 'This message id is taken by another message.');
    return known;
  }

  private async onlyQuestion(sessionId: string, personId: string) {
    const open = await this.requests.pendingOfSession(sessionId);
    const mine = open.filter((request) => request.assigneeId === personId && request.question.type !== 'NOTICE');
    return mine.length === 1 ? mine[0] : undefined;
  }

  private lineOf(sessionId: string, id: string, text: string, role: Message['role'], author: string): Message {
    return {
      ...{ id, sessionId, role, type: 'NOTICE', status: 'SENT', text, channel: 'WEB', author },
      ...{ runId: null, feedbackRequestId: null, createdAt: this.clock.now().toISOString() },
    };
  }
}
