import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import compression from 'compression';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staticFrontend } from './static-frontend.js';

const LONG = 'much code '.repeat(1_000);

let dist: string;
let server: Server;
let base: string;

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'parley-dist-'));
  mkdirSync(join(dist, 'assets'));
  writeFileSync(join(dist, 'index.html'), 'the page');
  writeFileSync(join(dist, 'assets', 'app-1a2b.js'), 'the code');
  for (const name of ['big-3c4d.js', 'big-5e6f.css']) {
    writeFileSync(join(dist, 'assets', name), LONG);
    writeFileSync(join(dist, 'assets', `${name}.br`), brotliCompressSync(LONG));
  }
  server = createServer(express().use(compression(), staticFrontend(dist)));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(dist, { recursive: true });
});

const get = (path: string, accept = 'text/html', encodings = 'gzip, deflate, br') =>
  fetch(base + path, { headers: { accept, 'accept-encoding': encodings } });

describe('staticFrontend', () => {
  it.each(['/', '/sessions/42', '/apiary'])('gives the page for %s and lets nobody keep it', async (path) => {
    const response = await get(path);
    expect(await response.text()).toBe('the page');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  it('lets hashed assets be kept forever', async () => {
    const response = await get('/assets/app-1a2b.js', '*/*');
    expect(await response.text()).toBe('the code');
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  it.each([
    ['/assets/big-3c4d.js', 'text/javascript; charset=utf-8'],
    ['/assets/big-5e6f.css', 'text/css; charset=utf-8'],
  ])('sends %s as the build compressed it, to who can read that', async (path, type) => {
    const packed = await get(path, '*/*');
    expect(packed.headers.get('content-encoding')).toBe('br');
    expect(packed.headers.get('content-length')).toBe(String(brotliCompressSync(LONG).length));
    expect(packed.headers.get('content-type')).toBe(type);
    expect(packed.headers.get('cache-control')).toContain('immutable');
    expect(await packed.text()).toBe(LONG);

    for (const encodings of ['identity', 'gzip', 'br;q=0, gzip']) {
      const other = await get(path, '*/*', encodings);
      expect(other.headers.get('content-encoding')).not.toBe('br');
      expect(other.headers.get('vary')).toBe('Accept-Encoding');
      expect(other.headers.get('content-type')).toBe(type);
      expect(await other.text()).toBe(LONG);
    }
    expect(packed.headers.get('vary')).toBe('Accept-Encoding');
  });

  it.each(['/api', '/api/nothing', '/ws', '/health/ready', '/google/connect', '/assets/gone.js'])(
    'leaves %s alone',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('leaves everything but reading alone', async () => {
    expect((await fetch(base, { method: 'POST', headers: { accept: 'text/html' } })).status).toBe(404);
  });
});
