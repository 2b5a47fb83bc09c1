import { Injectable } from '@nestjs/common';
import type { SessionEvent } from '@parley/contracts';
import { newId } from '../../../kernel/index.js';
import { type Tx, UnitOfWork } from '../../../platform/prisma/index.js';
import { holdSession } from '../../agent-state/index.js';
import type { DeliveryRecord } from '../domain/delivery-record.js';
import { retryWordsIn } from '../domain/retry-words.js';
import type { Attempt, NewAttempt, RequestState } from './attempt.js';
import { AttemptRepository } from './attempt.repository.js';
import { ClimbRepository } from './climb.repository.js';
import { Planner } from './planner.js';
import { Projections } from './projections.js';
import { WordsRepository } from './words.repository.js';

export interface Following {
  events: SessionEvent[];
  /** Attempts to hand to the queue. */
  due: { attemptId: string; delayMs: number }[];
}

const NOTHING: Following = { events: [], due: [] };

const isClosing = ({ purpose, requestId, state }: Attempt) =>
  purpose === 'UPDATE' && requestId !== null && state?.status !== 'PENDING';
const isStale = ({ state }: Attempt, now: RequestState | null) =>
  state?.status !== now?.status || state?.climb !== now?.climb || state?.assigneeId !== now?.assigneeId;

/**
 * Writes down what became of an attempt, and in the same transaction what follows from it: so a known failure and the next
 * rung are one fact, and no crash can come between them (F8).
 */
@Injectable()
export class AttemptResults {
  constructor(
    private readonly work: UnitOfWork,
    private readonly attempts: AttemptRepository,
    private readonly climbs: ClimbRepository,
    private readonly words: WordsRepository,
    private readonly planner: Planner,
    private readonly projections: Projections,
  ) {}

  conclude(attempt: Attempt, record: DeliveryRecord): Promise<Following> {
    return this.work.run(async (tx) => {
      await holdSession(tx, attempt.sessionId);
      const climbs = attempt.purpose === 'REQUEST' || attempt.purpose === 'REMINDER';
      const retryIn = climbs ? null : retryWordsIn(record, attempt.tryNo, Math.random(), isClosing(attempt));
      const dead = !climbs && record.final && record.status !== 'ACCEPTED' && retryIn === null;
      const done = await this.attempts.finish(tx, attempt.id, { ...record, dead });
      if (!done) return NOTHING;
      const next = await this.follow(tx, attempt, record, retryIn);
      return { events: [...(done.event ? [done.event] : []), ...next.events], due: next.due };
    });
  }

  /** An attempt that is no longer wanted: the ladder goes on at once, not when it is looked at anyway. */
  skip(attempt: Attempt): Promise<Following> {
    return this.work.run(async (tx) => {
      await holdSession(tx, attempt.sessionId);
      const done = await this.attempts.skip(tx, attempt.id);
      if (!done) return NOTHING;
      const climbs = attempt.requestId !== null && (attempt.purpose === 'REQUEST' || attempt.purpose === 'REMINDER');
      const next = climbs ? await this.planner.plan(tx, attempt.requestId!) : NOTHING;
      return { events: [...(done.event ? [done.event] : []), ...next.events], due: next.due };
    });
  }

  private async follow(tx: Tx, attempt: Attempt, record: DeliveryRecord, retryIn: number | null): Promise<Following> {
    if (!record.final) return { events: [], due: [{ attemptId: attempt.id, delayMs: record.lookAgainMs ?? 0 }] };
    if (retryIn !== null) return this.again(tx, attempt, retryIn);
    if (attempt.messageId) return this.lastWords(tx, attempt, attempt.messageId, record);
    if (!attempt.requestId || attempt.purpose === 'NOTE') return NOTHING;
    const request = await this.climbs.stateOf(tx, attempt.requestId);
    if (attempt.purpose === 'UPDATE')
      return record.status === 'ACCEPTED' && isStale(attempt, request) ? this.rewrite(tx, attempt, request) : NOTHING;
    if (request?.status === 'PENDING' && request.climb === attempt.climb)
      return this.planner.plan(tx, attempt.requestId);
    return record.status === 'ACCEPTED'
      ? this.overtaken(tx, attempt.requestId, request?.status === 'PENDING')
      : NOTHING;
  }

  /** While it was on its way the question ended, or went on elsewhere: its card must not stay as it was sent. */
  private async overtaken(tx: Tx, requestId: string, open: boolean): Promise<Following> {
    const home = open ? await this.attempts.homeOf(requestId, tx) : null;
    const { events, due } = await this.projections.refresh(
      tx,
      requestId,
      open ? 'moved' : 'settled',
      home?.channelId ?? null,
    );
    return { events, due: due.map((attemptId) => ({ attemptId, delayMs: 0 })) };
  }

  /** While half of it was on its way the agent ended: the rest of it follows. If it still speaks, its end sees to that. */
  private async lastWords(tx: Tx, attempt: Attempt, messageId: string, record: DeliveryRecord): Promise<Following> {
    const halfSaid = attempt.purpose === 'MESSAGE' && (attempt.growing || attempt.status === 'UNKNOWN');
    if (!halfSaid || record.status !== 'ACCEPTED') return NOTHING;
    if ((await this.words.find(messageId, tx))?.growing !== false) return NOTHING;
    return this.order(tx, attempt, { purpose: 'UPDATE', why: 'finished', targetId: attempt.id });
  }

  /** Two rewritings of a card may arrive in either order. Whichever came last and showed an older state is done again. */
  private rewrite(tx: Tx, attempt: Attempt, request: RequestState | null): Promise<Following> {
    return this.order(tx, attempt, { why: request?.status === 'PENDING' ? 'moved' : 'settled' });
  }

  private again(tx: Tx, attempt: Attempt, dueInMs: number): Promise<Following> {
    return this.order(tx, attempt, { why: 'retry', tryNo: attempt.tryNo + 1, retryOf: attempt.id, dueInMs });
  }

  /** A further attempt about the same thing at the same address. */
  private async order(
    tx: Tx,
    attempt: Attempt,
    change: Partial<NewAttempt> & Pick<NewAttempt, 'why'>,
  ): Promise<Following> {
    const { sessionId, requestId, messageId, channelId, purpose, climb, targetId, note } = attempt;
    const same = { sessionId, requestId, messageId, channelId, purpose, climb, targetId, note };
    const further = { ...same, tryNo: 1, dueInMs: 0, ...change, id: newId(), status: 'PENDING' } as const;
    const event = await this.attempts.insert(tx, further);
    return { events: event ? [event] : [], due: [{ attemptId: further.id, delayMs: further.dueInMs }] };
  }
}
