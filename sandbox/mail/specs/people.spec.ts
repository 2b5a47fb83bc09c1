import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { gmail_v1 } from '@googleapis/gmail';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { headerOf } from '../mime/headers.js';
import type { MailSandbox } from '../types.js';
import { PARLEY, sendMail, withClient } from './gmail-client.js';

let sandbox: MailSandbox;
let client: gmail_v1.Gmail;
beforeEach(async () => {
  ({ sandbox, client } = await withClient());
});
afterEach(() => sandbox.close());

const MIRA = 'mira@acme.example';
const mira = () => sandbox.person(MIRA);
const newest = async (email: string) => {
  const person = sandbox.person(email);
  return person.read(person.inbox()[0]?.id ?? 'nothing');
};
/** Parley asks; gives back the id in Mira's mailbox. */
const ask = async (more: object = {}): Promise<string> => {
  const mail = {
    to: `Mira Okafor <${MIRA}>`,
    replyTo: 'parley+q1@acme.example',
    subject: 'Launch?',
    text: 'Shall we launch?',
  };
  await sendMail(client, { ...mail, messageId: '<q1@acme.example>', ...more });
  return mira().inbox()[0]?.id ?? '';
};

describe('a person', () => {
  it('reads text, HTML, headers and files', async () => {
    await ask({ html: '<p>Shall we <b>launch</b>?</p>', attachments: [{ filename: 'plan.txt', content: 'the plan' }] });
    const mail = await newest(MIRA);
    expect(mail).toMatchObject({ subject: 'Launch?', html: expect.stringContaining('<b>launch</b>'), attachments: 1 });
    expect(mail.files.map(({ filename, content }) => [filename, Buffer.from(content).toString()])).toEqual([
      ['plan.txt', 'the plan'],
    ]);
    expect(mira().inbox('UNREAD')).toEqual([]);
  });

  it('answers to Reply-To in the thread, and all others with reply-all', async () => {
    const id = await ask({ cc: 'noa@acme.example, mira@acme.example' });
    await mira().reply(id, 'Yes.');
    const mail = await newest(PARLEY);
    expect(mail).toMatchObject({ to: 'parley+q1@acme.example', subject: 'Re: Launch?', cc: '' });
    expect(headerOf(mail.headers, 'In-Reply-To')).toBe('<q1@acme.example>');
    expect(new Set(sandbox.state.mailbox(PARLEY)?.messages.map(({ threadId }) => threadId)).size).toBe(1);
    await mira().replyAll(id, 'Yes, all.');
    expect((await newest('noa@acme.example')).text).toContain('Yes, all.');
    expect((await newest(PARLEY)).cc).toBe('noa@acme.example');
    await mira().reply(id, 'Changed my mind.', { cc: 'eve@elsewhere.example' });
    expect((await newest('eve@elsewhere.example')).subject).toBe('Re: Launch?');
  });

  it('passes a mail on', async () => {
    await mira().forward(await ask(), 'jun@acme.example', 'What do you think?');
    const mail = await newest('jun@acme.example');
    expect(mail.subject).toBe('Fwd: Launch?');
    expect(mail.text).toMatch(
      /^What do you think\?\n\n-{10} Forwarded message -{9}\nFrom: Parley <parley@acme.example>\nDate: .*\nSubject: Launch\?\nTo: /,
    );
    expect(mail.text).toContain('\n\nShall we launch?');
  });

  it('loses what mail programs lose', async () => {
    const id = await ask();
    await mira().reply(id, 'Yes', { strip: ['plus', 'references', 'subject', 'quote'] });
    const mail = await newest(PARLEY);
    expect([mail.to, mail.subject, headerOf(mail.headers, 'In-Reply-To')]).toEqual([PARLEY, 'Hello', undefined]);
    expect(mail.text.trim()).toBe('Yes');
    await mira().reply(id, 'Only HTML', { htmlOnly: true });
    expect((await newest(PARLEY)).raw).not.toContain('text/plain');
    await mira().reply(id, 'Only text', { textOnly: true });
    expect((await newest(PARLEY)).html).toBe('');
    await mira().reply(id, 'See there', { attachments: [{ filename: 'a.txt', mimeType: 'text/plain', content: 'A' }] });
    expect((await newest(PARLEY)).attachments).toBe(1);
  });

  it.each([
    ['read-receipt', 'Read: Launch?', 'report-type=disposition-notification', 'Disposition: manual-action'],
    ['calendar-reply', 'Accepted: Launch?', 'multipart/alternative', 'METHOD:REPLY'],
    ['challenge', 'Please confirm your message: Launch?', 'text/plain', 'Your message is held'],
  ] as const)('has programs that write by themselves: %s', async (kind, subject, type, words) => {
    await mira().automatic(await ask(), kind);
    const mail = await newest(PARLEY);
    expect([mail.subject, mail.to]).toEqual([subject, 'parley+q1@acme.example']);
    expect(headerOf(mail.headers, 'Content-Type')).toContain(type);
    expect(mail.raw).toContain(words);
    expect(headerOf(mail.headers, 'In-Reply-To')).toBe('<q1@acme.example>');
  });

  it('follows every link once, as a scanner does', async () => {
    const hits: (string | undefined)[] = [];
    const server = createServer((request, response) =>
      response.end(hits.push(`${request.method} ${request.url}`) && 'ok'),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const id = await ask({
      text: `Open ${url}/a?x=1&y=2`,
      html: `<a href="${url}/a?x=1&amp;y=2">yes</a> <a href='${url}/b'>no</a>`,
    });
    const visits = await mira().clickLinks(id);
    expect(visits.map(({ status }) => status)).toEqual([200, 200]);
    expect(hits.toSorted()).toEqual(['GET /a?x=1&y=2', 'GET /b']);
    server.close();
  });

  it('puts mail in order, and is no one but themselves', async () => {
    const id = await ask();
    for (const place of ['spam', 'archive', 'trash', 'inbox'] as const) mira().move(id, place);
    mira().markRead(id, true);
    expect(mira().inbox()).toMatchObject([{ id, labelIds: ['INBOX'] }]);
    expect(() => sandbox.person('jun@acme.example').move(id, 'trash')).toThrow('no mail');
    expect(() => sandbox.person('nobody@acme.example')).toThrow('no mailbox');
    await expect(mira().waitFor(() => false, 20)).rejects.toThrow('no such mail');
  });
});
