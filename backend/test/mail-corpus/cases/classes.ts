import { compose, type Draft, gmailTrace, passFor } from '../compose.js';
import type { Expected, Group, MailCase } from '../mail-case.js';
import { ANNA, MARKER_HEADER, OWN_ADDRESS } from '../world.js';
import { bounces } from './bounces.js';

const AWAY = 'I am out of the office until Monday and read no mail.\n';

const mail = (group: Group, kind: Expected['kind'], name: string, draft: Draft): MailCase => ({
  group,
  name,
  raw: () => compose(name, draft),
  expected: { kind, verdict: 'pass' },
});
const auto = (group: Group, name: string, header: string, value: string): MailCase =>
  mail(group, 'auto_reply', name, { subject: 'Re: Approve', text: AWAY, headers: [[header, value]] });
const titled = (group: Group, kind: Expected['kind'], name: string, subject: string, more: Partial<Draft>): MailCase =>
  mail(group, kind, name, { subject, text: AWAY, ...more });

const nullPath = gmailTrace('example.com', passFor('example.com')).map((line) =>
  line.startsWith('Return-Path') ? 'Return-Path: <>' : line,
);
const meeting = (method: string) =>
  `BEGIN:VCALENDAR\r\nMETHOD:${method}\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
const invite = (method: string) => [
  { filename: '', contentType: `text/calendar; method=${method}; charset=utf-8`, content: meeting(method) },
];

const autoReplies: readonly MailCase[] = [
  auto('tuned', 'auto-submitted', 'Auto-Submitted', 'auto-replied'),
  auto(
    'tuned',
    'auto-submitted-with-parameter',
    'Auto-Submitted',
    'auto-replied (vacation); owner-email="a@example.com"',
  ),
  auto('tuned', 'auto-generated', 'Auto-Submitted', 'auto-generated'),
  auto('tuned', 'x-autoreply', 'X-Autoreply', 'yes'),
  auto('tuned', 'x-autorespond', 'X-Autorespond', 'Vacation'),
  auto('tuned', 'precedence-auto-reply', 'Precedence', 'auto_reply'),
  auto('tuned', 'suppress-all', 'X-Auto-Response-Suppress', 'All'),
  mail('tuned', 'auto_reply', 'null-return-path', { text: AWAY, trace: nullPath }),
  titled('tuned', 'auto_reply', 'vacation-subject-and-bulk', 'Automatic reply: Approve', {
    headers: [['Precedence', 'bulk']],
  }),
  titled('tuned', 'auto_reply', 'vacation-subject-and-body', 'Abwesenheitsnotiz: Approve', {
    text: 'Ich bin bis Montag nicht im Büro.\n',
  }),
  auto('held-out', 'upper-case-auto-submitted', 'AUTO-SUBMITTED', 'AUTO-REPLIED'),
  auto('held-out', 'auto-notified', 'Auto-Submitted', 'auto-notified'),
  auto('held-out', 'x-mail-autoreply', 'X-Mail-Autoreply', 'true'),
  auto('held-out', 'suppress-several', 'X-Auto-Response-Suppress', 'DR, OOF, AutoReply'),
  auto('held-out', 'precedence-junk', 'Precedence', 'junk'),
  titled('held-out', 'auto_reply', 'french-vacation-from-no-reply', 'Réponse automatique : Approve', {
    from: { name: '', address: 'no-reply@example.com' },
  }),
  titled('held-out', 'auto_reply', 'japanese-vacation', '自動応答: Approve', {
    text: '月曜日まで不在にしております。\n',
  }),
  titled('held-out', 'auto_reply', 'swedish-vacation', 'Autosvar: Approve', { headers: [['Precedence', 'bulk']] }),
];

const people: readonly MailCase[] = [
  mail('tuned', 'reply', 'auto-submitted-no', { text: 'Yes\n', headers: [['Auto-Submitted', 'no']] }),
  mail('tuned', 'reply', 'vacation-subject-typed-by-a-person', {
    subject: 'Re: Out of office: who approves?',
    text: 'Yes\n',
  }),
  mail('tuned', 'reply', 'suppresses-receipts-only', {
    text: 'Yes\n',
    headers: [['X-Auto-Response-Suppress', 'RN, NRN']],
  }),
  mail('tuned', 'reply', 'answer-with-an-invite-attached', {
    text: 'Yes\n',
    attachments: [{ filename: 'invite.ics', contentType: 'text/calendar', content: meeting('PUBLISH') }],
  }),
  mail('held-out', 'reply', 'talks-about-vacation', { text: 'I am on vacation from Friday, so: yes\n' }),
  mail('held-out', 'reply', 'auto-submitted-no-with-comment', {
    text: 'Yes\n',
    headers: [['Auto-Submitted', 'no (typed by hand)']],
  }),
  mail('held-out', 'reply', 'wants-a-receipt', {
    text: 'Yes\n',
    headers: [['Disposition-Notification-To', ANNA.address]],
  }),
  mail('held-out', 'reply', 'subject-undeliverable-typed', { subject: 'Re: Undeliverable parcels', text: 'No\n' }),
];

const machines: readonly MailCase[] = [
  mail('tuned', 'list', 'list-id', { text: 'Yes\n', headers: [['List-Id', '<team.lists.example.com>']] }),
  mail('tuned', 'list', 'newsletter', {
    inReplyTo: null,
    to: OWN_ADDRESS,
    text: 'News\n',
    headers: [
      ['List-Unsubscribe', '<mailto:u@example.com>'],
      ['Precedence', 'bulk'],
    ],
  }),
  mail('held-out', 'list', 'precedence-list', { text: 'Yes\n', headers: [['Precedence', 'list']] }),
  mail('held-out', 'list', 'mailing-list-header', {
    text: 'Yes\n',
    headers: [['Mailing-List', 'list team@example.com; contact owner@example.com']],
  }),
  mail('tuned', 'calendar', 'calendar-accepted', {
    subject: 'Accepted: Approve',
    text: '',
    attachments: invite('REPLY'),
  }),
  mail('held-out', 'calendar', 'calendar-counter', {
    subject: 'New time proposed',
    text: 'How about Friday?\n',
    attachments: invite('COUNTER'),
  }),
  mail('tuned', 'own', 'our-marker', { text: 'Yes\n', headers: [[MARKER_HEADER, '018f']] }),
  mail('tuned', 'own', 'our-address', {
    from: { name: 'Parley', address: 'Parley+abc@Mail.Example' },
    text: 'Yes\n',
    trace: gmailTrace('mail.example', passFor('mail.example')),
  }),
  mail('held-out', 'own', 'our-address-upper-case', {
    from: { name: 'x', address: OWN_ADDRESS.toUpperCase() },
    text: 'Yes\n',
    trace: gmailTrace('mail.example', passFor('mail.example')),
  }),
  mail('tuned', 'challenge', 'challenge-by-header', {
    subject: 'Please confirm your message',
    text: 'Click the link to deliver your message.\n',
    headers: [['X-TMDA-Confirm', '1']],
  }),
  mail('tuned', 'challenge', 'challenge-by-words', {
    subject: 'Please verify your email to deliver it',
    text: 'I use a filter. Click to confirm that you are human.\n',
    headers: [['Auto-Submitted', 'auto-replied']],
  }),
  mail('held-out', 'challenge', 'challenge-boxbe', {
    subject: 'Re: Approve (Action Required)',
    from: { name: 'Boxbe Notification', address: 'notification@boxbe.com' },
    text: 'Your message is waiting in the guest list. Click here.\n',
    trace: gmailTrace('boxbe.com', passFor('boxbe.com')),
  }),
];

export const classCases: readonly MailCase[] = [...autoReplies, ...people, ...machines, ...bounces];
