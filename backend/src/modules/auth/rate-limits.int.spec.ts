import { afterEach, describe, expect, it } from 'vitest';
import { RateLimits } from '../../platform/http/index.js';
import { Client, PASSWORD } from './testing/http-client.js';
import { type AuthApp, startAuthApp } from './testing/start-auth-app.js';

const windowMs = 60_000;

describe('rate limits', () => {
  let app: AuthApp;
  afterEach(() => app.close());

  it('bounds guesses per account in every window, from whatever address', async () => {
    app = await startAuthApp({ trustProxy: 1, rules: { 'auth-account': { limit: 5, windowMs } } });
    const client = new Client(app);
    const guess = async (n: number) => {
      const headers = { 'x-forwarded-for': `203.0.113.${n}` };
      return client.password(n % 2 ? 'ada@example.com' : ' ADA@example.com', { password: 'wrong', headers });
    };
    app.clock.advance(59_990);
    for (let n = 0; n < 5; n++) expect((await guess(n)).status).toBe(400);
    app.clock.advance(20);
    const refused = await guess(6);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(refused.body).toMatchObject({ code: 'rate_limited', retryAfter: 60 });
    app.clock.advance(59_979);
    expect((await guess(7)).status).toBe(429);
    app.clock.advance(1);
    for (let n = 0; n < 5; n++) expect((await guess(n)).status).toBe(400);
    expect((await guess(9)).status).toBe(429);
  });

  it('bounds guesses per address, and a forged X-Forwarded-For is no other address', async () => {
    app = await startAuthApp({ rules: { 'auth-ip': { limit: 4, windowMs } } });
    const client = new Client(app);
    const statuses: number[] = [];
    for (let n = 0; n < 6; n++) {
      const headers = {
        'x-forwarded-for': `203.0.113.${n}`,
        'x-real-ip': `203.0.113.${n}`,
        forwarded: `for=203.0.113.${n}`,
      };
      const fields = { email: `u${n}@example.com`, name: 'U', password: PASSWORD };
      const answer =
        n < 3
          ? await client.password(`u${n}@example.com`, { headers })
          : await client.json('POST', '/api/auth/register', fields, headers);
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([400, 400, 400, 201, 429, 429]);
  });

  it('believes the proxy it is told to trust, and no hop before it', async () => {
    app = await startAuthApp({ trustProxy: 1, rules: { 'auth-ip': { limit: 2, windowMs } } });
    const client = new Client(app);
    const from = async (forwarded: string) =>
      (await client.password('x@example.com', { headers: { 'x-forwarded-for': forwarded } })).status;
    expect([await from('198.51.100.1'), await from('198.51.100.1'), await from('198.51.100.1')]).toEqual([
      400, 400, 429,
    ]);
    expect(await from('198.51.100.2')).toBe(400);
    expect(await from('9.9.9.9, 198.51.100.1')).toBe(429);
  });

  it('counts messages per person over all transports and tokens', async () => {
    app = await startAuthApp({ rules: { message: { limit: 3, windowMs } } });
    const client = new Client(app);
    const ada = await client.signUp('ada@example.com');
    const again = await client.password('ada@example.com');
    const eve = await client.signUp('eve@example.com');
    const post = async (token: string) =>
      (await client.json('POST', '/api/probe/messages', {}, { authorization: `Bearer ${token}` })).status;
    expect(await post(ada.access)).toBe(201);
    expect(await post(again.body.access_token)).toBe(201);
    // What the gateway does for a message that came by socket.
    await app.nest.get(RateLimits).enforce('message', ada.user.id);
    expect(await post(ada.access)).toBe(429);
    await expect(app.nest.get(RateLimits).enforce('message', ada.user.id)).rejects.toMatchObject({
      code: 'rate_limited',
    });
    expect(await post(eve.access)).toBe(201);
  });
});
