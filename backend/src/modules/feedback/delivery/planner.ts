import { Injectable } from '@nestjs/common';
import type { ChannelType, DeliveryWhy, SessionEvent } from '@parley/contracts';
import { assertNever, newId } from '../../../kernel/index.js';
import type { Tx } from '../../../platform/prisma/index.js';
import { ChannelRegistry, Presence } from '../../channels/index.js';
import { type Climb, type NextRung, nextRung, type Rung } from '../domain/ladder/index.js';
import { AttemptRepository } from './attempt.repository.js';
import { ClimbRepository } from './climb.repository.js';
import { climbOf, ladderOf, type Situation } from './situation.js';
import { SituationRepository } from './situation.repository.js';

/** What a plan has written, and what must be done about it after the commit. */
export interface Plan {
  events: SessionEvent[];
  /** Attempts to hand to the queue. */
  due: { attemptId: string; delayMs: number }[];
  /** Where the request is asked now; null when it waits for something. */
  channel: ChannelType | null;
}

/** Web rungs are taken by the commit itself, so one plan may pass several before it has to wait. */
const MAX_STEPS = 10;
/** The sweeper looks at a climb again after this, should the attempt under way never come to an end. */
const LOOK_AGAIN_MS = 60_000;

/**
 * Turns what the ladder says into rows: the next attempt, or the time to look again. Always inside a transaction that
 * holds the session's lock, together with what gave the reason for it (DESIGN.md §3 rule 1).
 */
@Injectable()
export class Planner {
  constructor(
    private readonly situations: SituationRepository,
    private readonly attempts: AttemptRepository,
    private readonly climbs: ClimbRepository,
    private readonly channels: ChannelRegistry,
    private readonly presence: Presence,
  ) {}

  async plan(tx: Tx, requestId: string): Promise<Plan> {
    const plan: Plan = { events: [], due: [], channel: null };
    let present: boolean | undefined;
    for (let step = 0; step < MAX_STEPS; step++) {
      const situation = await this.situations.of(tx, requestId);
      if (situation?.request.status !== 'PENDING') return plan;
      // Once for the whole plan: it may be a question to Redis, and the session waits meanwhile.
      present ??= await this.isPresent(situation);
      const goesOn = await this.act(tx, situation, nextRung(this.climbOf(situation, present)), plan);
      if (!goesOn) return plan;
    }
    throw new Error(`The ladder of request ${requestId} does not come to rest.`);
  }

  /**
   * A climb from the first rung: what was asked before no longer counts, and what was not begun is not sent.
   * @param change what else the occasion changes about the request
   */
  async restart(
    tx: Tx,
    requestId: string,
    why: DeliveryWhy,
    change: { snoozedUntil?: Date; delegation?: { by: object; to: { id: string }; at: string } } = {},
  ): Promise<Plan> {
    const skipped = await this.attempts.skipPending(tx, requestId);
    await this.climbs.restart(tx, requestId, why, change);
    const plan = await this.plan(tx, requestId);
    return { ...plan, events: [...skipped, ...plan.events] };
  }

  /** Does its person look at the session now? */
  isPresent({ request }: Situation): Promise<boolean> {
    return this.presence.isPresent(request.assigneeId, request.sessionId);
  }

  climbOf(situation: Situation, present: boolean): Climb {
    return climbOf(situation, this.ladderOf(situation), present);
  }

  ladderOf(situation: Situation): Rung[] {
    const connected = (type: ChannelType) => this.channels.has(type);
    return ladderOf(situation, situation.request.question.ladder, connected, situation.climbWhy === 'switched');
  }

  /** @returns whether there is more to decide at once */
  private async act(tx: Tx, situation: Situation, next: NextRung, plan: Plan): Promise<boolean> {
    const { id } = situation.request;
    switch (next.kind) {
      case 'wait':
        await this.climbs.lookAgain(tx, id, next.why === 'under_way' ? situation.now + LOOK_AGAIN_MS : next.until);
        return false;
      case 'give_up':
        await this.climbs.giveUp(tx, id, next.reached);
        return false;
      case 'send':
        await this.send(tx, situation, next, plan);
        return next.rung.channel === 'WEB';
      default:
        return assertNever(next);
    }
  }

  private async send(
    tx: Tx,
    situation: Situation,
    next: Extract<NextRung, { kind: 'send' }>,
    plan: Plan,
  ): Promise<void> {
    const { request, climb, now } = situation;
    const web = next.rung.channel === 'WEB';
    const attemptId = newId();
    const dueInMs = Math.max(0, next.at - now);
    const event = await this.attempts.insert(tx, {
      ...{ id: attemptId, sessionId: request.sessionId, requestId: request.id, channelId: next.rung.channelId },
      ...{ purpose: next.purpose, why: next.why, climb, tryNo: next.tryNo },
      // The inbox has it with the commit: there is nothing to send.
      status: web ? 'ACCEPTED' : 'PENDING',
      dueInMs,
      ...(web && { receipt: { sessionId: request.sessionId, requestId: request.id } }),
    });
    if (event) plan.events.push(event);
    plan.channel ??= next.rung.channel;
    const reminders = next.purpose === 'REMINDER' && next.tryNo === 1 ? 1 : 0;
    await this.climbs.sent(tx, request.id, { outside: !web, reminders, lookAgainAt: next.at + LOOK_AGAIN_MS });
    if (!web) plan.due.push({ attemptId, delayMs: dueInMs });
  }
}
