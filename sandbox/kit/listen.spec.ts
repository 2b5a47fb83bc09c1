import { createServer, request } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { refusalOf } from './control-guard.js';
import { listen } from './listen.js';

const server = createServer((asked, response) => response.end(refusalOf(asked) ?? 'let in'));
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** As a browser or a program that reached it by this name. */
const ask = (url: string, headers: Record<string, string>): Promise<string> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: new URL(url).port, headers }, (response) => {
      response.setEncoding('utf8').once('data', resolve);
    });
    sent.once('error', reject).end();
  });

it('is for this machine alone, unless told otherwise', async () => {
  const url = await listen(server);
  expect(new URL(url).hostname).toBe('127.0.0.1');
  expect(await ask(url, { host: new URL(url).host })).toBe('let in');
  expect(await ask(url, { host: 'desk.localhost' })).toBe('only as localhost');
});

it('goes by the name it is reached by, and lets no foreign page in with it', async () => {
  const url = await listen(server, 0, { host: '127.0.0.1', name: 'desk.localhost' });
  expect(new URL(url).hostname).toBe('desk.localhost');
  const { host } = new URL(url);
  expect(await ask(url, { host })).toBe('let in');
  expect(await ask(url, { host: 'evil.example' })).toBe('only as localhost');
  expect(await ask(url, { host, origin: 'http://evil.example' })).toBe('not from another page');
  expect(await ask(url, { host, 'sec-fetch-site': 'cross-site' })).toBe('not from another page');
});
