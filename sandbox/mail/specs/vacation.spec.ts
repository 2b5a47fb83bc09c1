import type { gmail_v1 } from '@googleapis/gmail';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryEntry } from '../ledger.js';
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
const newest = async (email: string) => {
  const person = sandbox.person(email);
  return person.read(person.inbox()[0]?.id ?? 'nothing');
};
const deliveries = (): readonly DeliveryEntry[] =>
  sandbox.ledger.entries().filter((entry) => entry.kind === 'delivery');

describe('the vacation responder', () => {
  const away = (email: string, more: object = {}) =>
    sandbox.person(email).outOfOffice(true, { text: 'Back on Monday — ok?', ...more });

  it('answers once, in the conversation, and says that it is a machine', async () => {
    away(MIRA);
    const { threadId } = await sendMail(client, {
      to: MIRA,
      subject: 'Launch?',
      text: '1',
      messageId: '<v1@acme.example>',
    });
    await sendMail(client, { to: MIRA, subject: 'Launch again?', text: '2' });
    const [reply, ...more] = sandbox.person(PARLEY).inbox();
    expect(more).toEqual([]);
    const mail = await newest(PARLEY);
    expect(mail.text.trim()).toBe('Back on Monday — ok?');
    expect(mail.subject).toBe('Out of office Re: Launch?');
    expect([headerOf(mail.headers, 'Auto-Submitted'), headerOf(mail.headers, 'In-Reply-To')]).toEqual([
      'auto-replied',
      '<v1@acme.example>',
    ]);
    expect(reply?.threadId).not.toBe(threadId); // another subject
  });

  it('of Outlook speaks as Outlook does', async () => {
    away('noa@acme.example');
    await sendMail(client, { to: 'noa@acme.example', subject: 'Launch?', text: '1' });
    const { headers, subject } = await newest(PARLEY);
    const marks = ['Auto-Submitted', 'X-Auto-Response-Suppress', 'Return-Path'].map((name) => headerOf(headers, name));
    expect([subject, ...marks]).toEqual(['Automatic reply: Launch?', 'auto-generated', 'All', '<>']);
  });

  it('does not answer machines, lists or what was not sent to it', async () => {
    away(MIRA);
    await sendMail(client, { to: MIRA, subject: 'auto', text: '1', headers: { 'Auto-Submitted': 'auto-generated' } });
    await sendMail(client, { to: MIRA, subject: 'quiet', text: '1', headers: { 'X-Auto-Response-Suppress': 'All' } });
    await sendMail(client, { to: 'team@acme.example', subject: 'list', text: '1' });
    await sendMail(client, { to: 'jun@acme.example', bcc: MIRA, subject: 'hidden', text: '1' });
    expect(
      sandbox
        .person(PARLEY)
        .inbox()
        .filter(({ from }) => from.includes(MIRA)),
    ).toEqual([]);
  });

  it('of two who are away stops after one round', async () => {
    away(MIRA);
    away('jun@acme.example');
    await sandbox.person(MIRA).write('jun@acme.example', 'hi', 'hi');
    expect(deliveries()).toHaveLength(2);
  });

  it('of two who are careless comes to an end', async () => {
    away(MIRA, { careless: true });
    away('jun@acme.example', { careless: true });
    await sandbox.person(MIRA).write('jun@acme.example', 'hi', 'hi');
    expect(deliveries()).toHaveLength(201);
  });

  it('that is careless answers everything and admits nothing', async () => {
    away(MIRA, { careless: true });
    for (const text of ['1', '2'])
      await sendMail(client, { to: MIRA, subject: 's', text, headers: { 'Auto-Submitted': 'auto-generated' } });
    expect(sandbox.person(PARLEY).inbox()).toHaveLength(2);
    expect(headerOf((await newest(PARLEY)).headers, 'Auto-Submitted')).toBeUndefined();
  });
});
