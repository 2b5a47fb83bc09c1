import type { SentMessage } from '@parley/contracts';
import { api } from '@/lib/api';
import { ApiError, isTemporary, messageOf } from '@/lib/api-error';
import { lineDownSince } from '@/lib/realtime';
import { storage } from '@/lib/storage';
import { createStore, type Store } from '@/lib/store';
import { newId } from '@/lib/utils';

/** A message the server has not confirmed yet. Its id is chosen here, so sending it twice stores it once. */
export interface OutgoingMessage {
  id: string;
  text: string;
  createdAt: string;
  /** SENDING also while the line is down; WAITING until the rate limit lets it through; FAILED needs the person. */
  status: 'SENDING' | 'WAITING' | 'SENT' | 'FAILED';
  error: string | null;
  retryAt: number | null;
}

export const OUTBOX_KEY = 'parley.outbox.';
const RETRY_MS = 1_500;

/** Sends one session's messages in order, keeps them over a reload, and tries again by itself while the server is away. */
export class Outbox {
  readonly store: Store<readonly OutgoingMessage[]>;
  private working = false;
  private timer = 0;

  constructor(readonly sessionId: string) {
    this.store = createStore<readonly OutgoingMessage[]>(storage.getJson(OUTBOX_KEY + sessionId, []));
    lineDownSince.subscribe(() => {
      if (lineDownSince.get() === null) void this.flush();
    });
    void this.flush();
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
    this.save([...this.store.get(), message]);
    void this.flush();
    return id;
  }

  retry(id: string) {
    this.change(id, { status: 'SENDING', error: null, retryAt: null });
    void this.flush();
  }

  remove(id: string) {
    this.save(this.store.get().filter((message) => message.id !== id));
  }

  /** The log holds them now. */
  confirm(ids: ReadonlySet<string>) {
    if (this.store.get().some((message) => ids.has(message.id)))
      this.save(this.store.get().filter((message) => !ids.has(message.id)));
  }

  private async flush(): Promise<void> {
    if (this.working) return;
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
      await api<SentMessage>(`/api/sessions/${this.sessionId}/messages`, { method: 'POST', body });
      this.change(message.id, { status: 'SENT', error: null, retryAt: null });
      return true;
    } catch (error) {
      if (isTemporary(error)) return this.later(RETRY_MS);
      if (error instanceof ApiError && error.status === 429) {
        const seconds = error.retryAfter ?? 5;
        this.change(message.id, { status: 'WAITING', retryAt: Date.now() + seconds * 1_000 });
        return this.later(seconds * 1_000);
      }
      this.change(message.id, { status: 'FAILED', error: messageOf(error) });
      return true;
    }
  }

  private later(ms: number): false {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.flush(), ms);
    return false;
  }

  private change(id: string, change: Partial<OutgoingMessage>) {
    this.save(this.store.get().map((message) => (message.id === id ? { ...message, ...change } : message)));
  }

  private save(messages: readonly OutgoingMessage[]) {
    this.store.set(messages);
    if (messages.length) storage.setJson(OUTBOX_KEY + this.sessionId, messages);
    else storage.remove(OUTBOX_KEY + this.sessionId);
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
  outboxes.clear();
  storage.clear(OUTBOX_KEY);
};
