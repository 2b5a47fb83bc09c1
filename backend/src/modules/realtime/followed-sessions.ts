import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { EventBus } from '../../platform/bus/index.js';
import { SessionEventRepository } from '../sessions/index.js';

const LOOK_EVERY_MS = 2_000;

/** Somebody who is told the events of one session. */
interface Follower {
  readonly sessionId: string;
  /** `seq` of the last event that it was told. */
  readonly position: number;
  catchUp(): void;
}

/**
 * The guarantee behind the fan-out: a process may die between a commit and its publication, and a broker may lose what it
 * was given. So on a fixed beat one question about all sessions that are followed here finds those that have gone on.
 */
@Injectable()
export class FollowedSessions implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(FollowedSessions.name);
  private readonly followers = new Set<Follower>();
  private timer: NodeJS.Timeout | undefined;
  private looking = false;

  constructor(
    private readonly bus: EventBus,
    private readonly events: SessionEventRepository,
  ) {}

  /** A process that is alone hears all that it commits. */
  onApplicationBootstrap(): void {
    if (!this.bus.isShared) return;
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.bus.onLoss(() => void this.look());
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** @returns a function that leaves */
  join(follower: Follower): () => void {
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }

  private async look(): Promise<void> {
    if (this.looking || this.followers.size === 0) return;
    this.looking = true;
    try {
      const ahead = new Set(await this.events.ahead(this.positions()));
      if (ahead.size === 0) return;
      for (const follower of this.followers) if (ahead.has(follower.sessionId)) follower.catchUp();
    } catch (error) {
      this.log.warn(`could not look what is new, next look in ${LOOK_EVERY_MS} ms: ${String(error)}`);
    } finally {
      this.looking = false;
    }
  }

  /** Of several in one session, the one that knows least. */
  private positions(): Map<string, number> {
    const positions = new Map<string, number>();
    for (const { sessionId, position } of this.followers)
      positions.set(sessionId, Math.min(position, positions.get(sessionId) ?? position));
    return positions;
  }
}
