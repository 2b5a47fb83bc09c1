import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit, Optional } from '@nestjs/common';
import { newId } from '../../../kernel/index.js';
import { RedisAway, RedisLink } from '../../../platform/redis/index.js';
import { type Place, PresenceBoard } from './presence-board.js';

/** A page repeats its presence every 30 s; one that fell silent (a laptop that was closed) is gone after this. */
const HOLDS_MS = 75_000;
/** How often is looked for what processes left behind that could not say goodbye. */
const LOOK_MS = 10_000;

interface Page {
  /** What the other processes call it. */
  id: string;
  userId: string;
  sessionId: string | null;
  at: number;
  /** What is told about it goes in order, also where a script has to be sent twice. */
  told: Promise<void>;
}

type Handler = (userId: string, sessionId: string) => void;

/**
 * Which session each open page shows to its person right now (FB-6). A hint that may be lost: without it the ladder
 * only climbs a little earlier or later. Each process knows its own pages; with Redis, it finds those of the others there.
 */
@Injectable()
export class Presence implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger(Presence.name);
  private readonly pages = new Map<object, Page>();
  private readonly leaveHandlers = new Set<Handler>();
  private readonly arriveHandlers = new Set<Handler>();
  private readonly board: PresenceBoard | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(@Optional() @Inject(RedisLink) redis?: RedisLink) {
    this.board = redis && new PresenceBoard(redis);
  }

  onModuleInit(): void {
    if (!this.board) return;
    this.timer = setInterval(() => void this.lookForRanOut(), LOOK_MS);
    // It may have forgotten them.
    this.board.onUp(() => {
      for (const page of this.pages.values()) this.tellShown(page);
    });
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** @param page any object that stands for the open page, such as its connection */
  show(page: object, userId: string, sessionId: string | null): void {
    const before = this.pages.get(page);
    const now: Page = { id: before?.id ?? newId(), userId, sessionId, at: Date.now(), told: Promise.resolve() };
    this.pages.set(page, now);
    if (before?.sessionId && before.sessionId !== sessionId) this.left(before);
    if (before) now.told = before.told;
    this.tellShown(now);
    if (sessionId && before?.sessionId !== sessionId) for (const tell of this.arriveHandlers) tell(userId, sessionId);
  }

  close(page: object): void {
    const before = this.pages.get(page);
    this.pages.delete(page);
    if (before?.sessionId) this.left(before);
  }

  /** With Redis away: as far as this process knows. */
  async isPresent(userId: string, sessionId: string): Promise<boolean> {
    if (this.isHere(userId, sessionId) || !this.board) return this.isHere(userId, sessionId);
    return this.board.isShown({ userId, sessionId }).catch(orAway(false));
  }

  /** Told when the last page of a person that showed a session, in all processes, does so no more. */
  onLeave(handler: Handler): void {
    this.leaveHandlers.add(handler);
  }

  /** Told when a page of a person, at this process, begins to show a session. */
  onArrive(handler: Handler): void {
    this.arriveHandlers.add(handler);
  }

  private isHere(userId: string, sessionId: string): boolean {
    const since = Date.now() - HOLDS_MS;
    for (const page of this.pages.values())
      if (page.userId === userId && page.sessionId === sessionId && page.at > since) return true;
    return false;
  }

  private tellShown(page: Page): void {
    const { board } = this;
    const place = placeOf(page);
    const holdsMs = page.at + HOLDS_MS - Date.now();
    if (board && place && holdsMs > 0)
      this.tell(page, () => board.show(page.id, place, holdsMs).catch(orAway(undefined)));
  }

  private left(page: Page): void {
    const { board } = this;
    const place = placeOf(page);
    if (!place) return;
    if (!board) this.gone(place);
    else
      this.tell(page, async () => {
        const elsewhere = await board.hide(page.id, place).catch(orAway(false));
        if (!elsewhere) this.gone(place);
      });
  }

  private tell(page: Page, work: () => Promise<void>): void {
    page.told = page.told
      .then(work)
      .catch((error: Error) => this.log.warn(`a presence was not told: ${error.message}`));
  }

  private gone({ userId, sessionId }: Place): void {
    if (this.isHere(userId, sessionId)) return;
    for (const tell of this.leaveHandlers) tell(userId, sessionId);
  }

  private async lookForRanOut(): Promise<void> {
    const places = await this.board?.ranOut().catch(orAway([]));
    for (const place of places ?? []) this.gone(place);
  }
}

const placeOf = ({ userId, sessionId }: Page): Place | null => (sessionId ? { userId, sessionId } : null);

/** Where somebody is may be lost without harm. */
const orAway =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (error instanceof RedisAway) return instead;
    throw error;
  };
