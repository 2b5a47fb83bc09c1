import type { WorkView } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ORIGIN, type Person, soon, startTestProduct, type TestProduct } from '../support/product/index.js';
import { RedisServer, redisServer } from '../support/redis/index.js';

const BOARD = '/admin-queues';

/** A browser at the dashboard: it has a cookie, and follows nothing by itself. */
const browse = (product: TestProduct, path: string, options: RequestInit & { cookie?: string } = {}) =>
  fetch(`${product.url}${path}`, {
    redirect: 'manual',
    ...options,
    headers: { ...options.headers, ...(options.cookie && { cookie: options.cookie }) },
  });

const wayOf = async (admin: Person): Promise<string> => {
  const { status, body } = await admin.post('/api/admin/queue-dashboard');
  expect(status).toBe(200);
  expect(body.url).toMatch(`${ORIGIN}${BOARD}/open?pass=`);
  return body.url.slice(ORIGIN.length);
};

/** @returns the cookie */
const enter = async (product: TestProduct, admin: Person): Promise<string> => {
  const response = await browse(product, await wayOf(admin));
  expect([response.status, response.headers.get('location')]).toEqual([303, `${BOARD}/`]);
  const [set = ''] = response.headers.getSetCookie();
  expect(set).toMatch(/; Path=\/admin-queues;.*; HttpOnly; SameSite=Strict/);
  return set.split(';')[0] ?? '';
};

const queuesOf = (product: TestProduct, cookie: string) => browse(product, `${BOARD}/api/queues`, { cookie });

describe('the queue dashboard', () => {
  let product: TestProduct;
  let admin: Person;
  let cookie: string;

  beforeAll(async () => {
    product = await startTestProduct();
    admin = await product.signUp('Ada');
    cookie = await enter(product, admin);
  });
  afterAll(() => product.close());

  it('shows an administrator the queue on PostgreSQL, under a policy that loads nothing from elsewhere', async () => {
    const page = await browse(product, `${BOARD}/`, { cookie });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(`<base href="${BOARD}/"`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'; script-src 'self'");
    const { queues } = (await (await queuesOf(product, cookie)).json()) as { queues: object[] };
    expect(queues).toMatchObject([{ name: 'parley', isPaused: false, counts: { failed: 0 } }]);
    const deep = await browse(product, `${BOARD}/queue/parley`, { cookie });
    expect([deep.status, deep.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  it.each(['/', '/api/queues', '/queue/parley', '/static/favicon-32x32.png', '/open', '/open?pass=made-up'])(
    'is closed to strangers at %s',
    async (path) => {
      expect((await browse(product, BOARD + path)).status).toBe(403);
      expect((await browse(product, BOARD + path, { cookie: 'parley_queues=made-up' })).status).toBe(403);
      const bearer = { authorization: `Bearer ${admin.token}` };
      expect((await browse(product, BOARD + path, { headers: bearer })).status).toBe(403);
    },
  );

  it('gives no pass to a member, nor to a program of an administrator', async () => {
    const mira = await product.signUp('Mira');
    expect((await mira.post('/api/admin/queue-dashboard')).status).toBe(403);
    const { body } = await admin.post('/api/access-tokens', { name: 'script' });
    const headers = { authorization: `Bearer ${body.token}` };
    expect((await browse(product, '/api/admin/queue-dashboard', { method: 'POST', headers })).status).toBe(403);
  });

  it('lets one in by a pass once, and the pass is not the cookie', async () => {
    const way = await wayOf(admin);
    const pass = way.split('pass=')[1] ?? '';
    expect((await queuesOf(product, `parley_queues=${pass}`)).status).toBe(403);
    expect((await browse(product, way)).status).toBe(303);
    expect((await browse(product, way)).status).toBe(403);
    expect((await browse(product, `${BOARD}/open?pass=${cookie.split('=')[1]}`)).status).toBe(403);
  });

  it('changes something only for a page of our own, and nothing that others would have made up', async () => {
    const put = (path: string, headers: Record<string, string>) =>
      browse(product, `${BOARD}/api/queues/${path}`, { method: 'PUT', cookie, headers });
    for (const headers of [{}, { origin: 'null' }, { origin: 'http://evil.test' }, { origin: `${ORIGIN}.evil.test` }])
      expect((await put('parley/pause', headers as Record<string, string>)).status).toBe(403);
    const verdict = async () => (await admin.get<WorkView>('/api/admin/work')).body.verdict;
    expect((await verdict()).level).toBe('fine');

    expect((await put('parley/pause', { origin: ORIGIN })).status).toBe(200);
    expect(await verdict()).toMatchObject({ level: 'stuck', reasons: [expect.stringContaining('paused')] });
    expect((await put('parley/resume', { origin: ORIGIN })).status).toBe(200);
    expect((await verdict()).level).toBe('fine');

    for (const path of ['parley/obliterate', 'parley/concurrency', 'parley/rate-limit'])
      expect((await put(path, { origin: ORIGIN })).status).toBe(403);
    const made = await browse(product, `${BOARD}/api/queues/parley/add`, {
      method: 'POST',
      cookie,
      headers: { origin: ORIGIN, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'deliver', data: {} }),
    });
    expect(made.status).toBe(403);
  });

  it.each([
    ['is no administrator any more', `UPDATE app_user SET role = 'MEMBER'`, `UPDATE app_user SET role = 'ADMIN'`],
    ['is disabled', 'UPDATE app_user SET disabled_at = now()', 'UPDATE app_user SET disabled_at = NULL'],
  ])('is closed at once to who %s', async (_, change, undo) => {
    await product.pool.query(`${change} WHERE id = $1`, [admin.id]);
    const refused = await queuesOf(product, cookie);
    expect([refused.status, refused.headers.getSetCookie()[0]]).toEqual([
      403,
      expect.stringMatching(/^parley_queues=;/),
    ]);
    await product.pool.query(`${undo} WHERE id = $1`, [admin.id]);
    expect((await queuesOf(product, cookie)).status).toBe(200);
  });

  it('is closed to who signed out', async () => {
    await admin.logOut();
    expect((await queuesOf(product, cookie)).status).toBe(403);
  });
});

describe.skipIf(!redisServer)('the queue dashboard over Redis', () => {
  it('shows the queue there, and does not hang while Redis is away', async () => {
    const redis = await RedisServer.start();
    const product = await startTestProduct({ env: { REDIS_URL: redis.url } });
    try {
      const admin = await product.signUp('Ada');
      const cookie = await enter(product, admin);
      const { queues } = (await (await queuesOf(product, cookie)).json()) as { queues: object[] };
      expect(queues).toMatchObject([{ name: 'parley', isPaused: false }]);

      await redis.kill();
      await soon(async () => expect((await queuesOf(product, cookie)).status).toBe(503), 15_000);
      const { verdict, queue } = (await admin.get<WorkView>('/api/admin/work')).body;
      expect(queue).toEqual({ on: 'redis', counts: null });
      expect(verdict).toMatchObject({ level: 'late', reasons: [expect.stringMatching(/^Redis does not answer/)] });

      await redis.begin();
      await soon(async () => expect((await queuesOf(product, cookie)).status).toBe(200), 15_000);
    } finally {
      await product.close();
      await redis.stop();
    }
  });
});

describe('a process that only works', () => {
  it('has no dashboard', async () => {
    const worker = await startTestProduct({ env: { ROLE: 'worker' } });
    try {
      expect((await browse(worker, `${BOARD}/`)).status).toBe(404);
    } finally {
      await worker.close();
    }
  });
});
