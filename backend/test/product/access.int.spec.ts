import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodClaims, tokenZoo } from '../../src/modules/auth/testing/token-zoo.js';
import {
  call,
  ORIGIN,
  type Person,
  ScriptedAgent,
  startTestProduct,
  type TestProduct,
} from '../support/product/index.js';

const CANARY = 'canary-7f3a';
const agent = new ScriptedAgent();
let product: TestProduct;
let owner: Person;
let stranger: Person;
let admin: Person;
const ids = { session: '', request: '', run: '', token: '', channel: '', login: '' };

beforeAll(async () => {
  product = await startTestProduct({ agents: [agent.definition] });
  admin = await product.signUp('Ada');
  owner = await product.signUp('Mira');
  stranger = await product.signUp('Noa');
  ids.session = (await owner.newSession(agent.name, CANARY)).id;
  agent.play(ids.session, async (ctx) => {
    await ctx.say('tell', CANARY);
    await ctx.ask('way', { type: 'TEXT', question: CANARY });
  });
  await owner.say(ids.session, CANARY);
  ids.request = (await owner.pendingSoon(ids.session))[0]?.id ?? '';
  ids.run = (await owner.runSoon(ids.session, 'WAITING_FOR_FEEDBACK')).id;
  ids.channel = (await owner.get('/api/channels')).body.items[0].id;
  ids.login = (await owner.get('/api/account/logins')).body[0].id;
  ids.token = (await owner.post('/api/access-tokens', { name: CANARY })).body.id;
});
afterAll(() => product.close());

/** Whose eyes a route is for. `own`: it names something of the owner's, and nobody else learns that it is there. */
type Row =
  | { who: 'all' }
  | { who: 'user' }
  | { who: 'admin' }
  | { who: 'own'; id: keyof typeof ids; body?: () => unknown };
const own = (id: keyof typeof ids, body?: () => unknown): Row => ({ who: 'own', id, ...(body && { body }) });
const all: Row = { who: 'all' };
const user: Row = { who: 'user' };
const operator: Row = { who: 'admin' };
const answer = () => ({ answer: { type: 'TEXT', text: 'left' } });

/** Every route there is. One that is added without a row here fails the first test. */
const ROUTES: Record<string, Row> = {
  'GET /health/live': all,
  'GET /health/ready': all,
  // With a token of its own, or in production nobody (telemetry/metrics.int.spec.ts).
  'GET /metrics': all,
  'GET /.well-known/agent-card.json': all,
  'POST /api/auth/register': all,
  'POST /api/oauth/token': all,
  'POST /api/oauth/revoke': all,
  'GET /api/me': user,
  'GET /api/access-tokens': user,
  'POST /api/access-tokens': user,
  'DELETE /api/access-tokens/{id}': own('token'),
  'POST /api/account/password': user,
  'GET /api/account/logins': user,
  'DELETE /api/account/logins/{id}': own('login'),
  // Whose it is says the sealed token in the body (admin/passwords.int.spec.ts).
  'POST /api/auth/password-link/look': all,
  'POST /api/auth/password-link/use': all,
  'GET /api/agents': user,
  'GET /api/directory': user,
  'GET /api/directory/search': user,
  'POST /api/directory': operator,
  'POST /api/directory/{id}/check': operator,
  'DELETE /api/directory/{id}': operator,
  'GET /api/tools': user,
  'PUT /api/tools/rules': operator,
  'POST /api/tools/servers/{name}/reconnect': operator,
  'GET /api/channels': user,
  'POST /api/channels': user,
  'PUT /api/channels/order': user,
  'PATCH /api/channels/{id}': own('channel', () => ({ waitMs: 60_000 })),
  'DELETE /api/channels/{id}': own('channel'),
  'POST /api/channels/{id}/code': own('channel'),
  'POST /api/channels/{id}/verify': own('channel', () => ({ code: '123456' })),
  'POST /api/channels/{id}/test': own('channel'),
  // Whose it is says the sealed token in it (slack/linking.int.spec.ts).
  'GET /api/channels/links/{token}': user,
  'POST /api/channels/links/{token}': user,
  'GET /api/preferences': user,
  'PUT /api/preferences': user,
  'GET /api/sessions': user,
  'POST /api/sessions': user,
  'GET /api/sessions/{id}': own('session'),
  'PATCH /api/sessions/{id}': own('session', () => ({ title: 'mine now' })),
  'POST /api/sessions/{id}/read': own('session', () => ({ seq: 1 })),
  'GET /api/sessions/{id}/events': own('session'),
  'GET /api/sessions/{id}/export': own('session'),
  'GET /api/sessions/{id}/view': own('session'),
  // Whose session it is says its query (product/sse.int.spec.ts).
  'GET /api/sse': user,
  'GET /api/messages/{id}/mail': own('request'),
  'GET /api/sessions/{id}/messages': own('session'),
  'POST /api/sessions/{id}/messages': own('session', () => ({ id: randomUUID(), text: 'hello' })),
  'GET /api/sessions/{id}/runs': own('session'),
  'POST /api/sessions/{id}/stop': own('session'),
  'POST /api/sessions/{id}/retry': own('session'),
  'GET /api/runs': user,
  'GET /api/runs/{id}': own('run'),
  'GET /api/runs/{id}/steps/{stepId}': own('run'),
  'POST /api/runs/{id}/stop': own('run'),
  'POST /api/runs/{id}/retry': own('run', () => ({})),
  // Whose it is says the token in the body (email/answer-links.int.spec.ts).
  'POST /api/answer-links/look': all,
  'POST /api/answer-links/answer': all,
  'GET /api/feedback-requests': user,
  'GET /api/feedback-requests/{id}': own('request'),
  'POST /api/feedback-requests/{id}/answer': own('request', answer),
  'POST /api/feedback-requests/{id}/cancel': own('request'),
  'GET /api/feedback-requests/{id}/deliveries': own('request'),
  'POST /api/feedback-requests/{id}/snooze': own('request', () => ({ when: 'tomorrow 9:00' })),
  'POST /api/feedback-requests/{id}/delegate': own('request', () => ({ to: 'noa@example.org' })),
  'PUT /api/sessions/{id}/channel': own('session', () => ({ channel: 'WEB' })),
  'GET /api/integrations': operator,
  'POST /api/integrations/slack/install': operator,
  'POST /api/integrations/gmail/connect': operator,
  'POST /api/integrations/{id}/check': operator,
  'POST /api/integrations/{id}/canary': operator,
  'DELETE /api/integrations/{id}': operator,
  'GET /api/admin/users': operator,
  'PATCH /api/admin/users/{id}': operator,
  'POST /api/admin/users/{id}/sign-out': operator,
  'POST /api/admin/users/{id}/password-link': operator,
  'GET /api/admin/deliveries': operator,
  'GET /api/admin/dead-letters': operator,
  'POST /api/admin/dead-letters/retry': operator,
  'POST /api/admin/dead-letters/{kind}/{id}/retry': operator,
  'GET /api/admin/work': operator,
  'GET /api/admin/processes': operator,
  'POST /api/admin/work/{kind}/{id}/retry': operator,
  'POST /api/admin/work/{kind}/{id}/give-up': operator,
  'POST /api/admin/queue-dashboard': operator,
  // Whose a task or a request is says its id in the body (doors/a2a, doors/mcp).
  'POST /a2a': user,
  'POST /mcp': user,
  'GET /mcp': user,
  'DELETE /mcp': user,
  'POST /api/chat': user,
  'POST /api/chat/continue': own('session', () => ({ thread_id: ids.session, response: 'left' })),
  'GET /api/chat/status/{threadId}': own('session'),
  'POST /api/threads/{threadId}/resume': own('session', () => ({ decision: 'reject' })),
};
/** Beside the path, an id may come in the body. */
const IN_BODY: [route: string, body: () => unknown][] = [
  ['POST /api/chat', () => ({ thread_id: ids.session, prompt: 'hello' })],
];

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}
const braced = (path: string) => path.replace(/:(\w+)/g, '{$1}');
const split = (route: string) => route.split(' ') as [string, string];
const ownRoutes = Object.entries(ROUTES).flatMap(([route, row]) => (row.who === 'own' ? [[route, row] as const] : []));
const withId = (path: string, id: string) => path.replace(/\{\w+\}/, id);
const everything = async () => {
  const tables = [
    ...[
      'message',
      'session_event',
      'agent_run',
      'feedback_request',
      'feedback_response',
      'access_token',
      'login_session',
    ],
    ...['communication_channel', 'channel_verification', 'contact_preference', 'delivery_attempt', 'chat_session'],
  ];
  const count = (table: string) =>
    product.pool.query(`SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM ${table} t`);
  return (await Promise.all(tables.map(count))).map(({ rows }) => rows[0].md5);
};

describe('every route', () => {
  it('is in this table, and the table has no other', async () => {
    // From the router itself: a route may be kept out of the OpenAPI document.
    const { router } = product.nest.getHttpAdapter().getInstance() as { router: { stack: Layer[] } };
    const routes = router.stack.flatMap(({ route }) =>
      Object.keys(route?.methods ?? {}).map((method) => `${method.toUpperCase()} ${braced(route?.path ?? '')}`),
    );
    const notOurs = /^GET \/api\/(docs|openapi\.json)|\{\/\*splat\}$/; // documentation and middleware
    expect(routes.filter((route) => !notOurs.test(route)).sort()).toEqual(Object.keys(ROUTES).sort());
    const { body } = await call(`${product.url}/api/openapi.json`, 'GET', {});
    const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(Object.keys(ROUTES).sort());
  });

  it('asks for a token, unless it is open to all', async () => {
    for (const [route, row] of Object.entries(ROUTES)) {
      const [method, path] = split(route);
      const { status, body, headers } = await call(
        product.url + withId(path, ids.session),
        method,
        {},
        method === 'GET' ? undefined : {},
      );
      if (row.who === 'all') expect(status, route).not.toBe(401);
      else {
        expect([status, body.code], route).toEqual([401, 'unauthorized']);
        expect(headers.get('www-authenticate'), route).toBe('Bearer realm="parley"');
      }
    }
  });

  it('for operators is closed to everybody else, and shows them no word of what was asked', async () => {
    for (const [route, row] of Object.entries(ROUTES).filter(([, { who }]) => who === 'admin')) {
      const [method, template] = split(route);
      const path = withId(template.replace('{kind}', 'request'), ids.request);
      const { status, body } = await owner.send(method, path, method === 'GET' ? undefined : {});
      expect([status, body.code], route).toEqual([403, 'forbidden']);
      if (method === 'GET') expect((await admin.send(method, path)).text, route).not.toContain(CANARY);
      expect(row.who).toBe('admin');
    }
    expect((await admin.get('/api/admin/deliveries')).body.items).toHaveLength(1);
  });

  it("answers a stranger as if the thing were not there, and so an admin, who reads nobody's talk", async () => {
    const before = await everything();
    for (const person of [stranger, admin])
      for (const [route, row] of [
        ...ownRoutes,
        ...IN_BODY.map(([route, body]) => [route, own('session', body)] as const),
      ]) {
        const [method, path] = split(route);
        if (person === admin && route.endsWith('/cancel')) continue; // FB-14: an admin may
        if (row.who !== 'own') continue;
        const body = method === 'GET' ? undefined : (row.body?.() ?? {});
        const there = await person.send(method, withId(path, ids[row.id]), body);
        expect([there.status, there.body?.code], route).toEqual([404, 'not_found']);
        expect(there.text, route).not.toContain(CANARY);
        const json = body && JSON.stringify(body).replaceAll(ids.session, randomUUID());
        const nowhere = await person.send(method, withId(path, randomUUID()), json);
        expect(nowhere.text, `${route} must not tell one from the other`).toBe(there.text);
      }
    expect(await everything()).toEqual(before);
  });

  it('takes an id that is none for nothing', async () => {
    const odd = ['x', '1', "1'%20OR%20'1'='1", '%00', '..%2f..%2fapi', '00000000-0000-0000-0000-00000000000g'];
    for (const [route, row] of ownRoutes) {
      const [method, path] = split(route);
      if (!path.includes('{') || row.who !== 'own') continue;
      for (const id of odd) {
        const { status } = await owner.send(
          method,
          withId(path, id),
          method === 'GET' ? undefined : (row.body?.() ?? {}),
        );
        expect(status, `${route} ${id}`).toBe(404);
      }
    }
  });

  it('shows a list of nothing to a stranger', async () => {
    for (const path of [
      '/api/sessions',
      '/api/feedback-requests',
      `/api/feedback-requests?sessionId=${ids.session}`,
      '/api/access-tokens',
    ]) {
      const { status, text } = await stranger.get(path);
      expect([status, /\[\]/.test(text), text.includes(CANARY)], path).toEqual([200, true, false]);
    }
  });

  it('refuses every bad token there is (T17)', async () => {
    const { sub, sid } = JSON.parse(Buffer.from(owner.token.split('.')[1] ?? '', 'base64url').toString());
    const keeper = {
      ...{ secret: 'jwt-secret-of-the-tests-32-bytes-long', issuer: ORIGIN, nowS: Math.floor(Date.now() / 1_000) },
      ...{ userId: sub, loginId: sid, otherId: stranger.id },
    };
    expect(goodClaims(keeper).sub).toBe(owner.id);
    const { good, bad } = tokenZoo(keeper);
    const ask = (token: string) =>
      call(`${product.url}/api/sessions/${ids.session}`, 'GET', { authorization: `Bearer ${token}` });
    expect((await ask(good)).status).toBe(200);
    for (const [name, token] of Object.entries(bad)) {
      const { status, text } = await ask(token);
      expect(status, name).toBe(401);
      expect(text).not.toContain(CANARY);
    }
  });
});
