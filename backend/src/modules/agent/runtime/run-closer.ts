import { Injectable } from '@nestjs/common';
import type { SessionEvent } from '@parley/contracts';
import { newId } from '../../../kernel/index.js';
import { UnitOfWork } from '../../../platform/prisma/index.js';
import { JobDispatcher, Outbox } from '../../../platform/queue/index.js';
import { holdSession, JournalRepository, RunRepository, SpeechRepository } from '../../agent-state/index.js';
import { CancelFeedback } from '../../feedback/index.js';
import { MessageStreams } from '../../messages/index.js';
import { SessionFeed } from '../../sessions/index.js';
import { DelegationRepository } from './delegation/delegation.repository.js';

export interface Ending {
  runId: string;
  sessionId: string;
  /** The lease that must still hold, or null: whoever holds it (stop). */
  version: number | null;
  status: 'COMPLETED' | 'FAILED' | 'CANCELLED';
  error: string | null;
  matchedSteps?: number | null;
}

/** Why the questions of a run that ended are withdrawn, in words for the person. */
const WITHDRAWN: Record<Ending['status'], string> = {
  COMPLETED: 'The agent has finished without it.',
  FAILED: 'The agent failed.',
  CANCELLED: 'The run was stopped.',
};

/** The end of a run, in one transaction: its state, half-said messages, open questions, and the next run if one is due. */
@Injectable()
export class RunCloser {
  constructor(
    private readonly work: UnitOfWork,
    private readonly runs: RunRepository,
    private readonly journal: JournalRepository,
    private readonly speech: SpeechRepository,
    private readonly questions: CancelFeedback,
    private readonly streams: MessageStreams,
    private readonly feed: SessionFeed,
    private readonly dispatcher: JobDispatcher,
    private readonly outbox: Outbox,
    private readonly delegations: DelegationRepository,
  ) {}

  /** @returns false when the run had ended, or the lease was lost; nothing was written then */
  async close(ending: Ending): Promise<boolean> {
    const { runId, version, status } = ending;
    const event = status === 'COMPLETED' && version !== null && (await this.runs.complete(runId, version));
    if (event) this.feed.publish(event);
    return event ? true : this.closeUp(ending);
  }

  private async closeUp(ending: Ending): Promise<boolean> {
    const nextRunId = newId();
    const done = await this.work.run(async (tx) => {
      await holdSession(tx, ending.sessionId);
      const { runId, version, status, error, matchedSteps } = ending;
      const ended = await this.runs.end(tx, runId, version, status, error, matchedSteps ?? null);
      if (!ended) return null;
      const broken = await this.speech.breakOff(tx, runId, status === 'FAILED' ? 'FAILED' : 'SENT', (id) =>
        this.streams.textOf(id),
      );
      const open = status === 'COMPLETED' ? [] : await this.journal.abandon(tx, runId, WITHDRAWN[status]);
      const withdrawn = await this.questions.withdrawOfRun(tx, runId, WITHDRAWN[status]);
      const owed = status === 'CANCELLED' && (await this.delegations.oweWithdrawal(tx, runId));
      const next = await this.runs.startNext(tx, nextRunId, runId);
      const told = status === 'FAILED' ? await this.speech.tellFailed(tx, ending.sessionId) : null;
      return {
        events: [ended, ...broken.events, ...open, ...withdrawn] as SessionEvent[],
        due: [...broken.due, ...(told ? [told] : [])],
        next,
        owed,
      };
    });
    if (!done) return false;
    this.feed.publish(...done.events);
    for (const event of done.events)
      if (event.type === 'message.completed') this.streams.close(event.payload.messageId);
    for (const attemptId of done.due) this.dispatcher.enqueue('deliver', { attemptId });
    // Cards of withdrawn questions may stand on other channels.
    if (done.owed || done.events.some((event) => event.type === 'feedback.settled')) this.outbox.relaySoon();
    if (done.next) this.dispatcher.kick('advance-run', { runId: nextRunId });
    return true;
  }
}
