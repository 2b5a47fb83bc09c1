import type { TokenResponse, User } from '@parley/contracts';
import { type AuthApp, ORIGIN } from './start-auth-app.js';

/** Absent for the web client; what would be a mistake in the product only makes a test fail. */
type Tokens = TokenResponse & { refresh_token: string };

export const PASSWORD = 'correct horse battery';

export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

async function read<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? undefined : JSON.parse(text)) as T,
  };
}

/** A client without any knowledge of Nest. */
export class Client {
  constructor(private readonly app: AuthApp) {}

  async send<T = Record<string, unknown>>(method: string, path: string, init: RequestInit = {}): Promise<Answer<T>> {
    return read<T>(await fetch(this.app.url + path, { ...init, method }));
  }

  json<T = Record<string, unknown>>(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
    const init = { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } };
    return this.send<T>(method, path, init);
  }

  form<T = Record<string, unknown>>(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ) {
    return this.send<T>('POST', path, { body: new URLSearchParams(fields), headers });
  }

  get<T = Record<string, unknown>>(path: string, bearer?: string) {
    return this.send<T>('GET', path, { headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` } });
  }

  register(email: string) {
    return this.json<User>('POST', '/api/auth/register', { email, name: email.split('@')[0], password: PASSWORD });
  }

  password(email: string, options: { client?: string; password?: string; headers?: Record<string, string> } = {}) {
    const {
      client = 'parley-cli',
      password = PASSWORD,
      headers = client === 'parley-web' ? { origin: ORIGIN } : {},
    } = options;
    const fields = { grant_type: 'password', client_id: client, username: email, password };
    return this.form<Tokens>('/api/oauth/token', fields, headers);
  }

  refresh(refreshToken: string) {
    const fields = { grant_type: 'refresh_token', client_id: 'parley-cli', refresh_token: refreshToken };
    return this.form<Tokens>('/api/oauth/token', fields);
  }

  refreshByCookie(cookie: string, headers: Record<string, string> = { origin: ORIGIN }) {
    const fields = { grant_type: 'refresh_token', client_id: 'parley-web' };
    return this.form<Tokens>('/api/oauth/token', fields, { cookie, ...headers });
  }

  revoke(token: string) {
    return this.form('/api/oauth/revoke', { client_id: 'parley-cli', token });
  }

  /** A new person, signed in as the command line does it. */
  async signUp(email: string) {
    const { body: user } = await this.register(email);
    const { body: tokens } = await this.password(email);
    return { user, access: tokens.access_token, refresh: tokens.refresh_token };
  }
}

/** `name=value` of the refresh cookie that an answer sets. */
export const cookieOf = (answer: Answer): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
