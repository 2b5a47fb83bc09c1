import { Injectable } from '@nestjs/common';
import type { ChannelType, SessionEvent } from '@parley/contracts';
import { Clock } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/prisma/index.js';
import { SendNote } from '../../feedback/index.js';
import { MessageRepository } from '../../messages/index.js';
import type { Warning } from './outcome.js';
import { WarningRepository } from './warning.repository.js';

/** About one session in an hour: who floods us with forgeries does not flood its owner with warnings. */
const MAX_WARNINGS = 3;

export interface Warned {
  /** A line in the conversation. */
  event: SessionEvent | null;
  /** The attempt to hand to the queue. */
  note: string | null;
}

/**
 * Tells somebody that another one meddled with a question of theirs (EML-4, T8): in the conversation, and on a channel of
 * theirs, another one than where it happened if they have one.
 */
@Injectable()
export class WarnOwner {
  constructor(
    private readonly repository: WarningRepository,
    private readonly messages: MessageRepository,
    private readonly notes: SendNote,
    private readonly clock: Clock,
  ) {}

  /** Is there anything to meddle with? */
  isOpen(requestId: string): Promise<boolean> {
    return this.repository.isOpen(requestId);
  }

  /** Under the session's lock. @param id of what arrived: told again, it is told once */
  async write(tx: Tx, id: string, source: ChannelType, { sessionId, requestId, text }: Warning): Promise<Warned> {
    if ((await this.repository.linesLastHour(tx, sessionId, WARNING)) >= MAX_WARNINGS)
      return { event: null, note: null };
    const line = `${WARNING} ${text}`;
    const event = await this.messages.record(tx, {
      ...{
        id,
        sessionId,
        role: 'SYSTEM',
        type: 'NOTICE',
        status: 'SENT',
        text: line,
        channel: source,
        author: 'Parley',
      },
      ...{ runId: null, feedbackRequestId: null, createdAt: this.clock.now().toISOString() },
    });
    const channelId = await this.repository.channelToWarn(requestId, source);
    if (!channelId) return { event, note: null };
    // About no request, and no question by itself: a yes below it must not be taken for an answer.
    const note = await this.notes.write(tx, {
      id,
      channelId,
      sessionId,
      requestId: null,
      thread: null,
      text: line,
      warning: true,
    });
    return { event, note };
  }
}

const WARNING = 'Kept out:';
