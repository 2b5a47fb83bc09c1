import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { problemSchema } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from './testing/http-client.js';
import { type AuthApp, startAuthApp } from './testing/start-auth-app.js';

const json = { 'content-type': 'application/json' };
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('bad input', () => {
  let app: AuthApp;
  let client: Client;
  const echo = (body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = json) =>
    client.send('POST', '/api/probe/echo', { body, headers });
  beforeAll(async () => {
    app = await startAuthApp();
    client = new Client(app);
  });
  afterAll(() => app.close());

  it('passes what is right', async () => {
    expect(await echo('{"text":"hello 👋"}')).toMatchObject({ status: 201, body: { text: 'hello 👋' } });
  });

  it.each<[string, string | Buffer<ArrayBuffer>, Record<string, string>, number, string]>([
    ['wrong JSON', '{"text":', json, 400, 'invalid_request'],
    ['JSON that is no object', '"text"', json, 400, 'invalid_request'],
    ['an array', '[]', json, 400, 'invalid_request'],
    ['null', 'null', json, 400, 'invalid_request'],
    ['an empty body', '', json, 400, 'invalid_request'],
    ['an unknown field', '{"text":"a","role":"ADMIN"}', json, 400, 'invalid_request'],
    ['__proto__', '{"text":"a","__proto__":{"polluted":true}}', json, 400, 'invalid_request'],
    [
      'constructor.prototype',
      '{"text":"a","constructor":{"prototype":{"polluted":true}}}',
      json,
      400,
      'invalid_request',
    ],
    ['NUL', '{"text":"a\\u0000b"}', json, 400, 'invalid_request'],
    ['a lone surrogate', '{"text":"a\\ud800b"}', json, 400, 'invalid_request'],
    ['blank text', '{"text":" \\n "}', json, 400, 'invalid_request'],
    ['10,000 levels', `{"text":${nested(10_000)}}`, json, 400, 'invalid_request'],
    ['120,000 levels', `{"text":${nested(120_000)}}`, json, 400, 'invalid_request'],
    [
      '100,000 unknown fields',
      `{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":1`).join()}}`,
      json,
      400,
      'invalid_request',
    ],
    ['1 MB', `{"text":"${'x'.repeat(1_048_576)}"}`, json, 413, 'payload_too_large'],
    ['10 MB', `{"text":"${'x'.repeat(10_485_760)}"}`, json, 413, 'payload_too_large'],
    [
      'a gzip bomb',
      gzipSync(`{"text":"${'x'.repeat(20_000_000)}"}`),
      { ...json, 'content-encoding': 'gzip' },
      413,
      'payload_too_large',
    ],
    ['broken gzip', 'no gzip', { ...json, 'content-encoding': 'gzip' }, 400, 'invalid_request'],
    ['an unknown encoding', 'x', { ...json, 'content-encoding': 'zstd9' }, 415, 'unsupported_media_type'],
    ['plain text', '{"text":"a"}', { 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
    ['a form', 'text=a', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'unsupported_media_type'],
    ['multipart', '--x--', { 'content-type': 'multipart/form-data; boundary=x' }, 415, 'unsupported_media_type'],
    [
      'a wrong charset',
      '{"text":"a"}',
      { 'content-type': 'application/json; charset=klingon' },
      415,
      'unsupported_media_type',
    ],
  ])('answers %s with a problem', async (_, body, headers, status, code) => {
    const answer = await echo(body, headers);
    expect(answer.body).toMatchObject({ status, code });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(problemSchema.safeParse(answer.body).success).toBe(true);
    expect(JSON.stringify(answer.body).length).toBeLessThan(10_000);
    expect({}).not.toHaveProperty('polluted');
  });

  it('takes the last of duplicate keys, validated like any other', async () => {
    expect((await echo('{"text":"a","text":"b"}')).body).toEqual({ text: 'b' });
    expect((await echo('{"text":"a","text":1}')).status).toBe(400);
  });

  it('names the field that is wrong', async () => {
    expect((await echo('{"text":5}')).body).toMatchObject({
      errors: [{ path: 'text', message: expect.stringContaining('expected string') }],
    });
  });

  it.each(['/api/nothing', '/api/%FF', '/api/me/..%2f', '/api/access-tokens/%ZZ'])(
    'answers %s without a stumble',
    async (path) => {
      const answer = await client.get(path);
      expect([400, 401, 404]).toContain(answer.status);
      expect(problemSchema.safeParse(answer.body).success).toBe(true);
    },
  );

  it('tells nothing about an unexpected error but the id to ask about', async () => {
    const answer = await client.get('/api/probe/broken');
    expect(answer).toMatchObject({
      status: 500,
      body: { code: 'internal_error', instance: expect.stringMatching(/^urn:uuid:/) },
    });
    expect(JSON.stringify(answer.body)).not.toContain('secret detail');
  });

  it('asks to come back when the database is away', async () => {
    const answer = await client.get('/api/probe/outage');
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable', retryAfter: 2 } });
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(JSON.stringify(answer.body)).not.toContain('10.0.0.1');
  });

  it('lives on after a client that hangs up in the middle of its body', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(app.url).port), '127.0.0.1', () => {
        socket.write(
          'POST /api/probe/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"te',
        );
        setTimeout(() => socket.destroy(), 50);
      });
      socket.on('close', () => resolve());
    });
    expect((await echo('{"text":"still here"}')).status).toBe(201);
  });

  it('answers 503 to everything that needs a database that is gone, and nothing leaks', async () => {
    const orphan = await startAuthApp({ databaseUrl: 'postgresql://app@127.0.0.1:1/none' });
    try {
      const other = new Client(orphan);
      const answers = [await other.register('ada@example.com'), await other.password('ada@example.com')];
      for (const answer of answers) {
        expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
        expect(answer.headers.get('retry-after')).toBe('2');
        expect(JSON.stringify(answer.body)).not.toContain('127.0.0.1');
      }
    } finally {
      await orphan.close();
    }
  });
});
