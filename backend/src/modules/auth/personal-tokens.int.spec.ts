import type { AccessToken, CreatedAccessToken } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from './testing/http-client.js';
import { type AuthApp, startAuthApp } from './testing/start-auth-app.js';

describe('/api/access-tokens', () => {
  let app: AuthApp;
  let client: Client;
  let access: string;
  const as = (token: string) => ({ authorization: `Bearer ${token}` });
  const create = (body: object = {}, token = access) =>
    client.json<CreatedAccessToken>('POST', '/api/access-tokens', { name: 'script', ...body }, as(token));
  const remove = (id: string, token = access) =>
    client.send('DELETE', `/api/access-tokens/${id}`, { headers: as(token) });
  beforeAll(async () => {
    app = await startAuthApp();
    client = new Client(app);
    access = (await client.signUp('ada@example.com')).access;
  });
  afterAll(() => app.close());

  it('shows the token once, stores its hash, and takes it as bearer', async () => {
    const { status, body, headers } = await create();
    expect(status).toBe(201);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body.token).toMatch(/^parley_pat_[\w-]{43}$/);
    const list = await client.get<AccessToken[]>('/api/access-tokens', access);
    expect(list.body[0]).toEqual({
      id: body.id,
      name: 'script',
      createdAt: body.createdAt,
      lastUsedAt: null,
      expiresAt: '2030-04-01T00:00:00.000Z',
    });
    const { rows } = await app.pool.query('SELECT hash FROM access_token WHERE id = $1', [body.id]);
    expect(rows[0].hash).toHaveLength(32);
    expect((await client.get('/api/me', body.token)).body).toMatchObject({ email: 'ada@example.com' });
    const used = await client.get<AccessToken[]>('/api/access-tokens', access);
    expect(used.body[0]?.lastUsedAt).toBe(app.clock.now().toISOString());
  });

  it('cannot make others like itself', async () => {
    const { body } = await create();
    expect(await create({}, body.token)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('ends at once when it is revoked, and is gone from the list', async () => {
    const { body } = await create();
    expect((await client.get('/api/me', body.token)).status).toBe(200);
    expect((await remove(body.id)).status).toBe(204);
    expect((await client.get('/api/me', body.token)).status).toBe(401);
    expect((await remove(body.id)).status).toBe(404);
    const { body: list } = await client.get<AccessToken[]>('/api/access-tokens', access);
    expect(list.map((token) => token.id)).not.toContain(body.id);
  });

  it('can be revoked by itself, as RFC 7009 has it', async () => {
    const { body } = await create();
    expect((await client.revoke(body.token)).status).toBe(200);
    expect((await client.get('/api/me', body.token)).status).toBe(401);
    expect((await client.get('/api/me', access)).status).toBe(200);
  });

  it("is out of a stranger's reach", async () => {
    const { body } = await create();
    const stranger = await client.signUp('eve@example.com');
    expect((await remove(body.id, stranger.access)).status).toBe(404);
    expect((await client.get<AccessToken[]>('/api/access-tokens', stranger.access)).body).toEqual([]);
    expect((await client.get('/api/me', body.token)).status).toBe(200);
  });

  it.each(['nonsense', '1', '00000000-0000-7000-8000-00000000000g', '%00'])('answers 404 to the id %s', async (id) => {
    expect(await remove(id)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it.each([{ name: '' }, { expiresInDays: 0 }, { expiresInDays: 10_000 }, { expiresInDays: '9' }, { userId: 'x' }])(
    'refuses %j',
    async (change) => {
      expect(await create(change)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    },
  );

  it('runs out', async () => {
    const { body } = await create({ expiresInDays: 1 });
    app.clock.advance(86_399_000);
    expect((await client.get('/api/me', body.token)).status).toBe(200);
    app.clock.advance(1_000);
    expect((await client.get('/api/me', body.token)).status).toBe(401);
  });
});
