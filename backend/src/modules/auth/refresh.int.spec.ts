import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, cookieOf } from './testing/http-client.js';
import { type AuthApp, startAuthApp } from './testing/start-auth-app.js';

const DAY_MS = 86_400_000;

describe('the refresh grant', () => {
  let app: AuthApp;
  let client: Client;
  let people = 0;
  const signUp = () => client.signUp(`person${people++}@example.com`);
  const works = async (access: string) => (await client.get('/api/me', access)).status === 200;
  beforeAll(async () => {
    app = await startAuthApp();
    client = new Client(app);
  });
  afterAll(() => app.close());

  it('rotates the token at every use', async () => {
    const { refresh } = await signUp();
    const first = await client.refresh(refresh);
    app.clock.advance(11_000);
    const second = await client.refresh(first.body.refresh_token);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(new Set([refresh, first.body.refresh_token, second.body.refresh_token]).size).toBe(3);
    expect(await works(second.body.access_token)).toBe(true);
  });

  it('gives 50 parallel refreshes one successor and logs nobody out', async () => {
    const { refresh } = await signUp();
    const answers = await Promise.all(Array.from({ length: 50 }, () => client.refresh(refresh)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(50).fill(200));
    const successors = new Set(answers.map((answer) => answer.body.refresh_token));
    expect(successors.size).toBe(1);
    app.clock.advance(60_000);
    const [successor = ''] = successors;
    expect((await client.refresh(successor)).status).toBe(200);
    expect(await works(answers[49]?.body.access_token ?? '')).toBe(true);
  });

  it('gives 50 parallel tabs one cookie', async () => {
    const { user } = await signUp();
    const cookie = cookieOf(await client.password(user.email, { client: 'parley-web' }));
    const answers = await Promise.all(Array.from({ length: 50 }, () => client.refreshByCookie(cookie)));
    expect(new Set(answers.map(cookieOf)).size).toBe(1);
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
  });

  it('repeats a lost answer within 10 s, and takes it for theft after that', async () => {
    const { refresh } = await signUp();
    const first = await client.refresh(refresh);
    app.clock.advance(10_000);
    expect((await client.refresh(refresh)).body.refresh_token).toBe(first.body.refresh_token);
    app.clock.advance(1);
    expect((await client.refresh(refresh)).body).toMatchObject({ error: 'invalid_grant' });
    expect((await client.refresh(first.body.refresh_token)).body).toMatchObject({ error: 'invalid_grant' });
    expect(await works(first.body.access_token)).toBe(false);
  });

  it('leads a straggler to the token that works now', async () => {
    const { refresh } = await signUp();
    const first = await client.refresh(refresh);
    const second = await client.refresh(first.body.refresh_token);
    const straggler = await client.refresh(refresh);
    expect(straggler.body.refresh_token).toBe(second.body.refresh_token);
    app.clock.advance(60_000);
    expect((await client.refresh(straggler.body.refresh_token)).status).toBe(200);
  });

  it('thief first: when the person refreshes, the thief is out', async () => {
    const { refresh } = await signUp();
    const thief = await client.refresh(refresh);
    app.clock.advance(60_000);
    const laterThief = await client.refresh(thief.body.refresh_token);
    expect(laterThief.status).toBe(200);
    expect((await client.refresh(refresh)).body).toMatchObject({ error: 'invalid_grant' });
    expect((await client.refresh(laterThief.body.refresh_token)).status).toBe(400);
    expect(await works(laterThief.body.access_token)).toBe(false);
  });

  it('victim first: the thief gets nothing, and the login ends for both', async () => {
    const { refresh } = await signUp();
    const victim = await client.refresh(refresh);
    app.clock.advance(60_000);
    expect((await client.refresh(refresh)).body).toMatchObject({ error: 'invalid_grant' });
    expect((await client.refresh(victim.body.refresh_token)).status).toBe(400);
    expect(await works(victim.body.access_token)).toBe(false);
  });

  it('does not touch the other logins of the same person', async () => {
    const { user, refresh } = await signUp();
    const other = await client.password(user.email);
    await client.refresh(refresh);
    app.clock.advance(60_000);
    await client.refresh(refresh);
    expect((await client.refresh(other.body.refresh_token)).status).toBe(200);
  });

  it('ends for good 30 days after the password, however often it is refreshed', async () => {
    const { refresh } = await signUp();
    let token = refresh;
    for (let day = 0; day < 29; day++) {
      app.clock.advance(DAY_MS);
      token = (await client.refresh(token)).body.refresh_token;
      expect(token).toBeTruthy();
    }
    app.clock.advance(DAY_MS);
    expect((await client.refresh(token)).body).toMatchObject({ error: 'invalid_grant' });
  });

  it('knows no made-up token, and refuses a disabled person', async () => {
    expect((await client.refresh('made-up')).body).toMatchObject({ error: 'invalid_grant' });
    const { user, refresh } = await signUp();
    await app.pool.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [user.id]);
    expect((await client.refresh(refresh)).body).toMatchObject({ error: 'invalid_grant' });
  });
});
