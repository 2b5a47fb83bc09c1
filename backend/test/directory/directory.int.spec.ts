import type { DirectoryMatch } from '@parley/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defineAgent } from '../../src/modules/agent/index.js';
import { soon } from '../support/product/index.js';
import { DirectoryStage } from './directory-stage.js';

const stage = new DirectoryStage();
const gardener = defineAgent({
  name: 'gardener',
  description: 'Knows plants.',
  skills: [{ id: 'plants', name: 'Plant care', description: 'When to water', tags: ['garden'], examples: [] }],
  run: async () => undefined,
});
beforeAll(() => stage.open({ agents: [gardener], env: { AGENT_CHECK_INTERVAL_MS: '1000' } }));
afterAll(() => stage.close());
afterEach(async () => {
  stage.samples.faults.clear();
  const { items } = (await stage.admin.get('/api/directory')).body;
  for (const { id, kind } of items) if (kind === 'REMOTE') await stage.admin.send('DELETE', `/api/directory/${id}`);
});

const add = (url: string, token?: string) => stage.admin.post('/api/directory', { url, ...(token && { token }) });
const spoilCard = (card: Record<string, unknown>, times: number | 'always' = 1) =>
  stage.samples.faults.add({ fault: { kind: 'wrong_card', card }, times, match: { method: 'card' } });

describe('the directory', () => {
  it('takes an agent by its address or that of its card, once, and shows it beside those of this installation', async () => {
    const { status, body } = await add(stage.urlOf('weather'));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ kind: 'REMOTE', name: 'Weather', health: 'HEALTHY', problem: null, protocolVersion: '1.0' },
      ...{ provider: 'Parley samples', cardUrl: `${stage.urlOf('weather')}/.well-known/agent-card.json` },
    });
    const again = await add(`${stage.urlOf('weather')}/.well-known/agent-card.json`);
    expect([again.status, again.body.code]).toEqual([409, 'agent_taken']);
    const { items } = (await stage.admin.get('/api/directory')).body;
    const shown = items.map(({ id, health }: { id: string; health: string }) => [id, health]);
    expect(shown).toEqual(
      expect.arrayContaining([
        ['local:gardener', 'HEALTHY'],
        [body.id, 'HEALTHY'],
      ]),
    );
    expect(shown.map(([id]: string[]) => id)).not.toContain('local:assistant');
  });

  it('is searched by words, with reasons, those that are down last', async () => {
    await stage.add('weather', 'travel-desk', 'budget');
    const search = async (q: string) =>
      (await stage.admin.get<{ items: DirectoryMatch[] }>(`/api/directory/search?q=${encodeURIComponent(q)}`)).body
        .items;
    const found = await search('Find flights and a hotel in Lisbon');
    expect(found[0]?.agent.name).toBe('Travel desk');
    expect(found[0]?.reasons.map(({ part }) => part)).toContain('tags');
    expect((await search('when to water the garden'))[0]?.agent.id).toBe('local:gardener');
    expect(await search('quantum chromodynamics')).toEqual([]);
    stage.samples.faults.add({
      fault: { kind: 'http_status', status: 500 },
      times: 1,
      match: { agent: 'travel-desk' },
    });
    await stage.admin.post(`/api/directory/${stage.entries['travel-desk']?.id}/check`);
    const last = (await search('trip cost total: hotel and flights, weather')).at(-1)?.agent;
    expect([last?.name, last?.health]).toEqual(['Travel desk', 'UNHEALTHY']);
  });

  it('is for administrators to change', async () => {
    const someone = await stage.product.signUp('Noa');
    await stage.add('weather');
    const id = stage.entries.weather?.id;
    expect((await someone.get('/api/directory')).status).toBe(200);
    for (const [method, path, body] of [
      ['POST', '/api/directory', { url: stage.urlOf('budget') }],
      ['POST', `/api/directory/${id}/check`, {}],
      ['DELETE', `/api/directory/${id}`, undefined],
    ] as const)
      expect((await someone.send(method, path, body)).status).toBe(403);
    expect((await stage.admin.send('DELETE', `/api/directory/${id}`)).status).toBe(204);
    expect((await stage.admin.send('DELETE', `/api/directory/${id}`)).status).toBe(404);
    expect((await stage.admin.post(`/api/directory/${id}/check`)).status).toBe(404);
  });

  it('keeps a token sealed and sends it with every request', async () => {
    const { body } = await add(stage.urlOf('weather'), 'tok-secret-1');
    const { rows } = await stage.product.pool.query('SELECT d::text AS row, secrets FROM directory_agent d');
    expect(rows[0].row + rows[0].secrets.toString('latin1')).not.toContain('tok-secret-1');
    expect(JSON.stringify(body)).not.toContain('tok-secret-1');
    await stage.admin.post(`/api/directory/${body.id}/check`);
    const cards = stage.samples.ledger.entries({ method: 'card', agent: 'weather' }).slice(-2);
    expect(cards.map(({ token }) => token)).toEqual(['tok-secret-1', 'tok-secret-1']);
  });
});

describe('what is no agent for us', () => {
  it.each([
    ['http://169.254.169.254/latest', /no agent may have/],
    ['http://[fe80::1]/', /no agent may have/],
    ['http://0.0.0.0:1/', /no agent may have/],
    ['http://user:secret@127.0.0.1:1/', /password/],
    ['http://127.0.0.1:9/', /nothing listens/],
  ])('%s', async (url, why) => {
    const { status, body } = await add(url);
    expect([status, body.code]).toEqual([422, 'agent_refused']);
    expect(body.detail).toMatch(why);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      'a card that sends work elsewhere',
      {
        supportedInterfaces: [
          { url: 'http://127.0.0.1:1/a2a', protocolBinding: 'JSONRPC', protocolVersion: '1.0', tenant: '' },
        ],
      },
      /sends work to http:\/\/127\.0\.0\.1:1, but the card is at/,
    ],
    ['the name of an agent of ours', { name: 'Gard\u200bener' }, /agent named "Gardener" already/],
    ['a name of look-alikes', { name: 'g\u0430rden' }, /mixes alphabets/],
    ['an older protocol', { supportedInterfaces: undefined, url: 'http://x' }, /older A2A protocol/],
    [
      'another protocol',
      { supportedInterfaces: [{ url: 'http://x', protocolBinding: 'GRPC', protocolVersion: '1.0' }] },
      /neither/,
    ],
    ['no card', { name: 7 }, /no agent card \(name:/],
  ])('%s', async (_what, card, why) => {
    spoilCard(card);
    const { status, body } = await add(stage.urlOf('weather'));
    expect([409, 422]).toContain(status);
    expect(body.detail).toMatch(why);
  });

  it('an answer that is too large, too late, no JSON, or somewhere else', async () => {
    for (const [fault, why] of [
      [{ kind: 'huge', bytes: 1_000_000 }, /larger than 256 KiB/],
      [{ kind: 'hang' }, /did not answer within 0.4 s/],
      [{ kind: 'garbage' }, /no JSON/],
      [{ kind: 'redirect', to: 'http://127.0.0.1:1/card.json' }, /sends us on to http:\/\/127.0.0.1:1/],
      [{ kind: 'http_status', status: 401 }, /wants a token/],
    ] as const) {
      stage.samples.faults.add({ fault, times: 1, match: { method: 'card' } });
      expect((await add(stage.urlOf('weather'))).body.detail).toMatch(why);
    }
  });

  it('a private address, in production', async () => {
    const strict = new DirectoryStage();
    await strict.open({ env: { NODE_ENV: 'production' } });
    for (const url of [
      strict.urlOf('weather'),
      'https://localhost:9/',
      'https://10.1.2.3/',
      'https://[::ffff:10.0.0.1]/',
    ]) {
      const { status, body } = await strict.admin.post('/api/directory', { url });
      expect([url, status]).toEqual([url, 422]);
      expect(body.detail).toMatch(/private network|by https/);
    }
    await strict.close();
  });
});

describe('the health of an agent', () => {
  it('is found out on a beat: down, and well again', async () => {
    await stage.add('weather');
    stage.samples.faults.add({
      fault: { kind: 'http_status', status: 503 },
      times: 'always',
      match: { method: 'card' },
    });
    const down = await soon(async () => {
      const entry = await stage.look('weather');
      expect(entry.health).toBe('UNHEALTHY');
      return entry;
    });
    expect(down.problem).toBe('It answers with the status 503.');
    stage.samples.faults.clear();
    const { body } = await stage.admin.post(`/api/directory/${down.id}/check`);
    expect([body.health, body.problem]).toEqual(['HEALTHY', null]);
  });

  it('takes a changed card when it is still the same agent, and no other', async () => {
    await stage.add('weather');
    const id = stage.entries.weather?.id;
    spoilCard({ description: 'Knows the sea, too' });
    expect((await stage.admin.post(`/api/directory/${id}/check`)).body.description).toBe('Knows the sea, too');
    const elsewhere = { url: 'http://127.0.0.1:1/a2a', protocolBinding: 'JSONRPC', protocolVersion: '1.0' };
    spoilCard({ description: 'evil', supportedInterfaces: [elsewhere] });
    const moved = (await stage.admin.post(`/api/directory/${id}/check`)).body;
    expect([moved.health, moved.description]).toEqual(['UNHEALTHY', 'Knows the sea, too']);
    expect(moved.problem).toMatch(/An agent has to work where its card is/);
    const { rows } = await stage.product.pool.query(`SELECT card #>> '{interface,url}' AS url FROM directory_agent`);
    expect(rows[0].url).toBe(`${stage.urlOf('weather')}/a2a`);
    spoilCard({ name: 'Payroll' });
    expect((await stage.admin.post(`/api/directory/${id}/check`)).body).toMatchObject({
      ...{ name: 'Weather', problem: 'Its card now calls it "Payroll". Remove it and add it again.' },
    });
  });
});
