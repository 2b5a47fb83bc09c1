import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { failpoint } from '../../../platform/failpoints/index.js';
import { UnitOfWork } from '../../../platform/prisma/index.js';
import { JobDispatcher, Sweeper } from '../../../platform/queue/index.js';
import { holdSession } from '../../agent-state/index.js';
import { AccountChanges } from '../../auth/index.js';
import { ChannelChanges, Presence } from '../../channels/index.js';
import { SessionFeed } from '../../sessions/index.js';
import { ABSENCE_GRACE_MS } from '../domain/ladder/index.js';
import { AttemptRepository } from './attempt.repository.js';
import { ClimbRepository } from './climb.repository.js';
import { Planner } from './planner.js';

const BATCH = 100;
/** One that cannot be planned now stands behind all others for so long. */
const PUT_OFF_MS = 60_000;

/** Moves requests on whose time has come: silence, a reminder, the end of quiet hours or of a snooze (FB-6, FB-7). */
@Injectable()
export class ClimbLadders implements OnModuleInit {
  private readonly log = new Logger(ClimbLadders.name);

  constructor(
    private readonly sweeper: Sweeper,
    private readonly presence: Presence,
    private readonly changes: ChannelChanges,
    private readonly accounts: AccountChanges,
    private readonly climbs: ClimbRepository,
    private readonly attempts: AttemptRepository,
    private readonly work: UnitOfWork,
    private readonly planner: Planner,
    private readonly feed: SessionFeed,
    private readonly dispatcher: JobDispatcher,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('ladders', async () => {
      const due = await this.climbs.due(BATCH);
      for (const { id, sessionId } of due) await this.climb(id, sessionId);
      return due.length;
    });
    this.changes.onChange((person) => this.hint(this.climbs.reconsider(person)));
    this.accounts.onEnabled((tx, person) => this.climbs.wake(tx, person));
    this.presence.onLeave((person, session) => this.hint(this.climbs.hurry(person, session, ABSENCE_GRACE_MS)));
    this.presence.onArrive((person, session) => this.hint(this.climbs.seen(person, session)));
  }

  /** One that cannot be planned must not keep the others waiting. */
  private async climb(requestId: string, sessionId: string): Promise<void> {
    try {
      failpoint('climb.before-commit');
      const plan = await this.work.run(async (tx) => {
        await holdSession(tx, sessionId);
        // A next try that waits for its time at an address that was removed meanwhile must not hold up the ladder.
        const skipped = await this.attempts.skipPending(tx, requestId, 'unusable');
        const next = await this.planner.plan(tx, requestId);
        return { ...next, events: [...skipped, ...next.events] };
      });
      failpoint('climb.after-commit');
      this.feed.publish(...plan.events);
      for (const { attemptId, delayMs } of plan.due) this.dispatcher.enqueue('deliver', { attemptId }, delayMs);
    } catch (error) {
      this.log.error(
        `the ladder of request ${requestId} could not be climbed, the next try is in a minute: ${String(error)}`,
      );
      await this.climbs.putOff(requestId, PUT_OFF_MS);
    }
  }

  /** Where somebody is may be lost without harm: the ladder climbs by its own times then. */
  private hint(work: Promise<void>): void {
    work.catch((error: Error) => this.log.warn(`a presence was not noted: ${error.message}`));
  }
}
