import type { InboundMail } from '../../src/modules/channels/email/index.js';

/** An honest reply. */
export const inboundMail = (over: Partial<InboundMail> = {}): InboundMail => ({
  ...{ mailbox: 'parley@acme.example', mailId: 'm1', gmailId: '18c', threadId: '18a', labelIds: ['INBOX', 'UNREAD'] },
  ...{ writtenAt: '2026-08-01T12:00:00.000Z', date: '2026-08-01T11:59:58.000Z', from: 'mira@acme.example' },
  ...{ messageId: '<r1@acme.example>', class: 'reply', classReason: 'it went to the address of a question' },
  ...{ verdict: 'pass', attempt: { id: 'a1', address: 'mira@acme.example' }, badToken: false },
  ...{ reply: { text: 'Yes', confidence: 'high', inline: false }, subject: 'Re: Which way?', attachments: [] },
  ...{ bounce: null, ...over },
});

/** Nothing that the reader hands over. */
export const brokenMails = (): readonly unknown[] => {
  const good = inboundMail();
  return [
    null,
    'approve',
    {},
    [good],
    { ...good, class: 'shout' },
    { ...good, verdict: 'maybe' },
    { ...good, from: undefined },
    { ...good, writtenAt: 'yesterday' },
    { ...good, attempt: 'a1' },
    { ...good, attempt: { id: 'a1' } },
    { ...good, reply: { text: 'a\0b', confidence: 'high', inline: false } },
    { ...good, reply: 'Yes' },
    { ...good, labelIds: 'INBOX' },
    { ...good, admin: true },
  ];
};
