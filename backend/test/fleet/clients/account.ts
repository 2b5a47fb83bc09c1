import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

const PASSWORD = 'a long enough password';
const CALL_TIMEOUT_MS = 5_000;
const PATIENCE_MS = 60_000;

export interface Reply {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a client looks at whatever came
  body: any;
}

/** Somebody who calls over REST, and calls again while nothing answers, or only that it cannot now. */
export class Account {
  readonly email = `${randomUUID()}@example.org`;
  /** What had to be asked again, by why. */
  readonly retries = new Map<string, number>();
  token = '';

  constructor(readonly url: string) {}

  static async arrive(url: string): Promise<Account> {
    const account = new Account(url);
    const { email } = account;
    await account.call('POST', '/api/auth/register', { email, name: 'Person', password: PASSWORD });
    const form = { grant_type: 'password', client_id: 'parley-cli', username: email, password: PASSWORD };
    account.token = (await account.call('POST', '/api/oauth/token', new URLSearchParams(form))).body.access_token;
    return account;
  }

  async open(agent: string): Promise<string> {
    return (await this.call('POST', '/api/sessions', { agent })).body.id;
  }

  /** @returns the first answer that is none of a server in trouble @throws when there is none for too long */
  async call(method: string, path: string, payload?: object, url = this.url): Promise<Reply> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const reply = await this.once(method, path, payload, url).catch((error: Error) => error);
      if (!(reply instanceof Error) && reply.status < 500) return reply;
      const why = reply instanceof Error ? causeOf(reply) : String(reply.status);
      this.retries.set(why, (this.retries.get(why) ?? 0) + 1);
      if (Date.now() > deadline) throw new Error(`no reply to ${method} ${path}: ${why}`);
      await pause(50 + Math.random() * 150);
    }
  }

  /** One try. */
  async once(method: string, path: string, payload?: object, url = this.url): Promise<Reply> {
    const form = payload instanceof URLSearchParams;
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(payload && !form && { 'content-type': 'application/json' }),
      },
      ...(payload && { body: form ? payload : JSON.stringify(payload) }),
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  }
}

const causeOf = ({ cause, name }: Error): string => (cause as { code?: string } | undefined)?.code ?? name;
