import type { Login, PasswordLink } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Person, startTestProduct, type TestProduct } from '../support/product/index.js';

const OLD = 'correct horse battery';
const NEW = 'staple battery horse';
let product: TestProduct;
let other: TestProduct;
let admin: Person;
beforeAll(async () => {
  product = await startTestProduct();
  other = await startTestProduct({ databaseUrl: product.databaseUrl });
  admin = await product.signUp('Ada');
});
afterAll(async () => {
  await other.close();
  await product.close();
});

const emailOf = async (person: Person) =>
  (await product.pool.query('SELECT email FROM app_user WHERE id = $1', [person.id])).rows[0].email;
const signIn = async (person: Person, password: string) => {
  const form = { grant_type: 'password', client_id: 'parley-cli', username: await emailOf(person), password };
  const response = await fetch(`${product.url}/api/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, token: ((await response.json()) as { access_token: string }).access_token };
};
const statusOf = async (token: string) =>
  (await call(`${product.url}/api/me`, 'GET', { authorization: `Bearer ${token}` })).status;

describe('one’s own password', () => {
  it('is changed by who knows it, and every other login ends', async () => {
    const person = await product.signUp('Mira');
    const elsewhere = await signIn(person, OLD);
    const program = (await person.post('/api/access-tokens', { name: 'ci' })).body.token;
    const wrong = await person.post('/api/account/password', { current: 'a guess of mine', password: NEW });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'password_wrong']);
    expect((await person.post('/api/account/password', { current: OLD, password: 'short' })).status).toBe(400);
    expect(await statusOf(elsewhere.token)).toBe(200);
    expect((await person.post('/api/account/password', { current: OLD, password: NEW })).status).toBe(204);
    expect(await statusOf(elsewhere.token)).toBe(401);
    expect([await statusOf(person.token), await statusOf(program)]).toEqual([200, 200]);
    expect([(await signIn(person, OLD)).status, (await signIn(person, NEW)).status]).toEqual([400, 200]);
    const byToken = { authorization: `Bearer ${program}` };
    const body = { current: NEW, password: OLD };
    expect((await call(`${product.url}/api/account/password`, 'POST', byToken, body)).status).toBe(403);
  });

  it('is not found out by trying from an open screen', async () => {
    const strict = await startTestProduct({
      databaseUrl: product.databaseUrl,
      env: { RATE_LIMIT_AUTH_PER_MINUTE: '3' },
    });
    try {
      const person = (await product.signUp('Noa')).at(strict.url);
      const statuses = [];
      for (let n = 0; n < 5; n++)
        statuses.push((await person.post('/api/account/password', { current: `guess ${n}`, password: NEW })).status);
      expect(statuses).toEqual([422, 422, 422, 429, 429]);
    } finally {
      await strict.close();
    }
  });
});

describe('logins', () => {
  it('are listed for their owner, who ends one elsewhere', async () => {
    const person = await product.signUp('Lena');
    const elsewhere = await signIn(person, OLD);
    const logins = (await person.get<Login[]>('/api/account/logins')).body;
    expect(logins.map(({ current, client }) => [current, client])).toEqual([
      [false, 'parley-cli'],
      [true, 'parley-cli'],
    ]);
    expect((await person.send('DELETE', `/api/account/logins/${logins[0]?.id}`)).status).toBe(204);
    expect(await statusOf(elsewhere.token)).toBe(401);
    expect((await person.get<Login[]>('/api/account/logins')).body).toHaveLength(1);
    expect((await person.send('DELETE', `/api/account/logins/${logins[0]?.id}`)).status).toBe(404);
  });
});

describe('a link that sets a password', () => {
  const at = (path: 'look' | 'use', body: object, url = product.url) =>
    call(`${url}/api/auth/password-link/${path}`, 'POST', {}, body);
  const linkFor = async (person: Person): Promise<string> => {
    const { body, status, headers } = await admin.post<PasswordLink>(`/api/admin/users/${person.id}/password-link`);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    const inADay = Date.parse(body.expiresAt) - Date.now();
    expect(inADay).toBeGreaterThan(23.9 * 3_600_000);
    expect(inADay).toBeLessThanOrEqual(24 * 3_600_000);
    const [page, token = ''] = body.url.split('#');
    expect(page).toBe('http://parley.test/set-password');
    return token;
  };

  it('names its owner, works once over all processes, and signs out whoever was in', async () => {
    const person = await product.signUp('Olga');
    const token = await linkFor(person);
    for (let n = 0; n < 3; n++)
      expect((await at('look', { token })).body).toEqual({ name: 'Olga', email: await emailOf(person) });
    const uses = await Promise.all(
      [product.url, other.url, product.url, other.url].map((url) => at('use', { token, password: NEW }, url)),
    );
    expect(uses.map(({ status }) => status).sort()).toEqual([204, 404, 404, 404]);
    expect(await statusOf(person.token)).toBe(401);
    expect([(await signIn(person, OLD)).status, (await signIn(person, NEW)).status]).toEqual([400, 200]);
    expect((await at('look', { token })).status).toBe(404);
  });

  it('is worth nothing once the password has changed in another way', async () => {
    const person = await product.signUp('Pia');
    const tokens = [await linkFor(person), await linkFor(person)];
    expect((await person.post('/api/account/password', { current: OLD, password: NEW })).status).toBe(204);
    for (const token of tokens) expect((await at('use', { token, password: OLD })).status).toBe(404);
  });

  it('lets no disabled account in, and is for nobody’s own making', async () => {
    const person = await product.signUp('Quin');
    const token = await linkFor(person);
    await admin.send('PATCH', `/api/admin/users/${person.id}`, { disabled: true });
    expect((await at('use', { token, password: NEW })).status).toBe(404);
    expect((await admin.post(`/api/admin/users/${person.id}/password-link`)).status).toBe(404);
    for (const made of ['', 'x', `${token}x`, 'A'.repeat(900)])
      expect((await at('look', { token: made })).status, made).not.toBe(200);
  });
});
