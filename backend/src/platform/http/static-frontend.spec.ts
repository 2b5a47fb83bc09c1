import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staticFrontend } from './static-frontend.js';

let dist: string;
let server: Server;
let base: string;

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'parley-dist-'));
  mkdirSync(join(dist, 'assets'));
  writeFileSync(join(dist, 'index.html'), 'the page');
  writeFileSync(join(dist, 'assets', 'app-1a2b.js'), 'the code');
  server = createServer(express().use(staticFrontend(dist)));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(dist, { recursive: true });
});

const get = (path: string, accept = 'text/html') => fetch(base + path, { headers: { accept } });

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
