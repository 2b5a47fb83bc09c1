import { randomUUID } from 'node:crypto';
import type { FeedbackRequest, Run, Session, SessionEvent, SessionView } from '@parley/contracts';
import { expect, vi } from 'vitest';
import { TestSocket } from './test-socket.js';

const PASSWORD = 'correct horse battery';

export interface Answer<T = never> {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever came
  body: [T] extends [never] ? any : T;
  text: string;
}

export async function call<T = never>(url: string, method: string, headers: Record<string, string>, body?: unknown) {
  const response = await fetch(url, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const { status } = response;
  return { status, headers: response.headers, text, body: isJson && text ? JSON.parse(text) : undefined } as Answer<T>;
}

/** Signed in as the command line does it, so the refresh token is at hand. */
export async function signUp(url: string, name = 'Mira'): Promise<Person> {
  const email = `${name.toLowerCase()}-${randomUUID()}@example.org`;
  const { body: user } = await call(`${url}/api/auth/register`, 'POST', {}, { email, name, password: PASSWORD });
  const form = { grant_type: 'password', client_id: 'parley-cli', username: email, password: PASSWORD };
  const response = await fetch(`${url}/api/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  const tokens = (await response.json()) as { access_token: string; refresh_token: string };
  return new Person(url, user.id, name, tokens.access_token, tokens.refresh_token);
}

/** What somebody does by REST and WebSocket, without any knowledge of Nest. */
export class Person {
  constructor(
    readonly url: string,
    readonly id: string,
    readonly name: string,
    readonly token: string,
    readonly refreshToken: string,
  ) {}

  /** The same person at another process of the product. */
  at(url: string): Person {
    return new Person(url, this.id, this.name, this.token, this.refreshToken);
  }

  send<T = never>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    return call<T>(this.url + path, method, { authorization: `Bearer ${this.token}` }, body);
  }

  get<T = never>(path: string) {
    return this.send<T>('GET', path);
  }

  post<T = never>(path: string, body: unknown = {}) {
    return this.send<T>('POST', path, body);
  }

  /** A socket that is signed in. */
  async connect(): Promise<TestSocket> {
    const socket = await TestSocket.open(this.url);
    await socket.signIn(this.token);
    return socket;
  }

  async logOut(): Promise<void> {
    const form = { client_id: 'parley-cli', token: this.refreshToken };
    await fetch(`${this.url}/api/oauth/revoke`, { method: 'POST', body: new URLSearchParams(form) });
  }

  async newSession(agent?: string, title?: string): Promise<Session> {
    const { status, body } = await this.post<Session>('/api/sessions', { agent, title });
    expect(status).toBe(201);
    return body;
  }

  say(sessionId: string, text: string, id: string = randomUUID()) {
    return this.post(`/api/sessions/${sessionId}/messages`, { id, text });
  }

  async view(sessionId: string): Promise<SessionView> {
    return (await this.get<SessionView>(`/api/sessions/${sessionId}/view?limit=500`)).body;
  }

  async events(sessionId: string): Promise<SessionEvent[]> {
    const events: SessionEvent[] = [];
    for (;;) {
      const path = `/api/sessions/${sessionId}/events?after=${events.length}&limit=1000`;
      const { items } = (await this.get<{ items: SessionEvent[] }>(path)).body;
      events.push(...items);
      if (items.length < 1_000) return events;
    }
  }

  async pending(sessionId: string): Promise<FeedbackRequest[]> {
    const path = `/api/feedback-requests?status=PENDING&sessionId=${sessionId}`;
    return (await this.get<{ items: FeedbackRequest[] }>(path)).body.items;
  }

  /** Waits until so many questions stand open. */
  pendingSoon(sessionId: string, count = 1): Promise<FeedbackRequest[]> {
    return soon(async () => {
      const open = await this.pending(sessionId);
      expect(open).toHaveLength(count);
      return open;
    });
  }

  answer(requestId: string, answer: unknown) {
    return this.post(`/api/feedback-requests/${requestId}/answer`, { answer });
  }

  async runs(sessionId: string): Promise<Run[]> {
    return (await this.get<{ items: Run[] }>(`/api/sessions/${sessionId}/runs`)).body.items;
  }

  /** Waits until the newest run stands there. */
  runSoon(sessionId: string, status: Run['status']): Promise<Run> {
    return soon(async () => {
      const [run] = await this.runs(sessionId);
      expect(run?.status, run?.error ?? '').toBe(status);
      return run as Run;
    });
  }
}

/** Tries until it holds. */
export const soon = <T>(check: () => Promise<T> | T, ms = 10_000): Promise<T> =>
  vi.waitFor(check, { timeout: ms, interval: 10 });
