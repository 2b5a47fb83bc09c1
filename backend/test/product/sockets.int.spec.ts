import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { MAX_FRAME_BYTES, type ServerFrame, type SessionEvent, serverFrameSchema } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebSocketServer } from 'ws';
import { forge, goodClaims, tokenZoo } from '../../src/modules/auth/testing/token-zoo.js';
import { SocketServer } from '../../src/modules/realtime/socket-server.js';
import { SessionFeed } from '../../src/modules/sessions/index.js';
import { EventBus } from '../../src/platform/bus/index.js';
import {
  ORIGIN,
  type Person,
  RawSocket,
  ScriptedAgent,
  soon,
  startTestProduct,
  type TestProduct,
  TestSocket,
} from '../support/product/index.js';

const SECRET = 'jwt-secret-of-the-tests-32-bytes-long';
const agent = new ScriptedAgent();
let product: TestProduct;
let me: Person;
let stranger: Person;
let silent: { opened: number; socket: TestSocket; closed: Promise<{ code: number; at: number }> };

beforeAll(async () => {
  product = await startTestProduct({ agents: [agent.definition], env: { DEMO_MODEL_TOKENS_PER_SECOND: '2000' } });
  me = await product.signUp();
  stranger = await product.signUp('Noa');
  const socket = await TestSocket.open(product.url);
  const closed = socket.closed.then(({ code }) => ({ code, at: performance.now() }));
  silent = { opened: performance.now(), socket, closed }; // its 5 s run beside the other tests
});
afterAll(() => product.close());

const keeper = () => {
  const { sub, sid } = JSON.parse(Buffer.from(me.token.split('.')[1] ?? '', 'base64url').toString());
  const nowS = Math.floor(Date.now() / 1_000);
  return { secret: SECRET, issuer: ORIGIN, nowS, userId: sub, loginId: sid, otherId: stranger.id };
};
/** An access token that ends in so many seconds. */
const shortToken = (seconds: number) => {
  const k = keeper();
  return forge({ alg: 'HS256', typ: 'at+jwt' }, { ...goodClaims(k), exp: k.nowS + seconds }, SECRET);
};
const isPong = (frame: ServerFrame) => frame.type === 'pong';
const pongOf = async (socket: TestSocket) => {
  const pong = socket.next(isPong);
  socket.write({ type: 'ping' });
  const began = performance.now();
  await pong;
  return performance.now() - began;
};
const topics = () => (product.nest.get(EventBus) as unknown as { topics: Map<string, Set<unknown>> }).topics;
const listeners = (sessionId: string) => topics().get(`session:${sessionId}`)?.size ?? 0;
const buffered = () => {
  const { sockets } = product.nest.get(SocketServer) as unknown as { sockets: WebSocketServer };
  return [...sockets.clients].reduce((most, client) => Math.max(most, client.bufferedAmount), 0);
};
const waiting = async () => {
  const { id } = await me.newSession(agent.name);
  agent.play(id, async (ctx) => void (await ctx.ask('way', { type: 'TEXT', question: 'Which way?' })));
  await me.say(id, 'Go');
  const [request] = await me.pendingSoon(id);
  return { id, requestId: request?.id ?? '' };
};

describe('the door', () => {
  it('opens for our origin only (T21)', async () => {
    const status = (origin?: string) => TestSocket.statusOf(product.url, origin === undefined ? {} : { origin });
    expect(await status(ORIGIN)).toBe(101);
    const zoo = ['null', '', 'http://parley.test.evil.example', 'http://evil.example', 'http://evilparley.test'];
    zoo.push('http://sub.parley.test', 'http://parley.test:8080', 'https://parley.test', 'http://parley.test/');
    zoo.push('HTTP://PARLEY.TEST', 'http://parley.test@evil.example', 'http://parley.tes', `${ORIGIN}, ${ORIGIN}`);
    for (const origin of [undefined, ...zoo]) expect(await status(origin), String(origin)).toBe(403);
  });

  it('stands at /ws and nowhere else', async () => {
    for (const path of ['', '/', '/wss', '/api/ws', '/ws/ws'])
      expect(await TestSocket.statusOf(product.url, { origin: ORIGIN }, path), path).toBe(404);
  });

  it('outlives clients that vanish while they are turned away', async () => {
    for (let index = 0; index < 50; index++) {
      const raw = await RawSocket.open(product.url, index % 2 ? 'http://evil.example' : ORIGIN);
      raw.write({ type: 'auth', token: 'x', v: 1 });
      raw.reset();
    }
    await pause(50);
    const socket = await me.connect();
    await pongOf(socket);
    await socket.close();
  });

  it('closes with 4401 on every bad token there is (T17)', async () => {
    const { good, bad } = tokenZoo(keeper());
    const fine = await TestSocket.open(product.url);
    expect(await fine.signIn(good)).toMatchObject({ userId: me.id, v: 1 });
    await fine.close();
    const { huge, ...others } = bad;
    const zoo = { ...others, empty: '', 'a refresh token': me.refreshToken, 'a NUL': '\0' };
    const tried = Object.entries(zoo).map(async ([name, token]) => {
      const socket = await TestSocket.open(product.url);
      socket.write({ type: 'auth', token, v: 1 });
      const { code } = await socket.closed;
      const codes = socket.frames.map((frame) => (frame.type === 'error' ? frame.problem.code : frame.type));
      return [name, code, ...codes];
    });
    for (const result of await Promise.all(tried)) expect(result).toEqual([result[0], 4401, 'unauthorized']);
    // One longer than any token is no auth frame at all; its sender is shown the door after 5 s.
    const socket = await TestSocket.open(product.url);
    expect((await socket.refusalOf({ type: 'auth', token: huge, v: 1 })).problem.code).toBe('invalid_request');
    socket.raw.terminate();
  });

  it('hears nothing before the auth frame', async () => {
    const { id, requestId } = await waiting();
    const message = { id: randomUUID(), text: 'hello' };
    const frames = [
      { type: 'ping' },
      { type: 'subscribe', ref: 'r', sessionId: id, after: 0 },
      { type: 'message.send', ref: 'r', sessionId: id, message },
      { type: 'feedback.answer', ref: 'r', requestId, answer: { type: 'TEXT', text: 'left' } },
      { type: 'run.stop', ref: 'r', sessionId: id },
      { type: 'start', ref: 'r', body: { prompt: 'x' } },
    ];
    for (const frame of frames) {
      const socket = await TestSocket.open(product.url);
      socket.write(frame);
      expect((await socket.closed).code, frame.type).toBe(4401);
      expect(socket.frames.map((heard) => heard.type)).toEqual(['error']);
    }
    expect(await me.pending(id)).toHaveLength(1);
    expect((await me.view(id)).messages.items).toHaveLength(2);
  });

  it('lets a connection belong to one person', async () => {
    const socket = await me.connect();
    socket.write({ type: 'auth', token: stranger.token, v: 1 });
    expect((await socket.closed).code).toBe(4401);
  });

  it('knows sessions and questions only to their owner (T28)', async () => {
    const { id, requestId } = await waiting();
    const before = listeners(id);
    const socket = await stranger.connect();
    const answers = [
      await socket.subscribe(id),
      await socket.ask({ type: 'message.send', sessionId: id, message: { id: randomUUID(), text: 'hello' } }),
      await socket.ask({ type: 'run.stop', sessionId: id }),
      await socket.ask({ type: 'feedback.answer', requestId, answer: { type: 'TEXT', text: 'left' } }),
      await socket.ask({ type: 'start', body: { prompt: 'x', thread_id: id } }),
      await socket.ask({ type: 'continue', body: { thread_id: id, response: 'left' } }),
      await socket.subscribe(randomUUID()),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({ type: 'error', problem: { code: 'not_found', status: 404 } });
    await socket.ask({ type: 'unsubscribe', sessionId: id });
    await me.say(id, 'the canary sings');
    await pongOf(socket);
    expect(JSON.stringify(socket.frames)).not.toMatch(/canary|Which way/);
    expect(listeners(id)).toBe(before);
    await socket.close();
  });
});

describe('a bad frame', () => {
  const message = (text: string) =>
    `{"type":"message.send","ref":"r","sessionId":"%","message":{"id":"${randomUUID()}","text":"${text}"}}`;
  const BAD: Record<string, unknown> = {
    'no JSON': 'hello',
    'half of one': '{"type":"ping"',
    'a list': '[]',
    'a number': '7',
    null: 'null',
    'no type': '{}',
    'an unknown type': '{"type":"admin","ref":"r"}',
    'a type of Object': '{"type":"__proto__"}',
    'an unknown field': '{"type":"ping","as":"admin"}',
    'a prototype': '{"type":"ping","__proto__":{"admin":true}}',
    'a prototype inside': message('x').replace('"text"', '"__proto__":{"role":"AGENT"},"text"'),
    'a NUL': message('a\\u0000b'),
    'a lone surrogate': message('\\ud800'),
    'a text too long': message('x'.repeat(16_001)),
    'a blank text': message('  '),
    'no ref': `{"type":"run.stop","sessionId":"%"}`,
    'a ref too long': `{"type":"run.stop","sessionId":"%","ref":"${'r'.repeat(65)}"}`,
    'an id that is none': '{"type":"run.stop","sessionId":"1","ref":"r"}',
    'a place before the log': '{"type":"subscribe","sessionId":"%","ref":"r","after":-1}',
    'a place beyond any log': '{"type":"subscribe","sessionId":"%","ref":"r","after":9007199254740991}',
    'a place between': '{"type":"subscribe","sessionId":"%","ref":"r","after":0.5}',
    'another version': '{"type":"auth","token":"x","v":2}',
    '10⁴ brackets': '['.repeat(10_000) + ']'.repeat(10_000),
    binary: Buffer.from('{"type":"ping"}'),
  };

  it('is refused in words, and the socket lives on', async () => {
    const { id } = await me.newSession(agent.name);
    const socket = await me.connect();
    for (const [name, frame] of Object.entries(BAD)) {
      const refusal = await socket.refusalOf(typeof frame === 'string' ? frame.replace('%', id) : frame);
      expect(refusal.problem, name).toMatchObject({ status: 400, code: 'invalid_request' });
      serverFrameSchema.parse(refusal);
    }
    await pongOf(socket);
    expect((await me.view(id)).session.lastSeq).toBe(1);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    await socket.close();
  });

  it('too large ends the socket, also in pieces (T22)', async () => {
    const { id } = await me.newSession(agent.name);
    const fits = await me.connect();
    const longest = '\u{1F600}'.repeat(8_000);
    const sent = await fits.ask({ type: 'message.send', sessionId: id, message: { id: randomUUID(), text: longest } });
    expect(sent.type).toBe('ack');
    const whole = await me.connect();
    whole.write('x'.repeat(MAX_FRAME_BYTES + 1));
    const pieces = await me.connect();
    for (let index = 0; index < 100; index++) pieces.raw.send('x'.repeat(1_000), { fin: false });
    expect([(await whole.closed).code, (await pieces.closed).code]).toEqual([1009, 1009]);
    await pongOf(fits);
    await fits.close();
  });

  it('that is no UTF-8 ends the socket', async () => {
    const socket = await me.connect();
    socket.raw.send(Buffer.from([0x22, 0xff, 0x22]), { binary: false });
    expect((await socket.closed).code).toBe(1007);
  });
});

describe('a flood', () => {
  it('ends its own socket with 4429 and slows no other', async () => {
    const [flood, calm] = [await me.connect(), await stranger.connect()];
    for (let index = 0; index < 10_000; index++) flood.write({ type: 'ping' });
    const took = await pongOf(calm);
    expect((await flood.closed).code).toBe(4429);
    expect(flood.frames.filter(isPong).length).toBeLessThanOrEqual(200); // two windows at most
    expect(took).toBeLessThan(1_000);
    await pongOf(calm);
    await calm.close();
  });

  it('of subscriptions is bounded and leaves no listener behind', async () => {
    const socket = await me.connect();
    const sessions = await Promise.all(Array.from({ length: 52 }, () => me.newSession(agent.name)));
    const before = topics().size;
    const answers = [];
    for (const { id } of sessions) answers.push(await socket.subscribe(id));
    expect(answers.map((answer) => answer.type)).toEqual([...Array(50).fill('ack'), 'error', 'error']);
    expect(topics().size - before).toBe(50);
    for (let index = 0; index < 20; index++) await socket.subscribe(sessions[0]?.id ?? ''); // again is not one more
    expect(listeners(sessions[0]?.id ?? '')).toBe(1);
    await socket.close();
    // Less than before: nobody listens for the person either, who has no page any more.
    await soon(() => expect(topics().size).toBeLessThan(before));
  });
});

describe('a login that ends (T19)', () => {
  it('closes its sockets at once, also in the middle of a stream, and no others', async () => {
    const person = await product.signUp('Kim');
    const { id } = await person.newSession('assistant');
    const [streaming, idle, other] = [await person.connect(), await person.connect(), await me.connect()];
    await streaming.subscribe(id);
    const begun = streaming.next((frame) => frame.type === 'delta' && frame.text !== '');
    await person.say(id, '[[demo:slow]] Tell me a long story');
    await begun;
    const began = performance.now();
    await person.logOut();
    expect([(await streaming.closed).code, (await idle.closed).code]).toEqual([4401, 4401]);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect((await person.get(`/api/sessions/${id}`)).status).toBe(401);
    await pongOf(other);
    await other.close();
  });

  it('takes no frame more, not even from a client that does not hang up', async () => {
    const person = await product.signUp('Kim');
    const { id } = await person.newSession(agent.name);
    const raw = await RawSocket.open(product.url, ORIGIN);
    raw.write({ type: 'auth', token: person.token, v: 1 });
    await soon(() => expect(raw.heard).toContain('"ready"'));
    const send = () =>
      raw.write({ type: 'message.send', ref: 'r', sessionId: id, message: { id: randomUUID(), text: 'hello' } });
    agent.play(id, async () => undefined);
    send();
    await soon(() => expect(raw.heard).toContain('"sent"'));
    const count = async () => (await product.pool.query('SELECT 1 FROM message WHERE session_id = $1', [id])).rowCount;
    expect(await count()).toBe(1);
    await person.logOut();
    for (let index = 0; index < 10; index++) send();
    await pause(300);
    expect(await count()).toBe(1);
    raw.reset();
  });

  it('in another process, or with its account, is noticed within 5 s', async () => {
    const [kim, lou] = [await product.signUp('Kim'), await product.signUp('Lou')];
    const [one, two] = [await kim.connect(), await lou.connect()];
    const began = performance.now();
    await product.pool.query('UPDATE login_session SET revoked_at = now() WHERE user_id = $1', [kim.id]);
    await product.pool.query('UPDATE app_user SET disabled_at = now() WHERE id = $1', [lou.id]);
    expect([(await one.closed).code, (await two.closed).code]).toEqual([4401, 4401]);
    expect(performance.now() - began).toBeLessThan(5_000);
    for (const person of [kim, lou])
      await soon(async () => expect((await person.get('/api/sessions')).status).toBe(401));
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('by the end of its access token closes the socket, unless a new one came in time', async () => {
    const [ending, renewed] = [await TestSocket.open(product.url), await TestSocket.open(product.url)];
    await Promise.all([ending.signIn(shortToken(2)), renewed.signIn(shortToken(2))]);
    await renewed.signIn(me.token);
    const began = performance.now();
    expect((await ending.closed).code).toBe(4401);
    expect(performance.now() - began).toBeLessThan(7_000);
    await pongOf(renewed);
    await renewed.close();
  });
});

describe('a reader', () => {
  const event = (sessionId: string, seq: number, bytes: number): SessionEvent => {
    const at = new Date().toISOString();
    const message = {
      id: randomUUID(),
      sessionId,
      role: 'USER',
      type: 'TEXT',
      status: 'SENT',
      text: 'x'.repeat(bytes),
    } as const;
    const rest = { channel: 'WEB', author: 'Mira', runId: null, feedbackRequestId: null, createdAt: at } as const;
    return { sessionId, seq, at, type: 'message.created', payload: { message: { ...message, ...rest } } };
  };

  it('that stalls is cut off, memory stays bounded, and it can come again (F68)', async () => {
    const { id } = await me.newSession(agent.name);
    const [stalled, quick] = [await me.connect(), await me.connect()];
    await Promise.all([stalled.subscribe(id), quick.subscribe(id)]);
    stalled.raw.pause();
    const feed = product.nest.get(SessionFeed);
    let most = 0;
    const FRAME = 100_000;
    for (let seq = 2; seq <= 300; seq++) {
      feed.publish(event(id, seq, FRAME)); // 30 MB in all
      most = Math.max(most, buffered());
      await pause(1);
    }
    expect(most).toBeGreaterThan(1_000_000); // it did pile up
    expect(most).toBeLessThan(4 * 1024 * 1024 + 2 * FRAME);
    await soon(() => expect(listeners(id)).toBe(1));
    stalled.raw.resume();
    expect([1013, 1006]).toContain((await stalled.closed).code);
    await soon(() => expect(quick.events.at(-1)?.seq).toBe(300));
    await quick.close();
    const again = await me.connect();
    expect(await again.subscribe(id)).toMatchObject({ type: 'ack', seq: 1 });
    await again.close();
  });

  it('gets merged text while it is behind, and the whole of it in the end', async () => {
    const { id } = await me.newSession(agent.name);
    const socket = await me.connect();
    await socket.subscribe(id);
    socket.raw.pause();
    const feed = product.nest.get(SessionFeed);
    const messageId = randomUUID();
    for (let index = 0; index < 2_000; index++)
      feed.publishDelta({ sessionId: id, messageId, offset: 0, text: 'x'.repeat(10_000) });
    expect(buffered()).toBeLessThan(1_000_000); // of 20 MB
    socket.raw.resume();
    await pongOf(socket);
    await socket.close();
  });

  it('that is quick gets a long history of long events without being cut off', async () => {
    const { id } = await me.newSession(agent.name);
    await product.pool.query(
      `INSERT INTO session_event (session_id, type, payload) SELECT $1, 'session.updated', to_jsonb(repeat('x', 40000)) FROM generate_series(1, 600)`,
      [id],
    );
    const socket = await me.connect();
    const ack = await socket.subscribe(id);
    expect(ack).toMatchObject({ type: 'ack', seq: 601 });
    expect(socket.events.map((heard) => heard.seq)).toEqual(Array.from({ length: 601 }, (_value, index) => index + 1));
    await socket.close();
  });
});

describe('silence', () => {
  it('instead of an auth frame ends in 4401 after 5 s', async () => {
    const { code, at } = await silent.closed;
    expect(code).toBe(4401);
    expect(at - silent.opened).toBeGreaterThan(4_900);
    expect(at - silent.opened).toBeLessThan(7_000);
    expect(silent.socket.frames).toEqual([]);
  });
});

describe('the rate limit', () => {
  it('counts 30 in a minute over REST and sockets together (I17, T33)', async () => {
    const strict = await startTestProduct({
      agents: [agent.definition],
      env: { RATE_LIMIT_MESSAGES_PER_MINUTE: '30' },
    });
    try {
      const person = await strict.signUp();
      const other = await strict.signUp('Noa');
      const { id } = await person.newSession(agent.name);
      agent.play(id, async () => undefined);
      const socket = await person.connect();
      const byRest = () => person.say(id, 'hello').then(({ status }) => status === 202);
      const bySocket = () =>
        socket
          .ask({ type: 'message.send', sessionId: id, message: { id: randomUUID(), text: 'hello' } })
          .then(({ type }) => type === 'ack');
      const results = await Promise.all(
        Array.from({ length: 80 }, (_value, index) => (index % 2 ? byRest() : bySocket())),
      );
      expect(results.filter(Boolean)).toHaveLength(30);
      expect((await person.view(id)).messages.items).toHaveLength(30);

      const refused = await person.say(id, 'hello');
      expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      const frame = await socket.ask({ type: 'message.send', sessionId: id, message: { id: randomUUID(), text: 'x' } });
      expect(frame).toMatchObject({ type: 'error', problem: { code: 'rate_limited', status: 429 } });
      expect(frame.type === 'error' && frame.problem.retryAfter).toBeGreaterThan(0);
      const nothing = randomUUID();
      const others = [
        person.post('/api/chat', { prompt: 'x' }),
        person.post('/api/chat/continue', { thread_id: id, response: 'x' }),
        person.answer(nothing, { type: 'TEXT', text: 'x' }),
        person.post(`/api/sessions/${id}/retry`),
        person.post(`/api/threads/${id}/resume`, { decision: 'approve' }),
      ];
      for (const answer of await Promise.all(others)) expect(answer.status).toBe(429);
      const frames = [
        socket.ask({ type: 'start', body: { prompt: 'x' } }),
        socket.ask({ type: 'continue', body: { thread_id: id, response: 'x' } }),
        socket.ask({ type: 'feedback.answer', requestId: nothing, answer: { type: 'TEXT', text: 'x' } }),
      ];
      for (const answer of await Promise.all(frames))
        expect(answer).toMatchObject({ problem: { code: 'rate_limited' } });
      await pongOf(socket); // reading and stopping stay free
      const theirs = await other.newSession(agent.name);
      agent.play(theirs.id, async () => undefined);
      expect((await other.say(theirs.id, 'hello')).status).toBe(202);
      await socket.close();
    } finally {
      await strict.close();
    }
  });
});
