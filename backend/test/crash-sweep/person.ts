import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { RawInbound } from '@parley/sandbox/recorder';
import type { Outside } from './files.js';
import type { RequestRow } from './state.js';

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
  readonly email: string;
  private token = '';

  constructor(
    private readonly url: () => Promise<string>,
    private readonly name = 'Person',
  ) {
    this.email = `${name.toLowerCase()}@example.com`;
  }

  async arrive(): Promise<void> {
    const { email, name } = this;
    await this.call('POST', '/api/auth/register', { email, name, password: PASSWORD });
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

  /** They said it by mail: only Parley knows under which id and where. */
  wrote(message: { id: string; text: string; seq: number }): void {
    const { id, text, seq } = message;
    this.sent.push({ id, text, seq });
  }

  answer(requestId: string, text: string): Promise<void> {
    return this.settle(requestId, 'answer', { answer: { type: 'TEXT', text } });
  }

  choose(requestId: string, value: string): Promise<void> {
    return this.settle(requestId, 'answer', { answer: { type: 'CHOICE', value } });
  }

  decide({ id, binding_hash }: Pick<RequestRow, 'id' | 'binding_hash'>, decision: object): Promise<void> {
    return this.settle(id, 'answer', { answer: { type: 'APPROVAL', bindingHash: binding_hash, ...decision } });
  }

  /** As the administrator that the first person is. */
  async adds(agentUrl: string): Promise<void> {
    this.expect(await this.call('POST', '/api/directory', { url: agentUrl }), 'agent_taken');
  }

  withdraw(requestId: string): Promise<void> {
    return this.settle(requestId, 'cancel', {});
  }

  async switchTo(sessionId: string, channel: string): Promise<void> {
    await this.demand('PUT', `/api/sessions/${sessionId}/channel`, { channel });
  }

  /** Each try says the time anew, as somebody would who has to try again. */
  async snooze(requestId: string, ms: number): Promise<void> {
    const payload = () => ({ until: new Date(Date.now() + ms).toISOString() });
    this.expect(await this.call('POST', `/api/feedback-requests/${requestId}/snooze`, payload));
  }

  async delegate(requestId: string, to: Person): Promise<void> {
    await this.demand('POST', `/api/feedback-requests/${requestId}/delegate`, { to: to.email });
  }

  /** Their mail program or Slack, which brings something again and again until it is told that it arrived. */
  async brings(channel: Outside, raw: RawInbound): Promise<void> {
    await this.demand('POST', `/inbound/${channel}`, raw);
  }

  async stop(sessionId: string): Promise<void> {
    this.expect(await this.call('POST', `/api/sessions/${sessionId}/stop`), 'nothing_to_stop');
  }

  /** The second try of what was taken is told so (409): both are good news. */
  private async settle(requestId: string, how: 'answer' | 'cancel', payload: object): Promise<void> {
    const reply = await this.call('POST', `/api/feedback-requests/${requestId}/${how}`, payload);
    this.expect(reply, 'feedback_already_settled');
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
  private async call(method: string, path: string, payload?: object | (() => object)): Promise<Reply> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const reply = await this.attempt(method, path, payload).catch(() => undefined);
      if (reply && reply.status < 500) return reply;
      if (Date.now() > deadline) throw new Error(`no reply to ${method} ${path} within ${PATIENCE_MS} ms`);
      await pause(30);
    }
  }

  /** What it says is said when there is somebody to hear it. */
  private async attempt(method: string, path: string, payload?: object | (() => object)): Promise<Reply> {
    const url = await this.url();
    return this.once(method, path, typeof payload === 'function' ? payload() : payload, url);
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
