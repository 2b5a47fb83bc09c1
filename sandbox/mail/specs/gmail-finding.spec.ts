import type { gmail_v1 } from '@googleapis/gmail';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MailSandbox } from '../types.js';
import { failureOf, mime, PARLEY, rawOf, sendMail, withClient } from './gmail-client.js';

let sandbox: MailSandbox;
let client: gmail_v1.Gmail;
beforeEach(async () => {
  ({ sandbox, client } = await withClient());
});
afterEach(() => sandbox.close());

const userId = 'me';
const MIRA = 'mira@acme.example';
const ids = async (q: string) =>
  (await client.users.messages.list({ userId, q })).data.messages?.map(({ id }) => id) ?? [];

describe('messages.list', () => {
  const put = async (mail: Parameters<typeof mime>[0], labelIds = ['INBOX', 'UNREAD']) =>
    (
      await client.users.messages.import({
        userId,
        requestBody: { raw: await rawOf(mail), labelIds },
        internalDateSource: 'dateHeader',
      })
    ).data.id as string;

  it('finds by the operators of the search box', async () => {
    const old = await put({
      from: MIRA,
      to: 'parley+abc@acme.example',
      subject: 'Budget plan',
      text: 'numbers',
      date: '2026-01-05T10:00:00Z',
    });
    const file = await put(
      {
        from: 'jun@acme.example',
        to: PARLEY,
        subject: 'File',
        text: 'see there',
        messageId: '<f1@x.example>',
        attachments: [{ filename: 'a.pdf', content: 'x' }],
      },
      ['INBOX'],
    );
    const spam = await put({ from: 'eve@elsewhere.example', to: PARLEY, subject: 'Win', text: 'money' }, [
      'SPAM',
      'UNREAD',
    ]);
    expect(await ids('from:mira')).toEqual([old]);
    expect(await ids('to:parley+abc@acme.example')).toEqual([old]);
    expect(await ids('subject:"budget plan"')).toEqual([old]);
    expect(await ids('is:unread')).toEqual([old]);
    expect(await ids('is:read in:inbox')).toEqual([file]);
    expect(await ids('-from:mira')).toEqual([file]);
    expect(await ids('in:spam')).toEqual([spam]);
    expect(await ids('in:anywhere is:unread')).toEqual([spam, old]);
    expect(await ids('rfc822msgid:f1@x.example')).toEqual([file]);
    expect(await ids('rfc822msgid:<f1@x.example>')).toEqual([file]);
    expect(await ids('has:attachment filename:pdf')).toEqual([file]);
    expect(await ids('before:2026/02/01')).toEqual([old]);
    expect(await ids('after:2026/02/01')).toEqual([file]);
    expect(await ids(`after:${Math.floor(Date.parse('2026-01-05T09:00:00Z') / 1_000)} before:2026-01-06`)).toEqual([
      old,
    ]);
    expect(await ids('newer_than:1d')).toEqual([file]);
    expect(await ids('numbers')).toEqual([old]);
    expect(await ids('sparkles:there')).toEqual([]);
  });

  it('comes in pages', async () => {
    const all: string[] = [];
    for (const subject of ['1', '2', '3']) all.unshift(await put({ to: PARLEY, subject, text: '' }));
    const first = (await client.users.messages.list({ userId, maxResults: 2 })).data;
    expect(first.messages?.map(({ id }) => id)).toEqual(all.slice(0, 2));
    const pageToken = first.nextPageToken as string;
    const second = (await client.users.messages.list({ userId, maxResults: 2, pageToken })).data;
    expect(second).toEqual({ messages: [{ id: all[2], threadId: all[2] }], resultSizeEstimate: 3 });
  });
});

describe('labels, drafts and settings', () => {
  it('makes labels, puts them on and counts them', async () => {
    const { data: label } = await client.users.labels.create({ userId, requestBody: { name: 'Parley/asked' } });
    expect(
      (await failureOf(client.users.labels.create({ userId, requestBody: { name: 'parley/asked' } }))).status,
    ).toBe(409);
    const one = await sendMail(client, { to: MIRA, subject: '1', text: '' });
    const two = await sendMail(client, { to: MIRA, subject: '2', text: '' });
    const addLabelIds = [label.id as string];
    await client.users.messages.batchModify({ userId, requestBody: { ids: [one.id, two.id], addLabelIds } });
    await client.users.messages.modify({ userId, id: one.id, requestBody: { removeLabelIds: addLabelIds } });
    expect(await ids('label:parley-asked')).toEqual([two.id]);
    expect((await client.users.labels.get({ userId, id: label.id as string })).data).toMatchObject({
      messagesTotal: 1,
    });
    expect((await client.users.labels.list({ userId })).data.labels?.map(({ id }) => id)).toContain('INBOX');
    const unknown = client.users.messages.modify({ userId, id: one.id, requestBody: { addLabelIds: ['Label_99'] } });
    expect((await failureOf(unknown)).status).toBe(400);
  });

  it('sends a draft once, and it is gone', async () => {
    const raw = await rawOf({ to: MIRA, subject: 'Draft', text: 'one' });
    const { data: draft } = await client.users.drafts.create({ userId, requestBody: { message: { raw } } });
    const id = draft.id as string;
    expect((await client.users.drafts.get({ userId, id })).data.message?.labelIds).toEqual(['DRAFT']);
    const again = await rawOf({ to: MIRA, subject: 'Draft', text: 'two' });
    await client.users.drafts.update({ userId, id, requestBody: { message: { raw: again } } });
    expect((await client.users.drafts.list({ userId })).data.drafts?.map((entry) => entry.id)).toEqual([id]);
    await client.users.drafts.send({ userId, requestBody: { id } });
    expect(
      sandbox
        .person(MIRA)
        .inbox()
        .map(({ snippet }) => snippet),
    ).toEqual(['two']);
    expect((await failureOf(client.users.drafts.send({ userId, requestBody: { id } }))).status).toBe(404);
    expect((await failureOf(client.users.drafts.get({ userId, id }))).status).toBe(404);
    expect(await ids('in:drafts')).toEqual([]);
    const other = (await client.users.drafts.create({ userId, requestBody: { message: { raw } } })).data.id as string;
    await client.users.drafts.delete({ userId, id: other });
    expect((await client.users.drafts.list({ userId })).data.drafts).toBeUndefined();
  });

  it('keeps the vacation responder', async () => {
    const settings = { enableAutoReply: true, responseSubject: 'Away', responseBodyPlainText: 'Back on Monday' };
    await client.users.settings.updateVacation({ userId, requestBody: settings });
    expect((await client.users.settings.getVacation({ userId })).data).toMatchObject(settings);
  });
});
