import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, PASSWORD } from './testing/http-client.js';
import { type AuthApp, startAuthApp } from './testing/start-auth-app.js';

describe('POST /api/auth/register', () => {
  let app: AuthApp;
  let client: Client;
  beforeAll(async () => {
    app = await startAuthApp();
    client = new Client(app);
  });
  afterAll(() => app.close());

  it('makes exactly one of twenty racing first users the admin', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => client.register(`racer${i}@example.com`)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(201));
    expect(answers.filter((answer) => answer.body.role === 'ADMIN')).toHaveLength(1);
    const { rows } = await app.pool.query("SELECT count(*)::int AS n FROM app_user WHERE role = 'ADMIN'");
    expect(rows[0].n).toBe(1);
  });

  it('gives the person a web channel, and keeps the password to itself', async () => {
    const { body, status } = await client.register('Ada@Example.COM');
    expect(status).toBe(201);
    expect(body).toEqual({
      id: body.id,
      email: 'ada@example.com',
      name: 'Ada',
      role: 'MEMBER',
      createdAt: expect.any(String),
    });
    const { rows } = await app.pool.query(
      'SELECT type, status, address FROM communication_channel WHERE user_id = $1',
      [body.id],
    );
    expect(rows).toEqual([{ type: 'WEB', status: 'ACTIVE', address: body.id }]);
    const stored = await app.pool.query('SELECT password_hash FROM app_user WHERE id = $1', [body.id]);
    expect(stored.rows[0].password_hash).toMatch(/^\$argon2id\$/);
  });

  it('gives one of twenty racing registrations of one address the account', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => client.register(i % 2 ? 'same@example.com' : 'SAME@example.com')),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    const rest = answers.filter((answer) => answer.status !== 201);
    expect(
      rest.every(
        (answer) => answer.status === 409 && (answer.body as unknown as { code: string }).code === 'email_taken',
      ),
    ).toBe(true);
    const { rows } = await app.pool.query(
      "SELECT count(*)::int AS n FROM communication_channel c JOIN app_user u ON u.id = c.user_id WHERE u.email = 'same@example.com'",
    );
    expect(rows[0].n).toBe(1);
  });

  it.each([
    ['a short password', { password: 'short' }, 'password'],
    ['a wrong address', { email: 'nobody' }, 'email'],
    ['a blank name', { name: '   ' }, 'name'],
    ['a role', { role: 'ADMIN' }, ''],
    ['NUL in the name', { name: 'a\0b' }, 'name'],
    ['a lone surrogate in the name', { name: 'a\ud800b' }, 'name'],
    ['NUL in the password', { password: 'long enough \0' }, 'password'],
  ])('refuses %s and names the field', async (_, change, path) => {
    const answer = await client.json('POST', '/api/auth/register', {
      email: 'eve@example.com',
      name: 'Eve',
      password: PASSWORD,
      ...change,
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ code: 'invalid_request', errors: [{ path }] });
    const { rowCount } = await app.pool.query("SELECT 1 FROM app_user WHERE email = 'eve@example.com'");
    expect(rowCount).toBe(0);
  });
});
