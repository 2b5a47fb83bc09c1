import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSlackSandbox } from '../index.js';
import type { SlackSandbox } from '../types.js';
import { clientFor } from './web-client.js';

let slack: SlackSandbox;
let pageFolder: string;
beforeEach(async () => {
  pageFolder = mkdtempSync(join(tmpdir(), 'pages-'));
  writeFileSync(join(pageFolder, 'index.html'), '<h1>Local Slack</h1>');
  slack = await startSlackSandbox({ pageFolder, ackTimeoutMs: 200, retryDelaysMs: [] });
});
afterEach(async () => {
  await slack.close();
  rmSync(pageFolder, { recursive: true });
});

// biome-ignore lint/suspicious/noExplicitAny: the answers of many routes
const get = async (path: string): Promise<any> => (await fetch(`${slack.url}/_control/${path}`)).json();
const send = (path: string, body: object) =>
  fetch(`${slack.url}/_control/${path}`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  });
// biome-ignore lint/suspicious/noExplicitAny: the answers of many routes
const post = async (path: string, body: object): Promise<any> => (await send(path, body)).json();

/** The status of a request with headers that fetch does not let one set. */
const statusWith = (headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve) => {
    request(`${slack.url}/_control/app`, { headers }, (response) => resolve(response.resume().statusCode)).end();
  });

describe('the control API', () => {
  it('lets a member read and write, and see only what is theirs', async () => {
    const said = await post('act/dm', { as: 'U0MIRA', text: 'hello <all>' });
    expect(said).toMatchObject({ text: 'hello &lt;all&gt;', user: 'U0MIRA' });
    const mine = await get('state?as=U0MIRA');
    expect(mine).toMatchObject({
      team: { id: 'T0ACME' },
      me: { id: 'U0MIRA' },
      app: { botUserId: 'U0PARLEY' },
      home: null,
      commands: ['/parley'],
    });
    const names = (state: { channels: { name: string }[] }) => state.channels.map(({ name }) => name);
    expect(names(mine)).toEqual(['general', 'launch', 'founders', '']);
    expect(names(await get('state?as=U0JUN'))).toEqual(['general', 'launch', '']);
    expect((await get(`messages?as=U0MIRA&channel=${mine.dm}`)).messages).toMatchObject([{ ts: said.ts }]);
    expect(await get(`messages?as=U0JUN&channel=${mine.dm}`)).toMatchObject({
      error: expect.stringContaining('sees no channel'),
    });
  });

  it('clicks, fills and submits', async () => {
    const blocks = [
      { type: 'actions', elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }] },
    ];
    const { ts } = await clientFor(slack, slack.installation().botToken).chat.postMessage({
      channel: 'C0GENERAL',
      text: 'q',
      blocks: blocks as never,
    });
    expect(await post('act/click', { as: 'U0MIRA', channel: 'C0GENERAL', ts, actionId: 'go' })).toEqual({
      ok: false,
      error: 'no_socket',
    });
    expect(await post('act/click', { as: 'U0MIRA', channel: 'C0GENERAL', ts, actionId: 'stop' })).toMatchObject({
      error: 'no element stop there',
    });
    expect(
      await post('act/command', { as: 'U0MIRA', command: '/parley', text: '', channel: 'C0GENERAL' }),
    ).toMatchObject({ ok: false });
  });

  it('scripts faults, changes the workspace and shows the ledger from where one left off', async () => {
    await post('faults', {
      fault: { kind: 'api_error', error: 'fatal_error' },
      times: 2,
      match: { method: 'auth.test' },
    });
    expect(slack.faults.pending()).toHaveLength(1);
    expect((await send('faults', { fault: { kind: 'sparkles' } })).status).toBe(400);
    expect(await post('admin/archive', { channel: 'C0GENERAL', on: true })).toEqual({});
    expect(slack.state.channel('C0GENERAL')?.is_archived).toBe(true);
    const client = clientFor(slack, slack.installation().botToken);
    await client.auth.test().catch(() => undefined);
    const { entries, next } = await get('ledger?kind=call');
    expect(entries).toMatchObject([{ method: 'auth.test', ok: false, error: 'fatal_error', fault: 'api_error' }]);
    await client.team.info();
    expect((await get(`ledger?after=${next}`)).entries).toMatchObject([{ method: 'team.info', ok: true }]);
  });

  it('gives the app its credentials and installs it elsewhere', async () => {
    expect(await get('app')).toEqual(slack.app);
    const beta = await post('installation', { team: 'T0BETA' });
    expect(beta).toEqual(slack.installation('T0BETA'));
    expect((await get('state')).installations).toHaveLength(2);
    expect(await post('connect', { mode: 'socket' })).toEqual({ verified: true });
  });

  it('says that something changed', async () => {
    const stream = await fetch(`${slack.url}/_control/events`);
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    await reader.read();
    await slack.person('U0MIRA').say('C0GENERAL', 'look');
    const { value } = await reader.read();
    expect(value).toContain('event: change\ndata: {"channels":["C0GENERAL"]');
    await reader.cancel();
  });

  it('is for this machine and its own pages alone', async () => {
    const host = new URL(slack.url).host;
    expect(await statusWith({ host })).toBe(200);
    expect(await statusWith({ host: 'evil.example' })).toBe(403);
    expect(await statusWith({ host, 'x-forwarded-for': '10.0.0.1' })).toBe(403);
    expect(await statusWith({ host, origin: 'http://evil.example' })).toBe(403);
    expect(await statusWith({ host, origin: `http://${host}` })).toBe(200);
    const form = await fetch(`${slack.url}/_control/act/dm`, {
      method: 'POST',
      body: new URLSearchParams({ as: 'U0MIRA' }),
    });
    expect(form.status).toBe(415);
    expect((await send('act/fly', { as: 'U0MIRA' })).status).toBe(404);
    expect((await send('act/toString', { as: 'U0MIRA' })).status).toBe(404);
  });
});

describe('the pages', () => {
  it('are served from their folder and nothing else is', async () => {
    expect(await (await fetch(slack.url)).text()).toContain('Local Slack');
    expect((await fetch(`${slack.url}/..%2f..%2fetc%2fpasswd`)).status).toBe(404);
    expect((await fetch(`${slack.url}/missing.js`)).status).toBe(404);
  });
});
