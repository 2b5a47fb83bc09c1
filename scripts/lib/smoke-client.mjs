import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 20_000;

/** What `ask` says once it satisfies `isGood`. */
export async function eventually(ask, isGood) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (isGood(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`still not so after ${PATIENCE_MS} ms: ${JSON.stringify(answer)}`);
    await pause(100);
  }
}

/** The product's API as a program with a bearer token uses it. */
export function apiClient(base, token) {
  const authorization = token ? { authorization: `Bearer ${token}` } : {};
  const send = (method, path, body) =>
    fetch(base + path, {
      method,
      headers: { ...authorization, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
  const json = async (method, path, body) => {
    const response = await send(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
  return {
    json,
    post: (path, body) => send('POST', path, body),
    /** Registers and signs in (RFC 6749 §4.3); returns a client with the token. */
    async signUp({ email, name, password }) {
      await json('POST', '/api/auth/register', { email, name, password });
      const form = { grant_type: 'password', client_id: 'parley-cli', username: email, password };
      const response = await fetch(`${base}/api/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
      if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
      return apiClient(base, (await response.json()).access_token);
    },
  };
}
