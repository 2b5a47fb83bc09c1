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

describe('a mail that arrives', () => {
  it('comes to the mailbox behind a plus address, and says which one it was', async () => {
    await sandbox.person(MIRA).write('Parley <parley+q1.abc@acme.example>', 'yes', 'Yes.');
    const mail = await newest(PARLEY);
    expect(headerOf(mail.headers, 'Delivered-To')).toBe('parley+q1.abc@acme.example');
    expect(mail.to).toBe('Parley <parley+q1.abc@acme.example>');
  });

  it('is stamped by who receives it, above what the sender wrote', async () => {
    await sandbox.person(MIRA).forged({
      ...{ from: 'Jun Park <jun@acme.example>', to: PARLEY, text: 'approve' },
      headers: [{ name: 'Authentication-Results', value: 'mx.google.com; dkim=pass; spf=pass; dmarc=pass' }],
      verdict: 'fail',
    });
    const { headers } = await newest(PARLEY);
    const order = headers.map(({ name }) => name).slice(0, 5);
    expect(order).toEqual(['Delivered-To', 'Received', 'Return-Path', 'Received', 'Authentication-Results']);
    const [own, forged] = headers.filter(({ name }) => name === 'Authentication-Results').map(({ value }) => value);
    expect(own).toContain('dmarc=fail');
    expect(forged).toContain('dmarc=pass');
    expect(headerOf(headers, 'Return-Path')).toBe('<jun@acme.example>');
  });

  it('may be any bytes that somebody made', async () => {
    const raw = 'From: a@b.example\nSubject: odd \xe9\nContent-Type: text/plain; charset=big5\n\n\xff\x00';
    await sandbox.person('eve@elsewhere.example').forged({ from: 'a@b.example', to: PARLEY, text: '', raw });
    const mail = await newest(PARLEY);
    expect(mail.raw.endsWith(raw)).toBe(true);
    expect(headerOf(mail.headers, 'Authentication-Results')).toContain('dkim=none');
  });

  it.each([
    ['pass', 'dkim=pass', 'spf=pass', 'dmarc=pass'],
    ['fail', 'dkim=fail', 'spf=fail', 'dmarc=fail'],
    ['dkim-only', 'dkim=pass', 'spf=fail', 'dmarc=pass'],
    ['spf-only', 'dkim=none', 'spf=pass', 'dmarc=pass'],
    ['misaligned', 'dkim=pass header.i=@bulk-sender.example', 'spf=pass', 'dmarc=fail'],
    ['none', 'dkim=none', 'spf=none', ''],
  ] as const)('from a sender that is %s', async (verdict, ...results) => {
    sandbox.admin.setVerdict(MIRA, verdict);
    await sandbox.person(MIRA).write(PARLEY, 's', 't');
    const found = headerOf((await newest(PARLEY)).headers, 'Authentication-Results') ?? '';
    expect(found.startsWith('mx.google.com;')).toBe(true);
    for (const result of results) expect(found).toContain(result);
    expect(found.includes('dmarc=')).toBe(verdict !== 'none');
    expect(deliveries()[0]).toMatchObject({ verdict, from: MIRA, to: PARLEY, outcome: 'delivered' });
  });

  it('goes where a filter puts it', async () => {
    for (const action of ['archive', 'spam', 'trash'] as const) {
      sandbox.admin.setFilters(PARLEY, [
        { from: 'nobody@', action: 'trash' },
        { from: 'mira', action },
      ]);
      await sandbox.person(MIRA).write(PARLEY, action, 't');
    }
    expect(deliveries().map(({ labelIds }) => labelIds)).toEqual([['UNREAD'], ['SPAM', 'UNREAD'], ['TRASH', 'UNREAD']]);
  });

  it('from oneself lies in both places, once', async () => {
    await sendMail(client, { to: PARLEY, subject: 'note', text: 'to self' });
    const all = sandbox.state.mailbox(PARLEY)?.messages.map(({ labelIds }) => labelIds);
    expect(all).toEqual([['SENT', 'INBOX', 'UNREAD']]);
  });

  it('through a list says so, for each member', async () => {
    await sandbox.person(MIRA).write('team@acme.example', 'All hands', 'At noon');
    const mail = await newest(PARLEY);
    expect(headerOf(mail.headers, 'List-ID')).toBe('<team.acme.example>');
    expect(headerOf(mail.headers, 'Precedence')).toBe('list');
    expect(headerOf(mail.headers, 'Return-Path')).toBe('<team+bounces@acme.example>');
    expect(
      deliveries()
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(['jun@acme.example', MIRA, 'noa@acme.example', PARLEY]);
  });
});

describe('a mail that cannot be delivered', () => {
  it('comes back as a report in the same conversation', async () => {
    const sent = await sendMail(client, {
      to: 'nobody@acme.example',
      subject: 'Hello?',
      text: 't',
      messageId: '<b1@acme.example>',
    });
    const [bounce] = sandbox.person(PARLEY).inbox();
    expect(bounce).toMatchObject({ threadId: sent.threadId, subject: 'Delivery Status Notification (Failure)' });
    const mail = await newest(PARLEY);
    expect(headerOf(mail.headers, 'Return-Path')).toBe('<>');
    expect(headerOf(mail.headers, 'Auto-Submitted')).toBe('auto-replied');
    expect(headerOf(mail.headers, 'X-Failed-Recipients')).toBe('nobody@acme.example');
    expect(headerOf(mail.headers, 'Content-Type')).toContain('report-type=delivery-status');
    expect(mail.raw).toContain('Status: 5.1.1');
    expect(mail.raw).toContain('Action: failed');
    expect(mail.text).toContain("wasn't delivered to nobody@acme.example");
    expect(headerOf(mail.headers, 'In-Reply-To')).toBe('<b1@acme.example>');
    expect(deliveries().map(({ outcome }) => outcome)).toEqual(['bounced', 'delivered']);
  });

  it('is too large for who gets it', async () => {
    const small = { from: MIRA, to: PARLEY, subject: 's', text: 'x'.repeat(3_000) };
    sandbox.admin.setMessageLimit(2_000);
    await sandbox.person('jun@acme.example').forged(small);
    expect(sandbox.person(PARLEY).inbox()).toEqual([]);
    expect((await newest(MIRA)).raw).toContain('Status: 5.3.4');
  });

  it('is lost, late, doubled or bounced when told so', async () => {
    const mira = sandbox.person(MIRA);
    for (const fault of [
      { kind: 'mail_lost' },
      { kind: 'mail_duplicate', copies: 1 },
      { kind: 'mail_late', ms: 40 },
      { kind: 'mail_bounced', how: 'soft' },
    ] as const) {
      sandbox.faults.add({ fault, times: 1, match: { to: PARLEY } });
      await mira.write(PARLEY, fault.kind, 't');
    }
    const subjects = () =>
      sandbox
        .person(PARLEY)
        .inbox()
        .map(({ subject }) => subject);
    expect(subjects()).toEqual(['mail_duplicate', 'mail_duplicate']);
    await sandbox.settled();
    expect(subjects()).toEqual(['mail_late', 'mail_duplicate', 'mail_duplicate']);
    expect((await newest(MIRA)).raw).toContain('Action: delayed');
    const ids = sandbox.state.mailbox(PARLEY)?.messages.map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)?.[1]);
    expect(new Set(ids).size).toBe(2);
  });

  it('comes twice under two names when told so', async () => {
    sandbox.faults.add({ fault: { kind: 'mail_duplicate', copies: 1, newId: true }, times: 1 });
    await sandbox.person(MIRA).write(PARLEY, 's', 'the same words');
    const person = sandbox.person(PARLEY);
    const mails = await Promise.all(person.inbox().map(({ id }) => person.read(id)));
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
    expect(new Set(mails.map(({ text }) => text)).size).toBe(1);
  });
});
