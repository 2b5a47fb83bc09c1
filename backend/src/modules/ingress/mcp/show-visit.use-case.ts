import { Inject, Injectable } from '@nestjs/common';
import { type FeedbackRequest, idSchema } from '@parley/contracts';
import { DomainError, notFound } from '../../../kernel/index.js';
import { StopRun, visitor, visitSchema } from '../../agent/index.js';
import { hasEnded, RunRepository, type StartedRun } from '../../agent-state/index.js';
import { answerValue, CancelFeedback, ListRequests } from '../../feedback/index.js';
import { DOOR_SETTINGS, type DoorSettings } from '../door-settings.js';
import { type Look, SessionWaiter } from '../session-waiter.js';
import { approvalOf } from './domain/request-result.js';
import type { RequestResult } from './domain/tool-schemas.js';

/** How long, and for whom, a call is held open. */
export interface VisitWait {
  seconds: number;
  /** The caller has gone: the question stays. */
  signal?: AbortSignal | undefined;
  /** @throws once the caller's token holds no more */
  check: () => Promise<unknown>;
}

/** What became of a program's question. */
@Injectable()
export class ShowVisit {
  constructor(
    private readonly runs: RunRepository,
    private readonly requests: ListRequests,
    private readonly cancelFeedback: CancelFeedback,
    private readonly stopRun: StopRun,
    private readonly waiter: SessionWaiter,
    @Inject(DOOR_SETTINGS) private readonly settings: DoorSettings,
  ) {}

  /** @throws DomainError not_found, also for somebody else's */
  async execute(userId: string, runId: string, { seconds, signal, check }: VisitWait): Promise<RequestResult> {
    const { sessionId } = await this.own(userId, runId);
    const look = async () => {
      await check();
      return this.look(userId, runId);
    };
    return this.waiter.until(sessionId, look, { maxMs: seconds * 1_000, signal });
  }

  /** The program needs no answer any more. What is settled stays so. @throws DomainError not_found */
  async cancel(userId: string, runId: string, reason: string | undefined): Promise<RequestResult> {
    const run = await this.own(userId, runId);
    const request = await this.requests.newestOfRun(runId);
    try {
      if (request) await this.cancelFeedback.execute(request.id, { id: userId, admin: false }, reason);
      else await this.stopRun.execute(run.sessionId, runId);
    } catch (error) {
      const late = error instanceof DomainError && ['feedback_already_settled', 'nothing_to_stop'].includes(error.code);
      if (!late) throw error;
    }
    return (await this.look(userId, runId)).value;
  }

  private async own(userId: string, runId: string): Promise<StartedRun> {
    const run = idSchema.safeParse(runId).success ? await this.runs.startedWith(runId) : null;
    if (run?.ownerId !== userId || run.agent !== visitor.name) throw notFound('request');
    return run;
  }

  private async look(userId: string, runId: string): Promise<Look<RequestResult>> {
    // In this order: a run that has ended has asked before, if ever.
    const run = await this.own(userId, runId);
    const request = await this.requests.newestOfRun(runId);
    const value = { ...this.asked(run), ...(request ? answered(request) : unasked(run)) };
    return { value, done: value.status !== 'pending' };
  }

  private asked({ runId, sessionId, input }: StartedRun) {
    const visit = visitSchema.safeParse(input);
    return {
      request_id: runId,
      question: visit.success ? visit.data.question.question : '',
      url: `${this.settings.publicUrl}/sessions/${sessionId}`,
    };
  }
}

type Outcome = Omit<RequestResult, 'request_id' | 'question' | 'url'>;
const NO_ANSWER = {
  ...{ answer: null, text: null, approval: null, answered_by: null, channel: null, answered_at: null },
  ...{ expires_at: null, reason: null },
};

/** Not yet, or never: somebody stopped it before. */
const unasked = ({ status, error }: StartedRun): Outcome =>
  hasEnded(status)
    ? { ...NO_ANSWER, status: 'cancelled', reason: error ?? 'It was stopped before it was asked.' }
    : { ...NO_ANSWER, status: 'pending' };

const answered = (request: FeedbackRequest): Outcome => {
  const { status, response, expiresAt, reason } = request;
  const known = { ...NO_ANSWER, status: STATUS[status], expires_at: expiresAt, reason };
  if (!response || status !== 'ANSWERED') return known;
  return {
    ...known,
    answer: answerValue(response.answer),
    text: response.text,
    approval: approvalOf(request),
    answered_by: response.by.name,
    channel: response.channel,
    answered_at: response.at,
  };
};

const STATUS = {
  PENDING: 'pending',
  ANSWERED: 'answered',
  EXPIRED: 'expired',
  CANCELLED: 'cancelled',
  UNDELIVERABLE: 'undeliverable',
} as const;
