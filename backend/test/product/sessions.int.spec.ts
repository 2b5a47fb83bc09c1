import { randomUUID } from 'node:crypto';
import { exportFormatSchema, type SessionPage, sessionEventSchema, sessionViewSchema } from '@parley/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defineAgent } from '../../src/modules/agent/index.js';
import { type Person, soon, startTestProduct, type TestProduct } from '../support/product/index.js';

const echo = defineAgent({
  name: 'echo',
  description: 'Repeats',
  run: async (ctx) => {
    const turns = await ctx.history();
    await ctx.say('echo', `You said ${turns.at(-1)?.text}`);
  },
});
const asker = defineAgent({
  name: 'asker',
  description: 'Asks',
  run: async (ctx) => {
    await ctx.ask('way', { type: 'TEXT', question: 'Which way?' });
  },
});

let product: TestProduct;
let me: Person;
beforeAll(async () => {
  product = await startTestProduct({ agents: [echo, asker] });
});
afterAll(() => product.close());
beforeEach(async () => {
  me = await product.signUp();
});

const list = async (query = '') => (await me.get<SessionPage>(`/api/sessions${query}`)).body;
const titles = async (query = '') => (await list(query)).items.map((session) => session.title);
const pathOf = (id: string) => `/api/sessions/${id}`;

describe('a session', () => {
  it('is created with an agent of choice, and tells so in its log', async () => {
    const session = await me.newSession('echo', '  My plan  ');
    expect(session).toMatchObject({ agent: 'echo', title: 'My plan', status: 'ACTIVE', lastSeq: 1, ownerId: me.id });
    const events = await me.events(session.id);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ seq: 1, type: 'session.created', payload: { session } });
    expect(await me.newSession()).toMatchObject({ agent: 'assistant', title: '' });
    expect(await me.post('/api/sessions', { agent: 'nobody' })).toMatchObject({
      status: 400,
      body: { code: 'unknown_agent' },
    });
  });

  it('gets its name from its first message, unless it has one', async () => {
    const unnamed = await me.newSession('echo');
    const named = await me.newSession('echo', 'Mine');
    for (const { id } of [unnamed, named]) {
      await me.say(id, 'Where is the key?\nI need it.');
      await me.runSoon(id, 'COMPLETED');
      await me.say(id, 'Another message');
      await me.runSoon(id, 'COMPLETED');
    }
    await soon(async () => expect((await titles()).sort()).toEqual(['Mine', 'Where is the key?']));
  });

  it('is renamed, archived and restored, each with its event', async () => {
    const { id } = await me.newSession('echo', 'Old');
    const patch = (body: unknown) => me.send('PATCH', pathOf(id), body);
    expect((await patch({ title: 'New' })).body).toMatchObject({ title: 'New', status: 'ACTIVE', lastSeq: 2 });
    expect((await patch({ status: 'ARCHIVED' })).body).toMatchObject({ title: 'New', status: 'ARCHIVED' });
    expect([await titles(), await titles('?status=ARCHIVED')]).toEqual([[], ['New']]);
    expect((await patch({ status: 'ACTIVE', title: 'Newer' })).body).toMatchObject({ status: 'ACTIVE', lastSeq: 4 });
    expect([await titles(), await titles('?status=ARCHIVED')]).toEqual([['Newer'], []]);
    for (const bad of [{}, { title: ' ' }, { status: 'GONE' }, { title: 'x', ownerId: randomUUID() }, { title: '\0' }])
      expect((await patch(bad)).status).toBe(400);
    const types = (await me.events(id)).map((event) => event.type);
    expect(types).toEqual(['session.created', ...Array(3).fill('session.updated')]);
  });

  it('shows what is unread and what waits', async () => {
    const talk = await me.newSession('echo');
    const wait = await me.newSession('asker');
    await me.say(talk.id, 'Hello');
    await me.say(wait.id, 'Hello');
    await me.runSoon(talk.id, 'COMPLETED');
    await me.runSoon(wait.id, 'WAITING_FOR_FEEDBACK');
    const row = async (id: string) => (await list()).items.find((session) => session.id === id);
    expect(await row(talk.id)).toMatchObject({ unread: true, pendingRequests: 0, preview: 'You said Hello' });
    expect(await row(wait.id)).toMatchObject({ unread: true, pendingRequests: 1, preview: 'Which way?' });
    expect((await row(wait.id))?.state.status).toBe('WAITING_FOR_FEEDBACK');

    const { lastSeq } = (await me.view(talk.id)).session;
    expect((await me.post(`${pathOf(talk.id)}/read`, { seq: lastSeq })).status).toBe(204);
    expect(await row(talk.id)).toMatchObject({ unread: false });
    await me.post(`${pathOf(talk.id)}/read`, { seq: 1 }); // only forward
    expect(await row(talk.id)).toMatchObject({ unread: false });
    await me.say(talk.id, 'More');
    await me.runSoon(talk.id, 'COMPLETED');
    expect(await row(talk.id)).toMatchObject({ unread: true });
    expect((await me.events(talk.id)).length).toBe((await me.view(talk.id)).session.lastSeq); // reading is no event

    const [request] = await me.pending(wait.id);
    await me.answer(request?.id ?? '', { type: 'TEXT', text: 'left' });
    expect(await row(wait.id)).toMatchObject({ pendingRequests: 0 });
  });

  it('refuses numbers that no log can have, without a 500', async () => {
    const { id } = await me.newSession('echo');
    for (const seq of [-1, 1.5, 2 ** 31, 2 ** 53, 'x'])
      expect((await me.post(`${pathOf(id)}/read`, { seq })).status, `read ${seq}`).toBe(400);
    for (const query of ['events?after=2147483648', 'events?after=-1', 'messages?before=9007199254740991'])
      expect((await me.get(`${pathOf(id)}/${query}`)).status, query).toBe(400);
  });

  it('is the same under an id in capitals', async () => {
    const { id } = await me.newSession('echo');
    const upper = id.toUpperCase();
    expect((await me.say(upper, 'Hello', randomUUID().toUpperCase())).status).toBe(202);
    expect((await me.view(upper)).session.id).toBe(id);
    const socket = await me.connect();
    await socket.subscribe(upper);
    const heard = socket.next((frame) => frame.type === 'event' && frame.event.type === 'session.updated');
    await soon(async () => expect((await me.view(id)).session.title).toBe('Hello'));
    await me.send('PATCH', pathOf(upper), { title: 'Heard' });
    await heard;
    await socket.close();
  });
});

describe('the list', () => {
  it('finds part of a title or a message, and takes % and _ for what they are', async () => {
    const named = ['100% sure', '1000 sure', 'a_b', 'axb', 'back\\slash', 'Grüße an Zoë'];
    for (const title of named) await me.newSession('echo', title);
    const talk = await me.newSession('echo', 'talk');
    await me.say(talk.id, 'The treasure is under the oak');
    await me.runSoon(talk.id, 'COMPLETED');
    const found = async (q: string) => (await titles(`?q=${encodeURIComponent(q)}`)).sort();
    expect(await found('0%')).toEqual(['100% sure']);
    expect(await found('a_b')).toEqual(['a_b']);
    expect(await found('\\')).toEqual(['back\\slash']);
    expect(await found('%')).toEqual(['100% sure']);
    expect(await found('SURE')).toEqual(['100% sure', '1000 sure', 'talk']);
    expect(await found('zoë')).toEqual(['Grüße an Zoë']);
    expect(await found('the OAK')).toEqual(['talk']);
    expect(await found('nowhere')).toEqual([]);
    expect(await found("'; DROP TABLE message; --")).toEqual([]);
    expect(await found('   ')).toHaveLength(7);
    for (const bad of ['%00', 'x'.repeat(201)]) expect((await me.get(`/api/sessions?q=${bad}`)).status, bad).toBe(400);
  });

  it('is paged newest first, without a gap or a double while sessions change', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 25; index++) ids.unshift((await me.newSession('echo', `s${index}`)).id);
    // Many were last changed in the same millisecond; then the id decides.
    await product.pool.query(
      `UPDATE chat_session SET updated_at = date_trunc('minute', updated_at) WHERE id = ANY ($1::uuid[])`,
      [ids.slice(5, 20)],
    );
    const order = ({ updatedAt, id }: { updatedAt: string; id: string }) => `${updatedAt} ${id}`;
    const all = (await list('?limit=100')).items;
    expect(all).toEqual([...all].sort((a, b) => (order(a) < order(b) ? 1 : -1)));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: SessionPage = await list(`?limit=7${cursor ? `&cursor=${cursor}` : ''}`);
      seen.push(...page.items.map((session) => session.id));
      cursor = page.nextCursor;
      // One that was seen goes to the top: it must not come again, nor push another one out.
      await me.send('PATCH', pathOf(seen[0] as string), { title: 'moved' });
    } while (cursor);
    expect(seen).toEqual(all.map((session) => session.id));
    expect([...seen].sort()).toEqual([...ids].sort());
    expect((await list()).items[0]?.title).toBe('moved');
    const forged = ['x', Buffer.from('["2026-01-01T00:00:00Z"]').toString('base64url'), 'a'.repeat(201)];
    const absurd = Buffer.from(`["0000-01-01T00:00:00Z","${randomUUID()}"]`).toString('base64url');
    for (const bad of [...forged, absurd]) {
      const answer = await me.get(`/api/sessions?cursor=${bad}`);
      expect(answer, bad).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    }
  });

  it('shows nobody else', async () => {
    await me.newSession('echo', 'private');
    const other = await product.signUp('Noa');
    expect((await other.get<SessionPage>('/api/sessions?q=private')).body.items).toEqual([]);
  });
});

describe('an export', () => {
  it('holds the whole log, and reads well as Markdown', async () => {
    const { id } = await me.newSession('echo', 'Plan *1*');
    for (const text of ['Hello', 'Äöü 👩‍👩‍👧‍👦 \u202Eright', 'a\r\nb \x24{x} {{y}} %s']) {
      await me.say(id, text);
      await me.runSoon(id, 'COMPLETED');
    }
    expect(exportFormatSchema.options).toEqual(['json', 'markdown']);
    const json = await me.get(`${pathOf(id)}/export`);
    expect(json.headers.get('content-disposition')).toContain(`session-${id}.json`);
    expect(json.body.events).toEqual(await me.events(id));
    for (const event of json.body.events) sessionEventSchema.parse(event);
    expect(json.body.session.title).toBe('Plan *1*');

    const markdown = await me.get(`${pathOf(id)}/export?format=markdown`);
    expect(markdown.headers.get('content-type')).toMatch(/^text\/markdown/);
    expect(markdown.text.startsWith('# Plan *1*\n')).toBe(true);
    const parts = markdown.text
      .split('\n\n---\n\n')
      .map((part) => part.slice(part.indexOf('\n\n', part.indexOf('**')) + 2));
    const { items } = (await me.view(id)).messages;
    expect(parts.map((part) => part.trimEnd())).toEqual(items.map((message) => message.text));
    expect(items.map((message) => message.text)).toContain('a\r\nb \x24{x} {{y}} %s');
    expect((await me.get(`${pathOf(id)}/export?format=pdf`)).status).toBe(400);
  });
});

describe('the view', () => {
  it('fits its contract and agrees with the log', async () => {
    const { id } = await me.newSession('asker');
    await me.say(id, 'Hello');
    await me.runSoon(id, 'WAITING_FOR_FEEDBACK');
    const view = sessionViewSchema.parse(await me.view(id));
    expect(view.pending).toHaveLength(1);
    expect(view.messages.items.map((message) => message.type)).toEqual(['TEXT', 'FEEDBACK_REQUEST']);
    expect(view.messages.requests).toEqual(view.pending);
    expect(view.run?.steps.map((step) => step.status)).toEqual(['WAITING']);
    const events = await me.events(id);
    expect(events.map((event) => event.seq)).toEqual(events.map((_event, index) => index + 1));
    for (const event of events) sessionEventSchema.parse(event);
  });

  it('pages older messages', async () => {
    const { id } = await me.newSession('asker');
    const sent: string[] = [];
    for (let index = 0; index < 12; index++) {
      sent.push(`m${index}`);
      await me.say(id, `m${index}`);
    }
    const got: string[] = [];
    let before: number | undefined;
    for (let more = true; more; ) {
      const { body } = await me.get(`${pathOf(id)}/messages?limit=5${before ? `&before=${before}` : ''}`);
      got.unshift(...body.items.map((message: { text: string }) => message.text));
      before = body.items[0]?.seq;
      more = body.hasMore;
    }
    expect(got.filter((text) => text !== 'Which way?')).toEqual(sent);
  });
});
