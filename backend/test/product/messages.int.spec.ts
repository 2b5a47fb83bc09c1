import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defineAgent, type RunContext } from '../../src/modules/agent/index.js';
import { PostMessage } from '../../src/modules/agent-state/index.js';
import { type Person, soon, startTestProduct, type TestProduct } from '../support/product/index.js';

/** What the agent was handed, by session: the texts of the person, as of each look at the conversation. */
const handed = new Map<string, string[][]>();
const look = async (ctx: RunContext) => {
  const texts = (await ctx.history()).filter((turn) => turn.role === 'user').map((turn) => turn.text);
  handed.set(ctx.sessionId, [...(handed.get(ctx.sessionId) ?? []), texts]);
  return texts;
};
/** Opened by the test: until then the run works on its step. */
const gates = new Map<string, PromiseWithResolvers<void>>();
const gateOf = (sessionId: string) => {
  const gate = gates.get(sessionId) ?? Promise.withResolvers<void>();
  gates.set(sessionId, gate);
  return gate;
};

const quick = defineAgent({ name: 'quick', description: 'Looks once', run: async (ctx) => void (await look(ctx)) });
const steered = defineAgent({
  name: 'steered',
  description: 'Looks, works, looks again',
  run: async (ctx) => {
    await look(ctx);
    await ctx.step('work', () => gateOf(ctx.sessionId).promise);
    await look(ctx);
  },
});
const deaf = defineAgent({
  name: 'deaf',
  description: 'Looks, then works to the end',
  run: async (ctx) => {
    await look(ctx);
    await ctx.step('work', () => gateOf(ctx.sessionId).promise);
  },
});

const upTo = (n: number, prefix = '') => Array.from({ length: n }, (_value, index) => `${prefix}${index}`);

let product: TestProduct;
let me: Person;
beforeAll(async () => {
  // No sweep in the time of a test: whatever a lost wake-up leaves lying is seen here.
  product = await startTestProduct({ agents: [quick, steered, deaf], env: { SWEEP_INTERVAL_MS: '3600000' } });
  me = await product.signUp();
});
afterAll(() => product.close());
beforeEach(() => handed.clear());

const path = (id: string) => `/api/sessions/${id}/messages`;
const messagesOf = async (id: string) => (await me.view(id)).messages.items;
const userTexts = async (id: string) => (await messagesOf(id)).map((message) => message.text);

describe('a message', () => {
  it('sent again under its id is the same message', async () => {
    const { id } = await me.newSession('quick');
    const messageId = randomUUID();
    const first = await me.say(id, 'Hello', messageId);
    expect(first).toMatchObject({ status: 202, body: { id: messageId, seq: 2 } });
    const again = await Promise.all(Array.from({ length: 20 }, () => me.say(id, 'Hello', messageId)));
    for (const { status, body } of again) expect([status, body.id, body.seq]).toEqual([202, messageId, 2]);
    await me.runSoon(id, 'COMPLETED');
    expect(await userTexts(id)).toEqual(['Hello']);
    expect(await me.runs(id)).toHaveLength(1);
  });

  it('sent many times at the very same moment is one message', async () => {
    const { id } = await me.newSession('quick');
    const messageId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 30 }, () => me.say(id, 'Hello', messageId)));
    expect(new Set(answers.map((answer) => `${answer.status} ${answer.body.seq}`))).toEqual(new Set(['202 2']));
    await me.runSoon(id, 'COMPLETED');
    expect(await userTexts(id)).toEqual(['Hello']);
    expect(await me.runs(id)).toHaveLength(1);
  });

  it('with another text, or in another session, under a known id is refused', async () => {
    const [one, two] = [await me.newSession('quick'), await me.newSession('quick')];
    const messageId = randomUUID();
    await me.say(one.id, 'Hello', messageId);
    for (const refused of [await me.say(one.id, 'Hullo', messageId), await me.say(two.id, 'Hello', messageId)])
      expect(refused).toMatchObject({ status: 409, body: { code: 'message_conflict' } });
    expect(await userTexts(one.id)).toEqual(['Hello']);
    expect(await userTexts(two.id)).toEqual([]);
    expect((await me.view(two.id)).session.lastSeq).toBe(1);
  });

  it("tells nothing about somebody else's message of that id", async () => {
    const other = await product.signUp('Noa');
    const theirs = await other.newSession('quick');
    const messageId = randomUUID();
    await other.say(theirs.id, 'the canary sings', messageId);
    const { id } = await me.newSession('quick');
    const same = await me.say(id, 'the canary sings', messageId);
    const different = await me.say(id, 'what is there?', messageId);
    expect(same.status).toBe(409);
    expect(same.text).toBe(different.text); // not even whether the text was right
    expect(same.text).not.toMatch(new RegExp(`canary|${theirs.id}|${other.id}|Noa`));
    expect(await userTexts(id)).toEqual([]);
  });

  it('comes back byte for byte', async () => {
    const { id } = await me.newSession('quick');
    const texts = [
      '👩‍👩‍👧‍👦',
      '\u202Ertl\u202C',
      'e\u0301 é',
      'a\r\nb\n\tc',
      '\x24{7*7} {{7*7}} <b>&amp;',
      ' x ',
      "Robert'); --",
    ];
    texts.push('x'.repeat(16_000), '\u{1F600}'.repeat(8_000));
    for (const text of texts) expect((await me.say(id, text)).status).toBe(202);
    expect(await userTexts(id)).toEqual(texts);
    await me.runSoon(id, 'COMPLETED');
    expect(handed.get(id)?.at(-1)).toEqual(texts);
  });

  it('that no log can hold is refused, and nothing is written', async () => {
    const { id } = await me.newSession('quick');
    const good = { id: randomUUID(), text: 'x' };
    const escaped = (text: string) => `{"id":"${randomUUID()}","text":"${text}"}`;
    const bad: Record<string, [number, unknown]> = {
      blank: [400, { ...good, text: ' \n ' }],
      'too long': [400, { ...good, text: 'x'.repeat(16_001) }],
      'a NUL': [400, escaped('a\\u0000b')],
      'a lone high surrogate': [400, escaped('a\\ud800b')],
      'a lone low surrogate': [400, escaped('\\udc00')],
      'no id': [400, { text: 'x' }],
      'an id that is none': [400, { ...good, id: '1' }],
      'a number for a text': [400, { ...good, text: 7 }],
      'an unknown field': [400, { ...good, role: 'AGENT' }],
      'a prototype': [400, `{"id":"${good.id}","text":"x","__proto__":{"admin":true}}`],
      'a constructor': [400, `{"id":"${good.id}","text":"x","constructor":{"prototype":{"admin":true}}}`],
      'a list': [400, [good]],
      'broken JSON': [400, '{"id":'],
      'JSON in JSON': [400, JSON.stringify(JSON.stringify(good))],
      '10⁴ brackets': [400, `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
      '1 MB': [413, { ...good, text: 'x'.repeat(1_000_000) }],
      '10 MB': [413, { ...good, text: 'x'.repeat(10_000_000) }],
    };
    for (const [name, [status, body]] of Object.entries(bad)) {
      const answer = await me.send('POST', path(id), body);
      expect(answer.status, name).toBe(status);
      expect(answer.headers.get('content-type'), name).toMatch(/^application\/problem\+json/);
      expect(answer.body.code, name).toBe(status === 413 ? 'payload_too_large' : 'invalid_request');
    }
    const { rows } = await product.pool.query('SELECT count(*)::int AS n FROM message WHERE session_id = $1', [id]);
    expect(rows[0].n).toBe(0);
    expect((await me.view(id)).session.lastSeq).toBe(1);
    expect(await me.runs(id)).toEqual([]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('keeps its place: frames of one socket take effect in the order they were sent', async () => {
    const { id } = await me.newSession('quick');
    const socket = await me.connect();
    const texts = upTo(90, 'm'); // a flood begins at 100 frames in a second
    const send = (text: string) =>
      socket.ask({ type: 'message.send', sessionId: id, message: { id: randomUUID(), text } });
    const acks = await Promise.all(texts.map(send));
    const seqs = acks.map((ack) => (ack.type === 'ack' ? ack.sent?.seq : undefined));
    expect(seqs).toEqual([...seqs].sort((a, b) => Number(a) - Number(b)));
    expect(await userTexts(id)).toEqual(texts);
    await socket.close();
  });

  it('keeps its place in group commit: 200 at the same moment into 3 sessions', async () => {
    const sessions = await Promise.all(upTo(3).map(() => me.newSession('quick')));
    const post = product.nest.get(PostMessage);
    const texts = upTo(200, 'm');
    const sent = texts.map((text, index) => {
      const sessionId = sessions[index % 3]?.id as string;
      return post.execute({ id: randomUUID(), sessionId, text, author: me.name, channel: 'WEB' });
    });
    await Promise.all(sent);
    for (const [index, { id }] of sessions.entries())
      expect(await userTexts(id)).toEqual(texts.filter((_text, at) => at % 3 === index));
  });

  it('is told its true place, for 200 in parallel into 8 sessions by group commit', async () => {
    const sessions = await Promise.all(Array.from({ length: 8 }, () => me.newSession('quick')));
    const sent = Array.from({ length: 200 }, (_value, index) => ({
      sessionId: sessions[index % 8]?.id as string,
      id: randomUUID(),
      text: `m${index}`,
    }));
    const answers = await Promise.all(sent.map(({ sessionId, text, id }) => me.say(sessionId, text, id)));
    for (const { id } of sessions) {
      const stored = await messagesOf(id);
      const mine = sent.flatMap((message, index) =>
        message.sessionId === id ? { ...message, seq: answers[index]?.body.seq as number } : [],
      );
      mine.sort((a, b) => a.seq - b.seq);
      expect(stored.map(({ id, text, seq }) => ({ id, text, seq }))).toEqual(
        mine.map(({ id, text, seq }) => ({ id, text, seq })),
      );
      const events = await me.events(id);
      expect(events.map((event) => event.seq)).toEqual(events.map((_event, index) => index + 1));
      await me.runSoon(id, 'COMPLETED');
      await soon(() => expect(handed.get(id)?.at(-1)).toHaveLength(25));
    }
  });

  it('that is bad takes no other of its group with it', async () => {
    const { id } = await me.newSession('quick');
    const taken = randomUUID();
    await me.say(id, 'first', taken);
    const ids = Array.from({ length: 30 }, (_value, index) => (index % 3 ? randomUUID() : taken));
    const answers = await Promise.all(ids.map((messageId, index) => me.say(id, `m${index}`, messageId)));
    expect(answers.map((answer) => answer.status)).toEqual(ids.map((messageId) => (messageId === taken ? 409 : 202)));
    expect(await messagesOf(id)).toHaveLength(21);
  });
});

describe('messages while a run works (SES-3)', () => {
  it('are handed over at its next look', async () => {
    const { id } = await me.newSession('steered');
    await me.say(id, 'one');
    await soon(() => expect(handed.get(id)).toEqual([['one']]));
    for (const text of ['two', 'three']) expect((await me.say(id, text)).body).toMatchObject({ runId: null });
    gateOf(id).resolve();
    await me.runSoon(id, 'COMPLETED');
    expect(handed.get(id)).toEqual([['one'], ['one', 'two', 'three']]);
    expect(await me.runs(id)).toHaveLength(1);
  });

  it('start the next run when it did not look again', async () => {
    const { id } = await me.newSession('deaf');
    await me.say(id, 'one');
    await soon(() => expect(handed.get(id)).toEqual([['one']]));
    for (const text of ['two', 'three']) await me.say(id, text);
    gateOf(id).resolve();
    await soon(async () => expect(await me.runs(id)).toHaveLength(2));
    await me.runSoon(id, 'COMPLETED');
    expect(handed.get(id)).toEqual([['one'], ['one', 'two', 'three']]);
  });

  it('are never dropped, wherever the run just is when they arrive (300 races)', async () => {
    const SESSIONS = 20;
    const ROUNDS = 15;
    const race = async () => {
      const { id } = await me.newSession('quick');
      const texts: string[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        texts.push(`m${round}`);
        await me.say(id, `m${round}`);
        // From "at once" to "the run is long over".
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 12));
      }
      await soon(async () => expect(handed.get(id)?.at(-1)).toEqual(texts));
      await me.runSoon(id, 'COMPLETED');
      expect(await userTexts(id)).toEqual(texts);
      const runs = await me.runs(id);
      expect(runs.every((run) => run.status === 'COMPLETED')).toBe(true);
      return runs.length;
    };
    const counts = await Promise.all(Array.from({ length: SESSIONS }, race));
    // Some were steered into a working run and some started one, or this was no race.
    const runs = counts.reduce((sum, count) => sum + count, 0);
    expect(runs).toBeGreaterThan(SESSIONS);
    expect(runs).toBeLessThan(SESSIONS * ROUNDS);
  });
});
