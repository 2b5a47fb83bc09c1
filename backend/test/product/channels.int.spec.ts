import { randomUUID } from 'node:crypto';
import { type Channel, channelListSchema, channelSchema, channelTestSchema } from '@parley/contracts';
import { RecordingChannel } from '@parley/sandbox/recorder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MarkChannel, RecordingChannelAdapter } from '../../src/modules/channels/index.js';
import { call, ORIGIN, type Person, startTestProduct, type TestProduct } from '../support/product/index.js';

const email = new RecordingChannel({ name: 'EMAIL' });
const adapter = () => new RecordingChannelAdapter({ type: 'EMAIL', channel: email, publicUrl: ORIGIN });
let product: TestProduct;
/** A second process on the same database. */
let other: TestProduct;
beforeAll(async () => {
  product = await startTestProduct({ channels: [adapter()] });
  other = await startTestProduct({ channels: [adapter()], databaseUrl: product.databaseUrl });
});
afterAll(async () => {
  await other.close();
  await product.close();
});

const newAddress = () => `${randomUUID()}@example.org`;
const add = (person: Person, address: string) => person.post('/api/channels', { type: 'EMAIL', address });
const codeSentTo = (address: string): string => {
  const text = email.entries({ address, operation: 'say' }).at(-1)?.text ?? '';
  return /\b\d{6}\b/.exec(text)?.[0] ?? 'none';
};
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const verify = (person: Person, id: string, code: string) => person.post(`/api/channels/${id}/verify`, { code });
const listOf = async (person: Person): Promise<Channel[]> =>
  channelListSchema.parse((await person.get('/api/channels')).body).items;
const channelOf = async (person: Person, id: string) => (await listOf(person)).find((channel) => channel.id === id);
const verified = async (person: Person, address = newAddress()): Promise<Channel> => {
  const { body } = await add(person, address);
  const { status, body: channel } = await verify(person, body.id, codeSentTo(address));
  expect(status).toBe(200);
  return channelSchema.parse(channel);
};
const refusal = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];
/** As an attempt that some session made there. */
const deliverTo = async (person: Person, channelId: string) => {
  const { id } = await person.newSession();
  await product.pool.query(
    `INSERT INTO delivery_attempt (id, session_id, channel_id, purpose, note) VALUES ($1, $2, $3, 'NOTE', '{"text":"hi","thread":null}')`,
    [randomUUID(), id, channelId],
  );
};

describe('channels', () => {
  it('begin with the web, which is always there', async () => {
    const person = await product.signUp();
    const { status, body } = await person.get('/api/channels');
    expect(status).toBe(200);
    const list = channelListSchema.parse(body);
    expect(list.items).toMatchObject([{ type: 'WEB', status: 'ACTIVE', waitMs: 120_000, address: person.id }]);
    expect(list.available).toEqual([
      { type: 'WEB', connected: true, standIn: null },
      { type: 'EMAIL', connected: true, standIn: null },
      { type: 'SLACK', connected: false, standIn: null },
    ]);
    expect(refusal(await person.send('DELETE', `/api/channels/${list.items[0]?.id}`))).toEqual([
      409,
      'channel_required',
    ]);
  });

  it('are proven by a code that is sent there, also when another process is asked', async () => {
    const person = await product.signUp();
    const address = newAddress();
    const added = await add(person, `  ${address.toUpperCase()} `);
    expect(added.status).toBe(201);
    const channel = channelSchema.parse(added.body);
    expect(channel).toMatchObject({ address, status: 'UNVERIFIED', verifiedAt: null, problem: null, position: 1 });
    const code = codeSentTo(address);
    expect(added.text).not.toContain(code);
    const proven = await verify(person.at(other.url), channel.id, ` ${code} `);
    expect(channelSchema.parse(proven.body)).toMatchObject({ status: 'ACTIVE', waitMs: 3_600_000, problem: null });
    expect((await channelOf(person, channel.id))?.verifiedAt).not.toBeNull();
    // A double click, a lost reply.
    expect((await verify(person, channel.id, code)).status).toBe(200);
    expect(refusal(await person.post(`/api/channels/${channel.id}/code`))).toEqual([409, 'already_verified']);
  });

  it('keep the code as a hash that the database alone cannot undo', async () => {
    const person = await product.signUp();
    const address = newAddress();
    const { body } = await add(person, address);
    const { rows } = await product.pool.query('SELECT * FROM channel_verification WHERE channel_id = $1', [body.id]);
    const code = codeSentTo(address);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(rows[0].code_hash).toHaveLength(32);
    const lifeMs = rows[0].expires_at.getTime() - Date.now();
    expect(lifeMs > 9.5 * 60_000 && lifeMs <= 10 * 60_000).toBe(true);
  });

  it('give a code five tries, over all processes, however they come', async () => {
    const person = await product.signUp();
    const address = newAddress();
    const { body } = await add(person, address);
    const code = codeSentTo(address);
    const tries = Array.from({ length: 12 }, (_, at) =>
      verify(at % 2 ? person : person.at(other.url), body.id, wrong(code)),
    );
    const codes = (await Promise.all(tries)).map((answer) => answer.body.code);
    expect(codes.filter((found) => found === 'code_invalid')).toHaveLength(5);
    expect(codes.filter((found) => found === 'code_expired')).toHaveLength(7);
    expect(refusal(await verify(person, body.id, code))).toEqual([409, 'code_expired']);
    const again = await person.post(`/api/channels/${body.id}/code`);
    expect(channelTestSchema.parse(again.body)).toEqual({ ok: true, problem: null });
    expect((await verify(person, body.id, codeSentTo(address))).status).toBe(200);
  });

  it('count wrong tries aloud, take only the newest code, and none that ran out', async () => {
    const person = await product.signUp();
    const address = newAddress();
    const { body } = await add(person, address);
    const first = codeSentTo(address);
    const miss = await verify(person, body.id, wrong(first));
    expect([...refusal(miss), miss.body.detail]).toEqual([
      422,
      'code_invalid',
      expect.stringContaining('4 more tries'),
    ]);
    await person.post(`/api/channels/${body.id}/code`);
    const second = codeSentTo(address);
    if (first !== second) expect(refusal(await verify(person, body.id, first))).toEqual([422, 'code_invalid']);
    await product.pool.query('UPDATE channel_verification SET expires_at = now() WHERE channel_id = $1', [body.id]);
    expect(refusal(await verify(person, body.id, second))).toEqual([409, 'code_expired']);
    expect(refusal(await person.post(`/api/channels/${body.id}/verify`, { code: '12345' }))).toEqual([
      400,
      'invalid_request',
    ]);
  });

  it('say why the code could not be sent, and send it when asked again', async () => {
    const person = await product.signUp();
    const address = newAddress();
    email.faults.plan.add({ fault: { kind: 'transient' }, times: 1, match: { address } });
    const { status, body } = await add(person, address);
    expect([status, body.status, body.problem]).toEqual([201, 'UNVERIFIED', expect.stringContaining('Email')]);
    expect((await channelOf(person, body.id))?.problem).toBe(body.problem);
    expect((await person.post(`/api/channels/${body.id}/code`)).body).toEqual({ ok: true, problem: null });
    expect((await channelOf(person, body.id))?.problem).toBeNull();
  });

  it.each([
    [{ type: 'EMAIL', address: 'mira' }, 400, 'invalid_request'],
    [{ type: 'EMAIL', address: 'a@example.org\nBcc: b@example.org' }, 400, 'invalid_request'],
    [{ type: 'SLACK', address: 'U024BE7LH' }, 409, 'channel_unavailable'],
    [{ type: 'WEB', address: 'x' }, 400, 'invalid_request'],
  ])('refuse %j', async (body, status, code) => {
    const person = await product.signUp();
    const answer = await person.post('/api/channels', body);
    expect(refusal(answer)).toEqual([status, code]);
    if (code === 'invalid_request') expect(answer.body.errors[0].path).toMatch(/address|type/);
    expect(await listOf(person)).toHaveLength(1);
  });

  it('belong to who has proven them: a claim without the code keeps nobody out', async () => {
    const [squatter, owner, third] = await Promise.all([product.signUp(), product.signUp(), product.signUp()]);
    const address = newAddress();
    const claim = (await add(squatter, address)).body;
    const stolen = codeSentTo(address);
    const channel = (await add(owner, address)).body;
    expect(channel.status).toBe('UNVERIFIED');
    expect(await listOf(squatter)).toHaveLength(1);
    // The code that the squatter asked for proves nothing, for neither of them.
    expect(refusal(await verify(squatter, claim.id, stolen))).toEqual([404, 'not_found']);
    const late = await verify(owner, channel.id, stolen);
    if (stolen !== codeSentTo(address)) expect(refusal(late)).toEqual([422, 'code_invalid']);
    expect((await verify(owner, channel.id, codeSentTo(address))).status).toBe(200);
    for (const person of [squatter, third]) expect(refusal(await add(person, address))).toEqual([409, 'address_taken']);
    expect(refusal(await add(owner, address))).toEqual([409, 'address_taken']);
    expect((await channelOf(owner, channel.id))?.status).toBe('ACTIVE');
  });

  it('of two that claim one address at once, one has it', async () => {
    const people = await Promise.all([product.signUp(), product.signUp()]);
    const address = newAddress();
    await Promise.all(people.map((person, at) => add(at ? person.at(other.url) : person, address)));
    const holders = (await Promise.all(people.map(listOf))).map((list) => list.length);
    expect(holders.sort()).toEqual([1, 2]);
    const { rows } = await product.pool.query('SELECT 1 FROM communication_channel WHERE address = $1', [address]);
    expect(rows).toHaveLength(1);
  });

  it('are ten at most, also when many come at once', async () => {
    const person = await product.signUp();
    const answers = await Promise.all(Array.from({ length: 14 }, () => add(person, newAddress())));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(9);
    expect(answers.filter(({ body }) => body.code === 'too_many_channels')).toHaveLength(5);
    expect(new Set((await listOf(person)).map(({ position }) => position)).size).toBe(10);
  });

  it('stand in the order that is wanted, and in no other', async () => {
    const person = await product.signUp();
    const [one, two] = [await verified(person), await verified(person)];
    const [web] = await listOf(person);
    const ids = [two.id, web!.id, one.id];
    const { status, body } = await person.send('PUT', '/api/channels/order', { ids });
    expect([status, body.items.map(({ id }: Channel) => id)]).toEqual([200, ids]);
    const stranger = await product.signUp();
    const foreign = (await listOf(stranger))[0]!.id;
    for (const bad of [ids.slice(1), [...ids, foreign], [two.id, web!.id, foreign], [two.id, two.id, one.id]])
      expect(refusal(await person.send('PUT', '/api/channels/order', { ids: bad }))).toEqual([400, 'invalid_request']);
    expect((await listOf(person)).map(({ id }) => id)).toEqual(ids);
  });

  it('wait as long as they are told', async () => {
    const person = await product.signUp();
    const { id } = await verified(person);
    const patch = (waitMs: unknown) => person.send('PATCH', `/api/channels/${id}`, { waitMs });
    expect((await patch(90_000)).body.waitMs).toBe(90_000);
    expect((await channelOf(person, id))?.waitMs).toBe(90_000);
    for (const bad of [999, 8 * 24 * 3_600_000, '60000', null]) expect((await patch(bad)).status).toBe(400);
  });

  it('are gone at once when they are removed, and can be added again by whoever proves them', async () => {
    const [person, next] = [await product.signUp(), await product.signUp()];
    const address = newAddress();
    const { id } = await verified(person, address);
    expect((await person.send('DELETE', `/api/channels/${id}`)).status).toBe(204);
    expect(refusal(await person.send('DELETE', `/api/channels/${id}`))).toEqual([404, 'not_found']);
    expect((await product.pool.query('SELECT 1 FROM communication_channel WHERE id = $1', [id])).rowCount).toBe(0);
    expect((await verified(next, address)).status).toBe('ACTIVE');
  });

  it('stay for the history of what was delivered there, unused and unseen', async () => {
    const [person, next] = [await product.signUp(), await product.signUp()];
    const address = newAddress();
    const { id } = await verified(person, address);
    await deliverTo(person, id);
    expect((await person.send('DELETE', `/api/channels/${id}`)).status).toBe(204);
    const { rows } = await product.pool.query('SELECT status, verified_at FROM communication_channel WHERE id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ status: 'DISCONNECTED', verified_at: null }]);
    expect(await listOf(person)).toHaveLength(1);
    for (const path of ['code', 'test']) expect((await person.post(`/api/channels/${id}/${path}`)).status).toBe(404);
    expect((await person.send('PATCH', `/api/channels/${id}`, { waitMs: 5_000 })).status).toBe(404);
    expect((await verify(person, id, '000000')).status).toBe(404);
    await product.nest.get(MarkChannel).execute(id, { status: 'ACTIVE', problem: null });
    expect(await listOf(person)).toHaveLength(1);
    expect((await verified(next, address)).position).toBe(1);
  });

  it('tell nothing to strangers', async () => {
    const [person, stranger] = [await product.signUp(), await product.signUp()];
    const { id } = await verified(person);
    const answers = await Promise.all([
      stranger.send('PATCH', `/api/channels/${id}`, { waitMs: 5_000 }),
      stranger.send('DELETE', `/api/channels/${id}`),
      ...['code', 'test'].map((path) => stranger.post(`/api/channels/${id}/${path}`)),
      verify(stranger, id, '000000'),
    ]);
    for (const answer of answers) expect(refusal(answer)).toEqual([404, 'not_found']);
    expect((await channelOf(person, id))?.status).toBe('ACTIVE');
  });

  it('cannot be added by a personal token', async () => {
    const person = await product.signUp();
    const { token } = (await person.post('/api/access-tokens', { name: 'script' })).body;
    const headers = { authorization: `Bearer ${token}` };
    const body = { type: 'EMAIL', address: newAddress() };
    expect(refusal(await call(`${product.url}/api/channels`, 'POST', headers, body))).toEqual([403, 'forbidden']);
    expect((await call(`${product.url}/api/channels`, 'GET', headers)).status).toBe(200);
  });
});

describe('a test message', () => {
  it('goes to proven addresses only', async () => {
    const person = await product.signUp();
    const address = newAddress();
    const { body } = await add(person, address);
    expect(refusal(await person.post(`/api/channels/${body.id}/test`))).toEqual([409, 'channel_unverified']);
    await verify(person, body.id, codeSentTo(address));
    const before = email.entries({ address }).length;
    const tested = await person.post(`/api/channels/${body.id}/test`);
    expect(channelTestSchema.parse(tested.body)).toEqual({ ok: true, problem: null });
    expect(email.entries({ address }).slice(before)).toMatchObject([
      { operation: 'say', text: expect.stringContaining('test') },
    ]);
  });

  it.each([
    ['transient', 'ACTIVE', 'problem of its own'],
    ['rejected', 'ACTIVE', 'refused'],
    ['rate_limited', 'ACTIVE', 'pause'],
    ['unknown_accepted', 'ACTIVE', 'did not confirm'],
    ['garbage', 'ACTIVE', 'did not confirm'],
    ['unauthorized', 'DEGRADED', 'administrator'],
    ['not_found', 'DISCONNECTED', 'no such address'],
  ] as const)(
    'says in plain words that it failed (%s), and what that means for the address',
    async (kind, status, words) => {
      const person = await product.signUp();
      const { id, address } = await verified(person);
      email.faults.plan.add({ fault: { kind }, times: 1, match: { address } });
      const { body } = await person.post(`/api/channels/${id}/test`);
      expect(body).toEqual({ ok: false, problem: expect.stringContaining(words) });
      const channel = await channelOf(person, id);
      expect([channel?.status, channel?.problem]).toEqual([status, status === 'ACTIVE' ? null : body.problem]);
      // It works again.
      expect((await person.post(`/api/channels/${id}/test`)).body.ok).toBe(true);
      expect(await channelOf(person, id)).toMatchObject({ status: 'ACTIVE', problem: null });
    },
  );

  it('is waited for no longer than anybody would', async () => {
    const person = await product.signUp();
    const { id, address } = await verified(person);
    email.faults.plan.add({ fault: { kind: 'hang', afterMs: 12_000 }, times: 1, match: { address } });
    const began = performance.now();
    const { body } = await person.post(`/api/channels/${id}/test`);
    expect(body).toEqual({ ok: false, problem: expect.stringContaining('did not confirm') });
    expect(performance.now() - began).toBeLessThan(11_500);
  });
});

describe('a mark', () => {
  it('makes no address usable that is not proven', async () => {
    const person = await product.signUp();
    const { body } = await add(person, newAddress());
    await product.nest.get(MarkChannel).execute(body.id, { status: 'ACTIVE', problem: null });
    expect((await channelOf(person, body.id))?.status).toBe('UNVERIFIED');
    const { id } = await verified(person);
    await product.nest.get(MarkChannel).execute(id, { status: 'DEGRADED', problem: 'no permission' });
    expect(await channelOf(person, id)).toMatchObject({ status: 'DEGRADED', problem: 'no permission' });
    // One that is not reached any more can be proven anew.
    await product.nest.get(MarkChannel).execute(id, { status: 'DISCONNECTED', problem: 'gone' });
    const address = (await channelOf(person, id))?.address ?? '';
    expect((await add(person, address)).body).toMatchObject({ id, status: 'UNVERIFIED', problem: null });
  });
});

describe('codes to send', () => {
  it('are limited by person, and by address whoever asks', async () => {
    const strict = await startTestProduct({ channels: [adapter()], env: { RATE_LIMIT_AUTH_PER_MINUTE: '6' } });
    try {
      const [one, two] = [await strict.signUp(), await strict.signUp()];
      const address = newAddress();
      const { body } = await add(one, address);
      await one.post(`/api/channels/${body.id}/code`);
      await one.post(`/api/channels/${body.id}/code`);
      const fourth = await one.post(`/api/channels/${body.id}/code`);
      expect(refusal(fourth)).toEqual([429, 'rate_limited']);
      expect(Number(fourth.headers.get('retry-after'))).toBeGreaterThan(500);
      expect(refusal(await add(two, address))).toEqual([429, 'rate_limited']);
      for (const status of [201, 201, 429]) expect((await add(two, newAddress())).status).toBe(status);
      expect(email.entries({ address })).toHaveLength(3);
    } finally {
      await strict.close();
    }
  });
});

describe('preferences', () => {
  const usual = { timeZone: 'UTC', quietHours: null, reminderMinutes: null };
  const put = (person: Person, body: unknown) => person.send('PUT', '/api/preferences', body);

  it('are UTC and quiet about nothing until somebody says otherwise, for themselves', async () => {
    const [person, stranger] = [await product.signUp(), await product.signUp()];
    expect((await person.get('/api/preferences')).body).toEqual(usual);
    const wanted = { timeZone: 'Europe/Berlin', quietHours: { from: '22:00', to: '07:30' }, reminderMinutes: 30 };
    expect(await put(person, wanted)).toMatchObject({ status: 200, body: wanted });
    expect((await person.at(other.url).get('/api/preferences')).body).toEqual(wanted);
    expect((await stranger.get('/api/preferences')).body).toEqual(usual);
    expect((await put(person, usual)).status).toBe(200);
    expect((await person.get('/api/preferences')).body).toEqual(usual);
  });

  it.each([
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ timeZone: '+02:00' }, 'timeZone'],
    [{ quietHours: { from: '24:00', to: '07:00' } }, 'quietHours.from'],
    [{ quietHours: { from: '22:00' } }, 'quietHours.to'],
    [{ reminderMinutes: 0 }, 'reminderMinutes'],
  ])('refuse %j', async (change, path) => {
    const person = await product.signUp();
    const answer = await put(person, { ...usual, ...change });
    expect([...refusal(answer), answer.body.errors[0].path]).toEqual([400, 'invalid_request', path]);
  });
});
