import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

const CALL_TIMEOUT_MS = 3_000;
const PATIENCE_MS = 30_000;
const PASSWORD = 'a long enough password';

export interface Reply {
  status: number;
  body: Record<string, unknown>;
}

/**
 * The person's side, as a real client behaves: what got no reply is sent again, the same message under the same id, until
 * there is one. So whatever the person was told, and whatever was not, nothing hangs on luck.
 */
export class Person {
  /** Messages sent, by id, with the place that was confirmed. */
  readonly sent: { id: string; text: string; seq: number }[] = [];
  readonly answers = new Map<string, string>();
  private token = '';

  constructor(private readonly url: () => Promise<string>) {}

  async arrive(): Promise<void> {
    const email = 'person@example.com';
    await this.call('POST', '/api/auth/register', { email, name: 'Person', password: PASSWORD });
    const fields = { grant_type: 'password', client_id: 'parley-cli', username: email, password: PASSWORD };
    const { body } = await this.call('POST', '/api/oauth/token', new URLSearchParams(fields));
    this.token = String(body.access_token);
  }

  async open(agent: string): Promise<string> {
    return String((await this.demand('POST', '/api/sessions', { agent })).id);
  }

  async say(sessionId: string, text: string): Promise<void> {
    const id = randomUUID();
    const { seq } = await this.demand('POST', `/api/sessions/${sessionId}/messages`, { id, text });
    this.sent.push({ id, text, seq: Number(seq) });
  }

  /** The second try of an answer that was taken is told so (409): both are good news. */
  async answer(requestId: string, text: string): Promise<void> {
    this.answers.set(requestId, text);
    const reply = await this.call('POST', `/api/feedback-requests/${requestId}/answer`, {
      answer: { type: 'TEXT', text },
    });
    this.expect(reply, 'feedback_already_settled');
  }

  async stop(sessionId: string): Promise<void> {
    this.expect(await this.call('POST', `/api/sessions/${sessionId}/stop`), 'nothing_to_stop');
  }

  private expect({ status, body }: Reply, alsoGood?: string): void {
    if (status < 300 || (status === 409 && body.code === alsoGood)) return;
    throw new Error(`the person was refused: ${status} ${JSON.stringify(body)}`);
  }

  private async demand(method: string, path: string, payload: object): Promise<Record<string, unknown>> {
    const reply = await this.call(method, path, payload);
    this.expect(reply);
    return reply.body;
  }

  /** Tries until something answers that is no failure of the server. */
  private async call(method: string, path: string, payload?: object): Promise<Reply> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const reply = await this.once(method, path, payload).catch(() => undefined);
      if (reply && reply.status < 500) return reply;
      if (Date.now() > deadline) throw new Error(`no reply to ${method} ${path} within ${PATIENCE_MS} ms`);
      await pause(30);
    }
  }

  /** One try. @throws when nothing answers */
  async once(method: string, path: string, payload?: object, url?: string): Promise<Reply> {
    const form = payload instanceof URLSearchParams;
    const response = await fetch((url ?? (await this.url())) + path, {
      method,
      headers: {
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(payload && !form && { 'content-type': 'application/json' }),
      },
      ...(payload && { body: form ? payload : JSON.stringify(payload) }),
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    return { status: response.status, body: (await response.json()) as Reply['body'] };
  }
}
