import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startMailSandbox } from '../index.js';
import type { MailSandbox } from '../types.js';
import { clientFor, PARLEY, sendMail } from './gmail-client.js';

let sandbox: MailSandbox;
let pageFolder: string;
beforeEach(async () => {
  pageFolder = mkdtempSync(join(tmpdir(), 'pages-'));
  writeFileSync(join(pageFolder, 'index.html'), '<h1>Local mailbox</h1>');
  sandbox = await startMailSandbox({ pageFolder, pushRetryDelaysMs: [] });
});
afterEach(async () => {
  await sandbox.close();
  rmSync(pageFolder, { recursive: true });
});

// biome-ignore lint/suspicious/noExplicitAny: the answers of many routes
const get = async (path: string): Promise<any> => (await fetch(`${sandbox.url}/_control/${path}`)).json();
const send = (path: string, body: object) =>
  fetch(`${sandbox.url}/_control/${path}`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  });
// biome-ignore lint/suspicious/noExplicitAny: the answers of many routes
const post = async (path: string, body: object): Promise<any> => (await send(path, body)).json();

/** The status of a request with headers that fetch does not let one set. */
const statusWith = (headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve) => {
    request(`${sandbox.url}/_control/app`, { headers }, (response) => resolve(response.resume().statusCode)).end();
  });

const MIRA = 'mira@acme.example';

describe('the control API', () => {
  it('lets a person read, write, answer and pass on', async () => {
    const client = clientFor(sandbox, await post('grant', {}));
    await sendMail(client, {
      to: MIRA,
      subject: 'Launch?',
      text: 'Shall we?',
      attachments: [{ filename: 'a.txt', content: 'A' }],
    });
    const { me, messages } = await get(`state?as=${MIRA}`);
    expect(me).toMatchObject({ email: MIRA, client: 'gmail', unread: 1 });
    expect(messages).toMatchObject([{ subject: 'Launch?', attachments: 1 }]);
    const [{ id, threadId }] = messages;
    const thread = await get(`thread?as=${MIRA}&thread=${threadId}`);
    expect(thread.messages).toMatchObject([
      { text: expect.stringContaining('Shall we?'), files: [{ base64: 'QQ==' }] },
    ]);
    expect((await get(`state?as=${MIRA}`)).me.unread).toBe(1);
    await post('act/mark-read', { as: MIRA, id, read: true });
    await post('act/reply', { as: MIRA, id, text: 'Ja.', client: 'outlook', language: 'de', posting: 'bottom' });
    const [answer] = sandbox.person(PARLEY).inbox();
    expect(answer?.subject).toBe('AW: Launch?');
    const { text } = await sandbox.person(PARLEY).read(answer?.id ?? '');
    expect(text.trim()).toMatch(/^Von: [\s\S]*Ja\.$/);
    expect(await post('act/forward', { as: MIRA, id, to: 'jun@acme.example', text: 'See' })).toMatchObject({
      id: expect.any(String),
    });
    await post('act/move', { as: MIRA, id, to: 'trash' });
    expect((await get(`state?as=${MIRA}&label=TRASH`)).messages).toMatchObject([{ id }]);
    expect(await post('act/reply', { as: MIRA, id, text: 'x', client: 'telex' })).toMatchObject({
      error: expect.stringContaining('client must be one of'),
    });
    await post('act/forged', { as: 'eve@elsewhere.example', from: MIRA, to: PARLEY, text: 'approve', verdict: 'fail' });
    expect(sandbox.person(PARLEY).inbox()).toHaveLength(2);
    await post('act/out-of-office', { as: MIRA, on: true, text: 'Away' });
    expect((await get(`state?as=${MIRA}`)).me.vacation).toMatchObject({
      enableAutoReply: true,
      responseBodyPlainText: 'Away',
    });
  });

  it('scripts faults, changes what is around and shows the ledger from where one left off', async () => {
    await post('faults', { fault: { kind: 'daily_limit' }, times: 2, match: { method: 'getProfile' } });
    expect(sandbox.faults.pending()).toHaveLength(1);
    expect((await send('faults', { fault: { kind: 'sparkles' } })).status).toBe(400);
    await post('admin/hire', { email: 'kim@acme.example', name: 'Kim' });
    await post('admin/filters', { email: MIRA, filters: [{ from: 'kim', action: 'spam' }] });
    expect((await send('admin/filters', { email: MIRA, filters: [{ action: 'burn' }] })).status).toBe(400);
    await post('act/write', { as: 'kim@acme.example', to: MIRA, subject: 's', text: 't' });
    const { entries, next } = await get('ledger?kind=delivery');
    expect(entries).toMatchObject([{ from: 'kim@acme.example', to: MIRA, labelIds: ['SPAM', 'UNREAD'] }]);
    await clientFor(sandbox, { accessToken: sandbox.grant().accessToken })
      .users.getProfile({ userId: 'me' })
      .catch(() => undefined);
    expect((await get(`ledger?after=${next}`)).entries).toMatchObject([{ method: 'getProfile', fault: 'daily_limit' }]);
  });

  it('tells the app where things are', async () => {
    expect(await get('app')).toEqual(sandbox.app);
    expect(await post('connect-push', { url: 'http://127.0.0.1:1/push' })).toEqual(sandbox.push);
    await post('grant', { email: 'desk@beta.example' });
    const { granted, subscriptions, mailboxes } = await get('state');
    expect([granted, subscriptions.length, mailboxes.length]).toEqual([['desk@beta.example'], 1, 8]);
  });

  it('says whose mailbox changed', async () => {
    const stream = await fetch(`${sandbox.url}/_control/events`);
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    await reader.read();
    await sandbox.person('noa@acme.example').write(MIRA, 's', 't');
    expect((await reader.read()).value).toBe(`event: change\ndata: {"mailboxes":["noa@acme.example","${MIRA}"]}\n\n`);
    await reader.cancel();
  });

  it('is for this machine and its own pages alone', async () => {
    const host = new URL(sandbox.url).host;
    expect(await statusWith({ host })).toBe(200);
    expect(await statusWith({ host: 'evil.example' })).toBe(403);
    expect(await statusWith({ host, 'x-forwarded-for': '10.0.0.1' })).toBe(403);
    expect(await statusWith({ host, origin: 'http://evil.example' })).toBe(403);
    const form = await fetch(`${sandbox.url}/_control/act/write`, {
      method: 'POST',
      body: new URLSearchParams({ as: MIRA }),
    });
    expect(form.status).toBe(415);
    expect((await send('act/toString', { as: MIRA })).status).toBe(404);
    expect((await send('admin/fly', {})).status).toBe(404);
  });
});

it('serves the pages from their folder and nothing else', async () => {
  expect(await (await fetch(sandbox.url)).text()).toContain('Local mailbox');
  expect((await fetch(`${sandbox.url}/..%2f..%2fetc%2fpasswd`)).status).toBe(404);
  expect((await fetch(`${sandbox.url}/missing.js`)).status).toBe(404);
});
