import type { AdminUser, AdminUserPage } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Person, soon, startTestProduct, type TestProduct } from '../support/product/index.js';

let product: TestProduct;
let admin: Person;
beforeAll(async () => {
  product = await startTestProduct();
  admin = await product.signUp('Ada');
});
afterAll(() => product.close());

const people = async (query = '') => (await admin.get<AdminUserPage>(`/api/admin/users${query}`)).body;
const entry = async (person: Person): Promise<AdminUser> => {
  const found = (await people('?limit=200')).items.find(({ id }) => id === person.id);
  if (!found) throw new Error(`${person.name} is not listed`);
  return found;
};
const change = (person: Person, body: object, by = admin) => by.send('PATCH', `/api/admin/users/${person.id}`, body);

describe('the list of people', () => {
  it('shows who they are and how they come in, newest first, page by page', async () => {
    const first = await product.signUp('Bela');
    const second = await product.signUp('Cleo');
    await first.post('/api/access-tokens', { name: 'ci' });
    expect(await entry(first)).toMatchObject({
      ...{ name: 'Bela', role: 'MEMBER', disabledAt: null, logins: 1, tokens: 1, waiting: 0, channels: [] },
      lastSeenAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    const newest = await people('?limit=1');
    expect([newest.items.map(({ id }) => id), newest.hasMore]).toEqual([[second.id], true]);
    const next = await people(`?limit=1&before=${second.id}`);
    expect(next.items.map(({ id }) => id)).toEqual([first.id]);
  });

  it('is searched by a part of a name or address, in any case, and takes no sign for a wildcard', async () => {
    const person = await product.signUp('Dora_Quill');
    const found = async (text: string) =>
      (await people(`?search=${encodeURIComponent(text)}`)).items.map(({ name }) => name);
    expect(await found('a_quI')).toEqual(['Dora_Quill']);
    expect(await found((await entry(person)).email.slice(3).toUpperCase())).toEqual(['Dora_Quill']);
    expect(await found('a%qui')).toEqual([]);
    expect(await found('daXquill')).toEqual([]);
  });

  it('counts no login that has ended, and knows the channels that were proven', async () => {
    const person = await product.signUp('Edda');
    await product.pool.query(
      `INSERT INTO communication_channel (id, user_id, type, address, status, position, verified_at)
       VALUES (gen_random_uuid(), $1, 'EMAIL', 'edda@acme.example', 'DEGRADED', 1, now()),
              (gen_random_uuid(), $1, 'SLACK', 't0/u0', 'UNVERIFIED', 2, NULL)`,
      [person.id],
    );
    await person.logOut();
    expect(await entry(person)).toMatchObject({ logins: 0, channels: [{ type: 'EMAIL', status: 'DEGRADED' }] });
  });
});

describe('an administrator', () => {
  it('is made and unmade by another one, at once on REST', async () => {
    const person = await product.signUp('Fritz');
    expect((await person.get('/api/admin/users')).status).toBe(403);
    expect((await change(person, { role: 'ADMIN' })).body.role).toBe('ADMIN');
    expect((await person.get('/api/admin/users')).status).toBe(200);
    expect((await change(person, { role: 'MEMBER' })).body.role).toBe('MEMBER');
    expect((await person.get('/api/admin/users')).status).toBe(403);
  });

  it('changes not their own account, and not by a personal access token', async () => {
    expect((await change(admin, { role: 'MEMBER' })).body.code).toBe('own_account');
    expect((await change(admin, { disabled: true })).body.code).toBe('own_account');
    expect((await admin.post(`/api/admin/users/${admin.id}/password-link`)).body.code).toBe('own_account');
    const { token } = (await admin.post('/api/access-tokens', { name: 'script' })).body;
    const other = await product.signUp('Gerd');
    const headers = { authorization: `Bearer ${token}` };
    const path = `${product.url}/api/admin/users`;
    expect((await call(path, 'GET', headers)).status).toBe(200);
    for (const [method, at, body] of [
      ['PATCH', '', { role: 'ADMIN' }],
      ['POST', '/sign-out', {}],
      ['POST', '/password-link', {}],
    ] as const)
      expect((await call(`${path}/${other.id}${at}`, method, headers, body)).status, method + at).toBe(403);
    expect(await entry(other)).toMatchObject({ role: 'MEMBER', logins: 1 });
  });

  it('is always left, also when two let each other go at once', async () => {
    for (const body of [{ role: 'MEMBER' }, { disabled: true }])
      for (let round = 0; round < 5; round++) {
        const other = await product.signUp('Hans');
        await change(other, { role: 'ADMIN' });
        const answers = await Promise.all([change(other, body), change(admin, body, other)]);
        const left = await product.pool.query(`SELECT id FROM app_user WHERE role = 'ADMIN' AND disabled_at IS NULL`);
        expect(left.rows).toHaveLength(1);
        expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
        await product.pool.query(
          `UPDATE app_user SET role = CASE WHEN id = $1 THEN 'ADMIN' ELSE 'MEMBER' END::"UserRole", disabled_at = NULL`,
          [admin.id],
        );
        // What was remembered of them is forgotten.
        await soon(async () => expect((await admin.get('/api/admin/users')).status).toBe(200));
      }
  });

  it('signs somebody out everywhere, tokens and open sockets as well', async () => {
    const person = await product.signUp('Ida');
    const socket = await person.connect();
    const { token } = (await person.post('/api/access-tokens', { name: 'ci' })).body;
    expect((await admin.post(`/api/admin/users/${person.id}/sign-out`)).status).toBe(204);
    expect((await socket.closed).code).toBe(4401);
    expect((await person.get('/api/me')).status).toBe(401);
    expect((await call(`${product.url}/api/me`, 'GET', { authorization: `Bearer ${token}` })).status).toBe(401);
    expect(await entry(person)).toMatchObject({ logins: 0, tokens: 0, disabledAt: null });
  });

  it('is told of nobody who is not there', async () => {
    const nobody = '019ab3c4-0000-7000-8000-000000000000';
    expect((await admin.send('PATCH', `/api/admin/users/${nobody}`, { disabled: true })).status).toBe(404);
    expect((await admin.post(`/api/admin/users/${nobody}/sign-out`)).status).toBe(404);
    expect((await admin.post(`/api/admin/users/${nobody}/password-link`)).status).toBe(404);
  });
});
