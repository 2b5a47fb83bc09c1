import { describe, expect, it } from 'vitest';
import type { ReadMail } from '../../../channels/index.js';
import { toInboundMail } from './to-inbound-mail.js';

const STORED = {
  ...{ id: 'm', integrationId: 'i', mailbox: 'parley@acme.example', gmailId: 'g', threadId: 't', labelIds: ['INBOX'] },
  raw: Buffer.from(''),
  internalDate: new Date('2026-11-21T10:00:00.000Z'),
};
const READ: ReadMail = {
  from: { name: 'Mira', address: 'Mira@Acme.example' },
  ...{
    to: [],
    cc: [],
    subject: 'Hello',
    date: '2026-11-21T11:00:00+02:00',
    messageId: '<a@b>',
    thread: [],
    token: null,
  },
  attachments: [{ filename: null, mimeType: 'text/plain', size: 3 }],
  classification: { kind: 'reply', reason: 'it answers a mail' },
  verdict: 'pass',
  reply: { text: 'Yes', quotedRemoved: true, signature: null, confidence: 'high', inline: false },
};
const NOTHING = { attempt: null, badToken: false };
const of = (more: Partial<ReadMail>) => toInboundMail(STORED, { ...READ, ...more }, NOTHING);

describe('a mail as it is handed on', () => {
  it('says when it was written by its own account and when it arrived by that of Gmail', () => {
    expect(of({})).toMatchObject({ writtenAt: '2026-11-21T10:00:00.000Z', date: '2026-11-21T09:00:00.000Z' });
    expect(of({ date: 'last Tuesday, I think' }).date).toBeNull();
    expect(of({ date: null }).date).toBeNull();
  });

  it('names its sender in lower case, or nobody', () => {
    expect(of({}).from).toBe('mira@acme.example');
    expect(of({ from: { name: 'x', address: '' } }).from).toBeNull();
    expect(of({ from: null }).from).toBeNull();
  });

  it('is cut where a stranger has no measure, and never in the middle of a character', () => {
    const attachments = Array.from({ length: 300 }, () => ({
      filename: 'f'.repeat(2_000),
      mimeType: 'x'.repeat(500),
      size: 1,
    }));
    const mail = of({ subject: `${'s'.repeat(1_999)}😀`, messageId: `<${'i'.repeat(2_000)}>`, attachments });
    expect(mail.subject).toHaveLength(2_000);
    expect(mail.subject.isWellFormed()).toBe(true);
    expect(mail.messageId).toHaveLength(1_000);
    expect(mail.attachments).toHaveLength(200);
    expect(mail.attachments[0]).toEqual({ filename: 'f'.repeat(1_000), mimeType: 'x'.repeat(300), size: 1 });
  });

  it('that came back says why in the words of the server, else in ours', () => {
    const bounce = { hard: true, final: true, recipient: 'x@y.example', messageId: null, mark: null };
    const reason = 'x@y.example cannot be reached';
    const told = (diagnostic: string | null) =>
      of({ classification: { kind: 'bounce_hard', reason, bounce: { ...bounce, diagnostic } } }).bounce;
    expect(told('550 no such user')).toEqual({
      recipient: 'x@y.example',
      hard: true,
      final: true,
      reason: '550 no such user',
    });
    expect(told(null)?.reason).toBe(reason);
  });
});
