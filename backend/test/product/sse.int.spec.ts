import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventSourceReader } from '../support/product/event-source.js';
import { type Person, soon, startTestProduct, type TestProduct } from '../support/product/index.js';

let product: TestProduct;
let me: Person;
const open: EventSourceReader[] = [];

beforeAll(async () => {
  product = await startTestProduct({ env: { DEMO_MODEL_TOKENS_PER_SECOND: '300' } });
  me = await product.signUp();
});
afterAll(async () => {
  for (const reader of open) reader.drop();
  await product.close();
});

const ask = (query: string, person: Person | null = me, headers: Record<string, string> = {}) =>
  EventSourceReader.open(`${product.url}/api/sse?${query}`, {
    ...(person && { Authorization: `Bearer ${person.token}` }),
    ...headers,
  });

const follow = async (query: string, person?: Person, headers?: Record<string, string>): Promise<EventSourceReader> => {
  const reader = await ask(query, person, headers);
  if (!(reader instanceof EventSourceReader)) throw new Error(`refused: ${reader.status} ${await reader.text()}`);
  open.push(reader);
  return reader;
};

const ids = (reader: EventSourceReader) => reader.events.flatMap(({ id }) => (id === undefined ? [] : [Number(id)]));
const completed = (reader: EventSourceReader) => reader.events.filter(({ event }) => event === 'message_complete');

describe('GET /api/sse (API-3)', () => {
  it('tells that it is connected, then text while it is made, then the message, with the log’s seq as ids', async () => {
    const { id } = await me.newSession();
    const reader = await follow(`session_id=${id}`);
    await me.say(id, 'Tell me what Parley is.');
    await soon(() => expect(completed(reader)).toHaveLength(1));
    expect(reader.events[0]).toEqual({ id: undefined, event: 'connected', data: { session_id: id, seq: 0 } });
    const chunks = reader.events.filter(({ event }) => event === 'chunk');
    expect(chunks.length).toBeGreaterThan(3);
    const text = chunks.reduce((so, { data }) => so.slice(0, Number(data.offset)) + String(data.chunk), '');
    const [done] = (await me.view(id)).messages.items.filter(({ role, type }) => role === 'AGENT' && type === 'TEXT');
    expect(text).toBe(done?.text);
    await me.runSoon(id, 'COMPLETED');
    const seen = (await me.events(id)).map(({ seq }) => seq);
    await soon(() => expect(ids(reader)).toEqual(seen));
  });

  it('goes on after Last-Event-ID: what was missed, once and in order, whatever the query says', async () => {
    const { id } = await me.newSession();
    const first = await follow(`session_id=${id}`);
    await soon(() => expect(ids(first)).toEqual([1]));
    first.drop();
    await me.say(id, 'Tell me what Parley is.');
    await me.runSoon(id, 'COMPLETED');
    const second = await follow(`session_id=${id}&after=0`, me, { 'Last-Event-ID': first.lastId ?? '' });
    const seen = (await me.events(id)).map(({ seq }) => seq);
    await soon(() => expect([...ids(first), ...ids(second)]).toEqual(seen));
  });

  it('is refused before it begins: no token, somebody else’s session, a query that says nothing', async () => {
    const { id } = await me.newSession();
    const stranger = await product.signUp('Noa');
    const statuses = async (...asked: ReturnType<typeof ask>[]) =>
      (await Promise.all(asked)).map((one) => (one instanceof EventSourceReader ? 200 : one.status));
    expect(await statuses(ask(`session_id=${id}`, null), ask(`session_id=${id}`, stranger))).toEqual([401, 404]);
    expect(await statuses(ask(''), ask('session_id=7'), ask(`session_id=${id}&after=-1`))).toEqual([400, 400, 400]);
    expect(await statuses(ask(`session_id=${id}&token=${me.token}`, null))).toEqual([401]);
  });

  it('ends with its login, within five seconds', async () => {
    const other = await product.signUp('Ann');
    const { id } = await other.newSession();
    const reader = await follow(`session_id=${id}`, other);
    await soon(() => expect(ids(reader)).toEqual([1]));
    await other.logOut();
    await soon(() => expect(reader.ended).toBe(true));
  });

  it('one person has fifty of them at most', async () => {
    const many = await product.signUp('Max');
    const { id } = await many.newSession();
    const readers = await Promise.all(Array.from({ length: 50 }, () => follow(`session_id=${id}`, many)));
    expect(await ask(`session_id=${id}`, many)).toHaveProperty('status', 400);
    readers[0]?.drop();
    await soon(async () => void open.push(await follow(`session_id=${id}`, many)));
  });
});
