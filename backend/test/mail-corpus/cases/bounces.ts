import { border } from '../compose.js';
import type { Group, MailCase } from '../mail-case.js';
import { ANNA, ASKED_FROM, MARKER_HEADER, MESSAGE_ID, OWN_ADDRESS, SUBJECT } from '../world.js';

interface Report {
  type: string;
  words: string;
  /** Of the part that machines read. */
  fields: readonly string[];
  subject?: string;
  headers?: readonly string[];
}

const RETURNED = [
  `Message-ID: ${MESSAGE_ID}`,
  `From: Parley <${ASKED_FROM}>`,
  `To: ${ANNA.address}`,
  `Subject: ${SUBJECT}`,
  `${MARKER_HEADER}: 018f`,
];

/** A `multipart/report` (RFC 3464, RFC 8098) as a mail server sends it: nothing signed, null return path. */
const report = ({ type, words, fields, subject, headers }: Report): Buffer =>
  Buffer.from(
    [
      `Delivered-To: ${OWN_ADDRESS}`,
      'Return-Path: <>',
      border('example.com'),
      'From: Mail Delivery System <MAILER-DAEMON@example.com>',
      `To: ${ASKED_FROM}`,
      `Subject: ${subject ?? 'Undelivered Mail Returned to Sender'}`,
      'Message-ID: <bounce-1@example.com>',
      'MIME-Version: 1.0',
      ...(headers ?? []),
      `Content-Type: multipart/report; report-type=${type}; boundary="r1"`,
      '',
      '--r1',
      'Content-Type: text/plain; charset=utf-8',
      '',
      words,
      '',
      '--r1',
      `Content-Type: message/${type}`,
      '',
      ...fields,
      '',
      '--r1',
      'Content-Type: message/rfc822',
      '',
      ...RETURNED,
      '',
      'The question.',
      '',
      '--r1--',
      '',
    ].join('\r\n'),
  );

const delivery = (action: string, status: string): string[] => [
  'Reporting-MTA: dns; mail.example.com',
  '',
  `Final-Recipient: rfc822; ${ANNA.address}`,
  `Action: ${action}`,
  `Status: ${status}`,
  'Diagnostic-Code: smtp; said so',
];
const bounce = (
  group: Group,
  kind: 'bounce_hard' | 'bounce_soft',
  name: string,
  action: string,
  status: string,
): MailCase => ({
  group,
  name,
  raw: async () =>
    report({ type: 'delivery-status', words: 'It could not be delivered.', fields: delivery(action, status) }),
  expected: { kind, verdict: 'none', recipient: ANNA.address },
});

/** A server that knows no RFC: all there is are words. */
const wordy = (
  group: Group,
  kind: 'bounce_hard' | 'bounce_soft',
  name: string,
  words: string,
  extra: string[] = [],
): MailCase => ({
  group,
  name,
  raw: async () =>
    Buffer.from(
      [
        'Return-Path: <>',
        border('example.com'),
        'From: postmaster@example.com',
        `To: ${ASKED_FROM}`,
        'Subject: failure notice',
        ...extra,
        '',
        words,
        '',
        '--- Below this line is a copy of the message.',
        '',
        ...RETURNED,
        '',
      ].join('\r\n'),
    ),
  expected: { kind, verdict: 'none', recipient: ANNA.address },
});

const receipt = (group: Group, name: string, type: string, fields: string[]): MailCase => ({
  group,
  name,
  raw: async () => report({ type, words: 'Your message was displayed.', subject: 'Read: Approve', fields }),
  expected: { kind: 'receipt', verdict: 'none' },
});

export const bounces: readonly MailCase[] = [
  bounce('tuned', 'bounce_hard', 'bounce-unknown-user', 'failed', '5.1.1'),
  bounce('tuned', 'bounce_soft', 'bounce-delayed', 'delayed', '4.4.1'),
  bounce('tuned', 'bounce_soft', 'bounce-mailbox-full', 'failed', '5.2.2'),
  bounce('held-out', 'bounce_hard', 'bounce-refused-by-policy', 'failed', '5.7.1 (blocked)'),
  bounce('held-out', 'bounce_soft', 'bounce-gave-up-for-now', 'failed', '4.7.0'),
  wordy('tuned', 'bounce_hard', 'bounce-qmail', `<${ANNA.address}>:\r\n550 5.1.1 User unknown`),
  wordy('held-out', 'bounce_hard', 'bounce-failed-recipients', 'It does not exist.', [
    `X-Failed-Recipients: ${ANNA.address}`,
  ]),
  wordy('held-out', 'bounce_soft', 'bounce-words-temporary', `<${ANNA.address}>: 452 4.2.2 mailbox full, will retry`),
  receipt('tuned', 'receipt-read', 'disposition-notification', [
    `Final-Recipient: rfc822; ${ANNA.address}`,
    'Disposition: manual-action/MDN-sent-manually; displayed',
  ]),
  receipt('held-out', 'receipt-deleted', 'disposition-notification', [
    `Final-Recipient: rfc822; ${ANNA.address}`,
    'Disposition: automatic-action/MDN-sent-automatically; deleted',
  ]),
  receipt('held-out', 'receipt-delivered', 'delivery-status', delivery('delivered', '2.0.0')),
];
