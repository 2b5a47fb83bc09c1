import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { EventBus } from '../../platform/bus/index.js';
import { ActivityFeed, SessionRepository } from '../sessions/index.js';

const LOOK_EVERY_MS = 2_000;

/**
 * What people with a page here were not told of because the fan-out is away: looked up now and then, and once more when it
 * is back. Their pages read their lists again, so the last thing that happened stands for all of them.
 */
@Injectable()
export class MissedActivity implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(MissedActivity.name);
  /** By person: what they were told of last. */
  private told = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;
  private looking = false;

  constructor(
    private readonly bus: EventBus,
    private readonly activity: ActivityFeed,
    private readonly sessions: SessionRepository,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.bus.isShared) return;
    this.timer = setInterval(() => {
      if (!this.bus.isWhole) void this.look();
    }, LOOK_EVERY_MS);
    this.bus.onLoss(() => {
      // Also what happened elsewhere, in a session that is not theirs.
      this.told.clear();
      void this.look();
    });
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const { people } = this.activity;
    if (this.looking || people.length === 0) return;
    this.looking = true;
    try {
      const newest = await this.sessions.newestOf(people);
      for (const { userId, sessionId, seq } of newest)
        if (this.told.get(userId) !== `${sessionId}:${seq}`) this.activity.tellHere(userId, sessionId, seq);
      this.told = new Map(newest.map(({ userId, sessionId, seq }) => [userId, `${sessionId}:${seq}`]));
    } catch (error) {
      this.log.warn(`could not look what is new for whom, next look in ${LOOK_EVERY_MS} ms: ${String(error)}`);
    } finally {
      this.looking = false;
    }
  }
}
