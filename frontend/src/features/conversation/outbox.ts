import type { SentMessage } from '@parley/contracts';
import { api } from '@/lib/api';
import { ApiError, isTemporary, reasonOf } from '@/lib/api-error';
import { lineDownSince } from '@/lib/realtime';
import { createStore, type Store } from '@/lib/store';
import { newId } from '@/lib/utils';
import { forgetAllOutgoing, forgetOutgoing, storedOutgoing, storeOutgoing } from './outbox-storage';
import type { OutgoingMessage } from './outgoing-message';

const RETRY_MS = 1_500;

/** Sends one session's messages in order, keeps them over a reload, and tries again by itself while the server is away. */
export class Outbox {
  readonly store: Store<readonly OutgoingMessage[]>;
  private working = false;
  private timer = 0;
  private readonly disposal = new AbortController();
  private readonly unsubscribe: () => void;

  constructor(readonly sessionId: string) {
    this.store = createStore<readonly OutgoingMessage[]>(storedOutgoing(sessionId));
    this.unsubscribe = lineDownSince.subscribe(() => {
      if (lineDownSince.get() === null) void this.flush();
    });
    void this.flush();
  }

  /**
   * Its person signed out: nothing more is sent or stored, not even by a call under way, because the next token in this
   * tab may be somebody else's.
   */
  dispose() {
    this.disposal.abort();
    this.unsubscribe();
    clearTimeout(this.timer);
    this.store.set([]);
  }

  add(text: string): string {
    const id = newId();
    const message = {
      id,
      text,
      createdAt: new Date().toISOString(),
      status: 'SENDING',
      error: null,
      retryAt: null,
    } as const;
    this.put(message);
    void this.flush();
    return id;
  }

  retry(id: string) {
    this.change(id, { status: 'SENDING', error: null, retryAt: null });
    void this.flush();
  }

  remove(id: string) {
    this.confirm(new Set([id]));
  }

  /** The log holds them now. */
  confirm(ids: ReadonlySet<string>) {
    const gone = this.store.get().filter((message) => ids.has(message.id));
    if (gone.length === 0) return;
    for (const { id } of gone) forgetOutgoing(this.sessionId, id);
    this.store.set((held) => held.filter((message) => !ids.has(message.id)));
  }

  private async flush(): Promise<void> {
    if (this.working || this.disposal.signal.aborted) return;
    this.working = true;
    clearTimeout(this.timer);
    try {
      for (;;) {
        const next = this.store.get().find((message) => message.status === 'SENDING' || message.status === 'WAITING');
        if (!next || !(await this.sendOne(next))) return;
      }
    } finally {
      this.working = false;
    }
  }

  /** @returns whether the next one may go now */
  private async sendOne(message: OutgoingMessage): Promise<boolean> {
    const wait = (message.retryAt ?? 0) - Date.now();
    if (wait > 0) return this.later(wait);
    try {
      const body = { id: message.id, text: message.text };
      const { signal } = this.disposal;
      await api<SentMessage>(`/api/sessions/${this.sessionId}/messages`, { method: 'POST', body, signal });
      this.change(message.id, { status: 'SENT', error: null, retryAt: null });
      return true;
    } catch (error) {
      if (this.disposal.signal.aborted) return false;
      if (isTemporary(error)) return this.later(RETRY_MS);
      if (error instanceof ApiError && error.status === 429) {
        const seconds = error.retryAfter ?? 5;
        this.change(message.id, { status: 'WAITING', retryAt: Date.now() + seconds * 1_000 });
        return this.later(seconds * 1_000);
      }
      this.change(message.id, { status: 'FAILED', error: reasonOf(error) });
      return true;
    }
  }

  private later(ms: number): false {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.flush(), ms);
    return false;
  }

  private change(id: string, change: Partial<OutgoingMessage>) {
    const held = this.store.get().find((message) => message.id === id);
    if (held) this.put({ ...held, ...change });
  }

  private put(message: OutgoingMessage) {
    if (this.disposal.signal.aborted) return;
    // What the server has is in the session's view: only the rest must outlive the page.
    if (message.status === 'SENT') forgetOutgoing(this.sessionId, message.id);
    else storeOutgoing(this.sessionId, message);
    this.store.set((held) => {
      const index = held.findIndex(({ id }) => id === message.id);
      return index < 0 ? [...held, message] : held.with(index, message);
    });
  }
}

const outboxes = new Map<string, Outbox>();
export const outboxOf = (sessionId: string): Outbox => {
  const held = outboxes.get(sessionId);
  if (held) return held;
  const outbox = new Outbox(sessionId);
  outboxes.set(sessionId, outbox);
  return outbox;
};
export const dropOutboxes = () => {
  for (const outbox of outboxes.values()) outbox.dispose();
  outboxes.clear();
  forgetAllOutgoing();
};
