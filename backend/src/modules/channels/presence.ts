import { Injectable } from '@nestjs/common';

/** A page repeats its presence every 30 s; one that fell silent (a laptop that was closed) is gone after this. */
const HOLDS_MS = 75_000;

interface Page {
  userId: string;
  sessionId: string | null;
  at: number;
}

/**
 * Which session each open page shows to its person right now (FB-6). A hint that may be lost: without it the ladder
 * only climbs a little earlier or later. In memory, so far of one process.
 */
@Injectable()
export class Presence {
  private readonly pages = new Map<object, Page>();
  private readonly leaveHandlers = new Set<(userId: string, sessionId: string) => void>();
  private readonly arriveHandlers = new Set<(userId: string, sessionId: string) => void>();

  /** @param page any object that stands for the open page, such as its connection */
  show(page: object, userId: string, sessionId: string | null): void {
    const before = this.pages.get(page);
    this.pages.set(page, { userId, sessionId, at: Date.now() });
    if (sessionId && before?.sessionId !== sessionId) for (const tell of this.arriveHandlers) tell(userId, sessionId);
    if (before?.sessionId && before.sessionId !== sessionId) this.left(before.userId, before.sessionId);
  }

  close(page: object): void {
    const before = this.pages.get(page);
    this.pages.delete(page);
    if (before?.sessionId) this.left(before.userId, before.sessionId);
  }

  isPresent(userId: string, sessionId: string): boolean {
    const since = Date.now() - HOLDS_MS;
    for (const page of this.pages.values())
      if (page.userId === userId && page.sessionId === sessionId && page.at > since) return true;
    return false;
  }

  /** Told when the last page of a person that showed a session does so no more. */
  onLeave(handler: (userId: string, sessionId: string) => void): void {
    this.leaveHandlers.add(handler);
  }

  /** Told when a page of a person begins to show a session. */
  onArrive(handler: (userId: string, sessionId: string) => void): void {
    this.arriveHandlers.add(handler);
  }

  private left(userId: string, sessionId: string): void {
    if (this.isPresent(userId, sessionId)) return;
    for (const tell of this.leaveHandlers) tell(userId, sessionId);
  }
}
