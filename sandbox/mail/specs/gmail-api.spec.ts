import { Readable } from 'node:stream';
import type { gmail_v1 } from '@googleapis/gmail';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCOPES } from '../gmail/scopes.js';
import type { MailSandbox } from '../types.js';
import { clientFor, failureOf, mime, PARLEY, sendMail, withClient } from './gmail-client.js';

let sandbox: MailSandbox;
let client: gmail_v1.Gmail;
beforeEach(async () => {
  ({ sandbox, client } = await withClient());
});
afterEach(() => sandbox.close());

const userId = 'me';
const MIRA = 'mira@acme.example';
const headerIn = (message: gmail_v1.Schema$Message, name: string) =>
  message.payload?.headers?.find((header) => header.name?.toLowerCase() === name.toLowerCase())?.value;
const ids = async (q: string) =>
  (await client.users.messages.list({ userId, q })).data.messages?.map(({ id }) => id) ?? [];

describe('messages.send', () => {
  it.each(['json', 'media', 'multipart'])('takes a mail as %s, byte by byte', async (form) => {
    const mail = await mime({ to: MIRA, subject: 'Grüße', text: 'Blå 日本', headers: { 'X-Ask-Id': 'q1' } });
    const media = { mimeType: 'message/rfc822', body: Readable.from([mail]) };
    const at = { rootUrl: `${sandbox.url}/` };
    if (form === 'json') await client.users.messages.send({ userId, requestBody: { raw: mail.toString('base64url') } });
    if (form === 'media') await client.users.messages.send({ userId, media }, at);
    if (form === 'multipart') await client.users.messages.send({ userId, requestBody: {}, media }, at);
    const [sent] = await ids('in:sent');
    const { data } = await client.users.messages.get({ userId, id: sent as string, format: 'raw' });
    expect(
      Buffer.from(data.raw as string, 'base64url')
        .toString('latin1')
        .endsWith(mail.toString('latin1')),
    ).toBe(true);
    const [received] = sandbox.person(MIRA).inbox();
    expect(received).toMatchObject({ subject: 'Grüße', snippet: 'Blå 日本', from: `Parley <${PARLEY}>` });
  });

  it('keeps Message-ID, hides Bcc, completes what is missing and writes only in its own name', async () => {
    const { id } = await sendMail(client, {
      ...{ from: 'Eve <eve@elsewhere.example>', to: MIRA, bcc: 'jun@acme.example', subject: 's', text: 't' },
      messageId: '<q_1@acme.example>',
    });
    const { data } = await client.users.messages.get({ userId, id });
    expect(headerIn(data, 'From')).toBe(`Eve <${PARLEY}>`);
    expect(headerIn(data, 'Message-ID')).toBe('<q_1@acme.example>');
    expect(headerIn(data, 'Bcc')).toBe('jun@acme.example');
    const [hidden] = sandbox.person('jun@acme.example').inbox();
    expect((await sandbox.person('jun@acme.example').read(hidden?.id ?? '')).raw).not.toContain('Bcc');
    const raw = Buffer.from(`To: ${MIRA}\r\nSubject: bare\r\n\r\nhi`).toString('base64url');
    const bare = await client.users.messages.send({ userId, requestBody: { raw } });
    const full = (await client.users.messages.get({ userId, id: bare.data.id as string })).data;
    expect(headerIn(full, 'Message-ID')).toMatch(/^<CA\w+@mail\.gmail\.com>$/);
    expect(headerIn(full, 'Date')).toBeDefined();
  });

  it('refuses mail to nobody, nothing at all and what is too large', async () => {
    expect((await failureOf(sendMail(client, { subject: 'to nobody', text: 'x' }))).status).toBe(400);
    expect((await failureOf(client.users.messages.send({ userId, requestBody: {} }))).status).toBe(400);
    sandbox.admin.setMessageLimit(1_000);
    expect((await failureOf(sendMail(client, { to: MIRA, text: 'x'.repeat(2_000) }))).status).toBe(413);
    expect(sandbox.person(MIRA).inbox()).toEqual([]);
  });
});

describe('threads', () => {
  it('join a mail that refers to the thread and keeps its subject, and only that', async () => {
    const first = await sendMail(client, { to: MIRA, subject: 'Launch?', text: '1', messageId: '<a@acme.example>' });
    const refer = { inReplyTo: '<a@acme.example>', references: '<a@acme.example>' };
    const second = await sendMail(client, { to: MIRA, subject: 'Re: Launch?', text: '2', ...refer }, first.threadId);
    const renamed = await sendMail(client, { to: MIRA, subject: 'Lunch?', text: '3', ...refer }, first.threadId);
    const silent = await sendMail(client, { to: MIRA, subject: 'Launch?', text: '4' }, first.threadId);
    expect(second.threadId).toBe(first.threadId);
    expect([renamed.threadId, silent.threadId]).not.toContain(first.threadId);
    const theirs = sandbox.person(MIRA).inbox();
    expect(theirs.map(({ subject }) => subject)).toEqual(['Launch?', 'Lunch?', 'Re: Launch?', 'Launch?']);
    expect(new Set(theirs.map(({ threadId }) => threadId)).size).toBe(3);
    const { data } = await client.users.threads.get({ userId, id: first.threadId, format: 'minimal' });
    expect(data.messages?.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect((await failureOf(sendMail(client, { to: MIRA, text: 'x' }, 'feed'))).status).toBe(404);
    const { data: all } = await client.users.threads.list({ userId, q: 'subject:launch' });
    expect(all.threads?.map(({ id }) => id)).toEqual([silent.threadId, first.threadId]);
  });

  it('change all of their mails', async () => {
    const { threadId } = await sendMail(client, { to: MIRA, subject: 's', text: 't' });
    await client.users.threads.modify({ userId, id: threadId, requestBody: { addLabelIds: ['STARRED'] } });
    expect((await client.users.threads.list({ userId, q: 'is:starred' })).data.threads).toHaveLength(1);
    await client.users.threads.trash({ userId, id: threadId });
    expect(await ids('')).toEqual([]);
    expect(await ids('in:trash')).toHaveLength(1);
  });
});

describe('messages.get', () => {
  it('shows headers decoded, parts by charset, and gives attachments apart', async () => {
    const text = { content: 'héllo', contentType: 'text/plain' };
    const { id } = await sendMail(client, {
      ...{ to: MIRA, subject: 'Ärger', html: '<b>bold</b>', text: text.content, headers: { 'X-Ask-Id': 'q1' } },
      attachments: [{ filename: 'plan ä.txt', content: 'the plan' }],
    });
    const { data } = await client.users.messages.get({ userId, id });
    expect(headerIn(data, 'Subject')).toBe('Ärger');
    expect(headerIn(data, 'x-ask-id')).toBe('q1');
    const [alternative, attachment] = data.payload?.parts ?? [];
    expect(Buffer.from(alternative?.parts?.[0]?.body?.data ?? '', 'base64url').toString()).toContain('héllo');
    expect(attachment).toMatchObject({ filename: 'plan ä.txt', partId: '1', body: { size: 8 } });
    expect(attachment?.body?.data).toBeUndefined();
    const attachmentId = attachment?.body?.attachmentId as string;
    const got = await client.users.messages.attachments.get({ userId, messageId: id, id: attachmentId });
    expect(Buffer.from(got.data.data as string, 'base64url').toString()).toBe('the plan');
    expect((await failureOf(client.users.messages.attachments.get({ userId, messageId: id, id: 'no' }))).status).toBe(
      404,
    );
  });

  it('gives as much as was asked for', async () => {
    const { id } = await sendMail(client, { to: MIRA, subject: 's', text: 't' });
    const { data } = await client.users.messages.get({
      userId,
      id,
      format: 'metadata',
      metadataHeaders: ['subject', 'To'],
    });
    expect(data.payload?.headers?.map(({ name }) => name).toSorted()).toEqual(['Subject', 'To']);
    expect((await client.users.messages.get({ userId, id, format: 'minimal' })).data.payload).toBeUndefined();
    expect((await failureOf(client.users.messages.get({ userId, id: 'feed' }))).status).toBe(404);
    const latin = Buffer.from('To: a@b.c\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\nh\xe9llo', 'latin1');
    const put = await client.users.messages.insert({ userId, requestBody: { raw: latin.toString('base64url') } });
    const { data: old } = await client.users.messages.get({ userId, id: put.data.id as string });
    expect(Buffer.from(old.payload?.body?.data ?? '', 'base64url').toString()).toBe('héllo');
  });
});

describe('strictness', () => {
  it('knows tokens, scopes and whose mailbox it is', async () => {
    const profile = (grant: object) => clientFor(sandbox, grant).users.getProfile({ userId });
    expect((await client.users.getProfile({ userId })).data).toMatchObject({ emailAddress: PARLEY, messagesTotal: 0 });
    expect(await failureOf(profile({ accessToken: 'ya29.garbage' }))).toMatchObject({
      status: 401,
      reason: 'authError',
    });
    const other = client.users.getProfile({ userId: MIRA });
    expect((await failureOf(other)).status).toBe(403);
    const sender = clientFor(sandbox, sandbox.grant(PARLEY, [SCOPES.send]));
    expect((await sendMail(sender, { to: MIRA, subject: 's', text: 't' })).id).not.toBe('');
    const list = sender.users.messages.list({ userId });
    expect(await failureOf(list)).toMatchObject({ status: 403, reason: 'insufficientPermissions' });
    const looker = clientFor(sandbox, sandbox.grant(PARLEY, [SCOPES.metadata]));
    const [id] = await ids('in:sent');
    expect((await looker.users.messages.get({ userId, id: id as string, format: 'metadata' })).status).toBe(200);
    expect((await failureOf(looker.users.messages.get({ userId, id: id as string }))).status).toBe(403);
    expect((await failureOf(looker.users.messages.list({ userId, q: 'from:x' }))).status).toBe(403);
    expect((await failureOf(client.users.settings.filters.list({ userId }))).status).toBe(404);
  });
});
