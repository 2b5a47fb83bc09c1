import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from './testing/http-client.js';
import { type AuthApp, ORIGIN, settings, startAuthApp } from './testing/start-auth-app.js';
import { tokenZoo } from './testing/token-zoo.js';

describe('who gets in', () => {
  let app: AuthApp;
  let client: Client;
  beforeAll(async () => {
    app = await startAuthApp();
    client = new Client(app);
  });
  afterAll(() => app.close());

  it('refuses the whole zoo of bad tokens, and takes the good one', async () => {
    const { user } = await client.signUp('zoo@example.com');
    const { user: other } = await client.signUp('other@example.com');
    const { rows } = await app.pool.query('SELECT id FROM login_session WHERE user_id = $1', [user.id]);
    const nowS = app.clock.now().getTime() / 1_000;
    const keeper = {
      secret: settings.jwtSecret,
      issuer: ORIGIN,
      nowS,
      userId: user.id,
      loginId: rows[0].id,
      otherId: other.id,
    };
    const { good, bad } = tokenZoo(keeper);
    expect((await client.get('/api/me', good)).status).toBe(200);
    const names = Object.keys(bad);
    expect(names.length).toBeGreaterThanOrEqual(25);
    const passed: string[] = [];
    for (const name of names) {
      const answer = await client.get('/api/me', bad[name]);
      if (answer.status !== 401 || answer.body.code !== 'unauthorized') passed.push(name);
    }
    expect(passed).toEqual([]);
  });

  it.each([
    ['nothing', {}, 'Bearer realm="parley"'],
    ['another scheme', { authorization: 'Basic YTpi' }, 'Bearer realm="parley", error="invalid_token"'],
    ['an empty token', { authorization: 'Bearer ' }, 'Bearer realm="parley", error="invalid_token"'],
  ])('asks for a bearer token when given %s', async (_, headers, challenge) => {
    const answer = await client.send('GET', '/api/me', { headers: headers as Record<string, string> });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
    expect(answer.body).toMatchObject({ code: 'unauthorized', status: 401 });
  });

  it('takes no token from the URL', async () => {
    const { access } = await client.signUp('url@example.com');
    expect((await client.get(`/api/me?access_token=${access}`)).status).toBe(401);
  });

  it('lets an access token run out', async () => {
    const { access } = await client.signUp('late@example.com');
    app.clock.advance(599_000);
    expect((await client.get('/api/me', access)).status).toBe(200);
    app.clock.advance(1_000);
    expect((await client.get('/api/me', access)).status).toBe(401);
  });

  it('shuts a disabled person out within the memory of 2 s', async () => {
    const { user, access } = await client.signUp('disabled@example.com');
    expect((await client.get('/api/me', access)).status).toBe(200);
    await app.pool.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [user.id]);
    app.clock.advance(2_000);
    expect((await client.get('/api/me', access)).status).toBe(401);
  });
});
