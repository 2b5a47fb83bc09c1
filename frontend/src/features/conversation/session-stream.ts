import type { EventPage, MessagePage, Problem, SessionEvent, SessionView } from '@parley/contracts';
import { PAGE_SIZE } from '@/config';
import { api, query } from '@/lib/api';
import { isTemporary } from '@/lib/api-error';
import { type Delta, lineDownSince, resubscribe, type SessionListener, subscribeSession } from '@/lib/realtime';
import { createStore } from '@/lib/store';
import { type FoldInput, foldSession, isGap, prependPage, type SessionState, startFrom } from './fold-session';

export interface StreamSnapshot {
  state: SessionState | null;
  error: unknown;
  loadingOlder: boolean;
}

const EVENTS_PER_PAGE = 500;

/** One paint per frame while the page shows; hidden pages get no frames, so a timer serves them. */
const nextFrame = (run: () => void) => {
  if (document.visibilityState === 'visible') requestAnimationFrame(run);
  else setTimeout(run, 50);
};

/** The live copy of one session: loads the view, folds what arrives, fills gaps, pages back. */
export class SessionStream implements SessionListener {
  readonly store = createStore<StreamSnapshot>({ state: null, error: null, loadingOlder: false });
  private queue: FoldInput[] = [];
  private scheduled = false;
  private filling = false;
  private unsubscribe: (() => void) | null = null;
  private users = 0;
  private retry = 0;

  constructor(readonly sessionId: string) {}

  open() {
    this.users += 1;
    if (this.users > 1) return;
    if (this.store.get().state) this.subscribe();
    else void this.load();
  }

  close() {
    this.users -= 1;
    if (this.users > 0) return;
    clearTimeout(this.retry);
    this.unsubscribe?.();
    this.unsubscribe = null;
  }

  cursor() {
    return this.store.get().state?.session.lastSeq ?? 0;
  }

  onEvent(event: SessionEvent) {
    const state = this.store.get().state;
    if (!state) return;
    this.enqueue({ kind: 'event', event });
  }

  onDelta(delta: Delta) {
    this.enqueue({ kind: 'delta', delta });
  }

  onRefused(problem: Problem) {
    if (problem.status === 404 || problem.status === 403) this.fail(new Error(problem.detail ?? problem.title));
    else this.retry = window.setTimeout(() => resubscribe(this.sessionId), (problem.retryAfter ?? 2) * 1_000);
  }

  async load(): Promise<void> {
    clearTimeout(this.retry);
    try {
      const view = await api<SessionView>(`/api/sessions/${this.sessionId}/view${query({ limit: PAGE_SIZE })}`);
      this.queue = [];
      this.patch({ state: startFrom(view), error: null });
      if (this.users > 0) this.subscribe();
    } catch (error) {
      if (!this.store.get().state) this.fail(error);
      if (isTemporary(error) && this.users > 0) this.retry = window.setTimeout(() => void this.load(), 1_500);
    }
  }

  async loadOlder(): Promise<void> {
    const { state, loadingOlder } = this.store.get();
    const before = state?.messages[0]?.seq;
    if (!state?.hasMore || loadingOlder || before === undefined) return;
    this.patch({ loadingOlder: true });
    try {
      const path = `/api/sessions/${this.sessionId}/messages${query({ before, limit: PAGE_SIZE })}`;
      const page = await api<MessagePage>(path);
      const current = this.store.get().state;
      this.patch({ state: current && prependPage(current, page), loadingOlder: false });
    } catch {
      this.patch({ loadingOlder: false });
    }
  }

  private subscribe() {
    this.unsubscribe?.();
    this.unsubscribe = subscribeSession(this.sessionId, this);
  }

  private enqueue(input: FoldInput) {
    this.queue.push(input);
    if (this.scheduled) return;
    this.scheduled = true;
    nextFrame(() => this.drain());
  }

  private drain() {
    this.scheduled = false;
    const inputs = this.queue;
    this.queue = [];
    let state = this.store.get().state;
    if (!state) return;
    let gap = false;
    for (const input of inputs) {
      gap ||= input.kind === 'event' && isGap(state, input.event);
      state = foldSession(state, input);
    }
    this.patch({ state });
    if (gap) void this.fillGap();
  }

  /** Fetches what is missing after the cursor. What arrives meanwhile is folded when its turn comes, or fetched. */
  private async fillGap(): Promise<void> {
    if (this.filling) return;
    this.filling = true;
    try {
      for (;;) {
        const path = `/api/sessions/${this.sessionId}/events${query({ after: this.cursor(), limit: EVENTS_PER_PAGE })}`;
        const page = await api<EventPage>(path);
        const state = this.store.get().state;
        if (!state) return;
        const next = page.items.reduce((held, event) => foldSession(held, { kind: 'event', event }), state);
        this.patch({ state: next });
        if (page.items.length === 0 || next.session.lastSeq >= page.lastSeq) return;
      }
    } catch {
      // The line is down: a new subscription asks from the cursor and brings the same events.
      if (lineDownSince.get() === null) this.retry = window.setTimeout(() => resubscribe(this.sessionId), 1_000);
    } finally {
      this.filling = false;
    }
  }

  private patch(change: Partial<StreamSnapshot>) {
    this.store.set((current) => ({ ...current, ...change }));
  }

  private fail(error: unknown) {
    this.patch({ error });
  }
}

/** Recently shown sessions keep their state, so that switching between them is immediate. */
const KEPT = 12;
const streams = new Map<string, SessionStream>();

export const streamOf = (sessionId: string): SessionStream => {
  const held = streams.get(sessionId);
  const stream = held ?? new SessionStream(sessionId);
  streams.delete(sessionId);
  streams.set(sessionId, stream);
  const oldest = streams.keys().next().value;
  if (streams.size > KEPT && oldest !== undefined) streams.delete(oldest);
  return stream;
};
export const dropStreams = () => streams.clear();
