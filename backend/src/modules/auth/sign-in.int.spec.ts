import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, cookieOf, PASSWORD } from './testing/http-client.js';
import { type AuthApp, ORIGIN, startAuthApp } from './testing/start-auth-app.js';

describe('the password grant', () => {
  let app: AuthApp;
  let client: Client;
  beforeAll(async () => {
    app = await startAuthApp();
    client = new Client(app);
    await client.register('ada@example.com');
  });
  afterAll(() => app.close());

  it('gives the command line both tokens, and nobody may keep the answer', async () => {
    const answer = await client.password(' ADA@example.com ');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 600,
      refresh_token: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect((await client.get('/api/me', answer.body.access_token)).body).toMatchObject({
      email: 'ada@example.com',
      role: 'ADMIN',
    });
  });

  it('gives the browser the refresh token in a cookie that no script and no other site can use', async () => {
    const answer = await client.password('ada@example.com', { client: 'parley-web' });
    expect(answer.body).not.toHaveProperty('refresh_token');
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^parley_refresh=[\w-]{43}; /);
    expect(cookie.split('; ').slice(1).sort()).toEqual(
      ['Expires=Thu, 31 Jan 2030 00:00:00 GMT', 'HttpOnly', 'Path=/api/oauth', 'SameSite=Strict'].sort(),
    );
  });

  it('marks the cookie Secure where the public URL is https', async () => {
    const secure = await startAuthApp({
      settings: { publicUrl: 'https://parley.test', allowedOrigins: ['https://parley.test'] },
    });
    try {
      const other = new Client(secure);
      await other.register('ada@example.com');
      const answer = await other.password('ada@example.com', {
        client: 'parley-web',
        headers: { origin: 'https://parley.test' },
      });
      expect(answer.headers.getSetCookie()[0]).toContain('; Secure');
    } finally {
      await secure.close();
    }
  });

  it('stores only hashes of tokens', async () => {
    const { body } = await client.password('ada@example.com');
    const { rows } = await app.pool.query("SELECT encode(hash, 'hex') AS hash FROM refresh_token");
    expect(rows.some((row) => row.hash === Buffer.from(body.refresh_token, 'base64url').toString('hex'))).toBe(false);
    expect(rows.every((row) => row.hash.length === 64)).toBe(true);
  });

  it('answers a wrong password, an unknown and a disabled account with the same bytes', async () => {
    const { body: user } = await client.register('gone@example.com');
    await app.pool.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [user.id]);
    const answers = [
      await client.password('ada@example.com', { password: 'wrong password' }),
      await client.password('nobody@example.com', { password: 'wrong password' }),
      await client.password('gone@example.com'),
      await client.password('a\0b'),
      await client.password('not an address'),
    ];
    const want = { error: 'invalid_grant', error_description: 'Email or password is wrong.' };
    for (const answer of answers) {
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(want);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('takes as long for an unknown account as for a wrong password', async () => {
    const time = async (email: string) => {
      const start = performance.now();
      await client.password(email, { password: 'wrong password' });
      return performance.now() - start;
    };
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    // By turns, so that whatever else the machine does falls on both.
    for (let i = 0; i < 41; i++) {
      times.known.push(await time('ada@example.com'));
      times.unknown.push(await time('nobody@example.com'));
    }
    const median = (all: number[]) => all.sort((a, b) => a - b)[20] ?? 0;
    const [known, unknown] = [median(times.known), median(times.unknown)];
    // Without the decoy the unknown account answers in a tenth of the time.
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });

  it('ignores parameters it does not know, as RFC 6749 §3.2 asks', async () => {
    const fields = { grant_type: 'password', client_id: 'parley-cli', username: 'ada@example.com', password: PASSWORD };
    const answer = await client.form('/api/oauth/token', { ...fields, scope: 'admin' });
    expect(answer.status).toBe(200);
  });

  it('renews a hash of weaker parameters at the next sign-in', async () => {
    const { body: user } = await client.register('old@example.com');
    const weak = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 2, parallelism: 1 });
    await app.pool.query('UPDATE app_user SET password_hash = $2 WHERE id = $1', [user.id, weak]);
    expect((await client.password('old@example.com')).status).toBe(200);
    const { rows } = await app.pool.query('SELECT password_hash FROM app_user WHERE id = $1', [user.id]);
    expect(rows[0].password_hash).toContain('m=19456,t=2,p=1');
    expect((await client.password('old@example.com')).status).toBe(200);
  });

  it.each([
    ['another grant', { grant_type: 'client_credentials' }, 'unsupported_grant_type'],
    ['no grant', { grant_type: '' }, 'invalid_request'],
    ['another client', { client_id: 'evil' }, 'invalid_client'],
    ['no password', { password: '' }, 'invalid_request'],
  ])('refuses %s in the words of RFC 6749', async (_, change, error) => {
    const fields = {
      grant_type: 'password',
      client_id: 'parley-cli',
      username: 'ada@example.com',
      password: PASSWORD,
      ...change,
    };
    const answer = await client.form('/api/oauth/token', fields);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ error, error_description: expect.stringMatching(/^[ !#-[\]-~]+$/) });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('refuses a field given twice (RFC 6749 §3.2)', async () => {
    const body = `grant_type=password&client_id=parley-cli&username=ada%40example.com&password=x&password=${PASSWORD}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await client.send('POST', '/api/oauth/token', { body, headers })).body).toMatchObject({
      error: 'invalid_request',
    });
  });

  it('takes forms only', async () => {
    const fields = { grant_type: 'password', client_id: 'parley-cli', username: 'ada@example.com', password: PASSWORD };
    expect((await client.json('POST', '/api/oauth/token', fields)).status).toBe(415);
    expect((await client.json('POST', '/API/OAuth/token', fields)).status).toBe(415);
  });

  it.each([
    [undefined],
    ['null'],
    ['http://evil.test'],
    [`${ORIGIN}.evil.test`],
    [`${ORIGIN}:8080`],
    ['https://parley.test'],
  ])('refuses to sign the browser in from origin %s', async (origin) => {
    const headers = origin === undefined ? {} : { origin };
    const answer = await client.password('ada@example.com', {
      client: 'parley-web',
      headers: headers as Record<string, string>,
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('refuses a foreign page that poses as the command line', async () => {
    const answer = await client.password('ada@example.com', { headers: { origin: 'http://evil.test' } });
    expect(answer.status).toBe(403);
  });

  it('refreshes the browser by its cookie from our own pages only', async () => {
    const cookie = cookieOf(await client.password('ada@example.com', { client: 'parley-web' }));
    expect((await client.refreshByCookie(cookie, { origin: 'http://evil.test' })).status).toBe(403);
    expect((await client.refreshByCookie(cookie, {})).status).toBe(403);
    const answer = await client.refreshByCookie(cookie);
    expect(answer.status).toBe(200);
    expect(cookieOf(answer)).not.toBe(cookie);
    expect(answer.body).not.toHaveProperty('refresh_token');
  });

  it('takes the dead cookie away', async () => {
    const answer = await client.refreshByCookie('parley_refresh=nonsense');
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(answer.headers.getSetCookie()[0]).toMatch(/^parley_refresh=; Path=\/api\/oauth; Expires=Thu, 01 Jan 1970/);
  });

  it('takes a refresh token only the way its client sends it', async () => {
    const { body } = await client.password('ada@example.com');
    const web = { grant_type: 'refresh_token', client_id: 'parley-web', refresh_token: body.refresh_token };
    expect((await client.form('/api/oauth/token', web, { origin: ORIGIN })).body).toMatchObject({
      error: 'invalid_request',
    });
    const cli = { grant_type: 'refresh_token', client_id: 'parley-cli' };
    expect(
      (await client.form('/api/oauth/token', cli, { cookie: `parley_refresh=${body.refresh_token}` })).body,
    ).toMatchObject({ error: 'invalid_request' });
    const asWeb = await client.refreshByCookie(`parley_refresh=${body.refresh_token}`);
    expect(asWeb.body).toMatchObject({ error: 'invalid_grant' });
  });
});
