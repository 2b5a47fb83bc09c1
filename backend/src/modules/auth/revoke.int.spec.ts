import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LoginRevocations, type Principal, TokenVerifier } from './index.js';
import { Client, cookieOf } from './testing/http-client.js';
import { type AuthApp, ORIGIN, startAuthApp } from './testing/start-auth-app.js';

describe('POST /api/oauth/revoke', () => {
  let app: AuthApp;
  let client: Client;
  let people = 0;
  const signUp = () => client.signUp(`person${people++}@example.com`);
  const status = async (access: string) => (await client.get('/api/me', access)).status;
  beforeAll(async () => {
    app = await startAuthApp();
    client = new Client(app);
  });
  afterAll(() => app.close());

  it.each(['access', 'refresh'] as const)('ends the login by its %s token, at once', async (kind) => {
    const tokens = await signUp();
    expect(await status(tokens.access)).toBe(200);
    const answer = await client.revoke(tokens[kind]);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await status(tokens.access)).toBe(401);
    expect((await client.refresh(tokens.refresh)).body).toMatchObject({ error: 'invalid_grant' });
  });

  it('ends it by a refresh token that was used already', async () => {
    const { refresh } = await signUp();
    const { body } = await client.refresh(refresh);
    await client.revoke(refresh);
    expect(await status(body.access_token)).toBe(401);
  });

  it('ends it by the cookie, and takes the cookie away', async () => {
    const { user } = await signUp();
    const login = await client.password(user.email, { client: 'parley-web' });
    const fields = { client_id: 'parley-web' };
    const cookie = cookieOf(login);
    expect((await client.form('/api/oauth/revoke', fields, { cookie, origin: 'http://evil.test' })).status).toBe(403);
    expect(await status(login.body.access_token)).toBe(200);
    const answer = await client.form('/api/oauth/revoke', fields, { cookie, origin: ORIGIN });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()[0]).toContain('parley_refresh=;');
    expect(await status(login.body.access_token)).toBe(401);
  });

  it('leaves other logins alone', async () => {
    const { user, refresh } = await signUp();
    const other = await client.password(user.email);
    await client.revoke(refresh);
    expect(await status(other.body.access_token)).toBe(200);
  });

  it('says 200 to tokens that nobody knows', async () => {
    expect((await client.revoke('unknown')).status).toBe(200);
    expect((await client.revoke('x.y.z')).status).toBe(200);
    expect((await client.revoke('parley_pat_unknown')).status).toBe(200);
    expect((await client.form('/api/oauth/revoke', { client_id: 'parley-web' }, { origin: ORIGIN })).status).toBe(200);
  });

  it('refuses what is no request', async () => {
    expect((await client.form('/api/oauth/revoke', { client_id: 'parley-cli' })).body).toMatchObject({
      error: 'invalid_request',
    });
    expect((await client.form('/api/oauth/revoke', { token: 'x' })).body).toMatchObject({ error: 'invalid_request' });
  });

  describe('open connections', () => {
    const verify = (token: string): Promise<Principal> => app.nest.get(TokenVerifier).verify(token);

    it('hear of a revocation in this process', async () => {
      const { access } = await signUp();
      const { loginId } = await verify(access);
      const heard: string[] = [];
      const subscription = app.nest.get(LoginRevocations).ids.subscribe((id) => heard.push(id));
      await client.revoke(access);
      subscription.unsubscribe();
      expect(heard).toEqual([loginId]);
    });

    it('are found when their login was revoked elsewhere, or their person disabled or deleted', async () => {
      const people = await Promise.all([signUp(), signUp(), signUp(), signUp()]);
      const principals = await Promise.all(people.map(({ access }) => verify(access)));
      const [kept, revoked, disabled, deleted] = principals as [Principal, Principal, Principal, Principal];
      const revocations = app.nest.get(LoginRevocations);
      expect(await revocations.revokedAmong(principals)).toEqual([]);
      await app.pool.query('UPDATE login_session SET revoked_at = now() WHERE id = $1', [revoked.loginId]);
      await app.pool.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [disabled.userId]);
      await app.pool.query('DELETE FROM app_user WHERE id = $1', [deleted.userId]);
      expect(await revocations.revokedAmong([kept, kept, revoked, disabled, deleted])).toEqual([
        revoked,
        disabled,
        deleted,
      ]);
      expect(await revocations.revokedAmong([])).toEqual([]);
    });

    it('of another process are refused there within 2 s', async () => {
      const second = await startAuthApp({ databaseUrl: app.databaseUrl });
      try {
        const { access } = await signUp();
        const verifier = second.nest.get(TokenVerifier);
        await verifier.verify(access);
        await client.revoke(access);
        await expect(verifier.verify(access)).resolves.toBeTruthy();
        second.clock.advance(2_000);
        await expect(verifier.verify(access)).rejects.toMatchObject({ code: 'unauthorized' });
      } finally {
        await second.close();
      }
    });
  });
});
