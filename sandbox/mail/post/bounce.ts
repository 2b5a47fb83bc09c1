import { randomUUID } from 'node:crypto';
import { headerOf, headersOf, splitMail } from '../mime/headers.js';
import { rfcDate } from './stamp.js';

export const DAEMON = 'mailer-daemon@googlemail.com';

export interface Failure {
  readonly recipient: string;
  /** RFC 3463: 5.x.x for ever, 4.x.x for now. */
  readonly status: string;
  readonly words: string;
}

export const NO_MAILBOX = (recipient: string): Failure => ({
  ...{ recipient, status: '5.1.1' },
  words: `550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address for typos or unnecessary spaces.`,
});

export const TOO_LARGE = (recipient: string): Failure => ({
  ...{ recipient, status: '5.3.4' },
  words: `552 5.3.4 Your message exceeded Google's message size limits.`,
});

export const SCRIPTED = (recipient: string, how: 'hard' | 'soft'): Failure =>
  how === 'hard'
    ? { recipient, status: '5.2.1', words: '550 5.2.1 The email account that you tried to reach is inactive.' }
    : {
        recipient,
        status: '4.2.2',
        words: '452 4.2.2 The recipient’s inbox is out of storage space. It is tried again.',
      };

const text = ({ recipient, words }: Failure, isFinal: boolean): string =>
  isFinal
    ? `** Address not found **\r\n\r\nYour message wasn't delivered to ${recipient} because the address couldn't be found, or is unable to receive mail.\r\n\r\nThe response was:\r\n\r\n${words}\r\n`
    : `** Delivery incomplete **\r\n\r\nThere was a temporary problem delivering your message to ${recipient}. Gmail will retry for 46 more hours. You'll be notified if the delivery fails permanently.\r\n\r\nThe response was:\r\n\r\n${words}\r\n`;

const utf8 = (words: string): string => Buffer.from(words, 'utf8').toString('latin1');

/** A delivery status notification (RFC 3464) as Gmail writes it, one character per byte. */
export const bounceMail = (original: string, to: string, failure: Failure, moment = Date.now()): string => {
  const isFinal = failure.status.startsWith('5');
  const messageId = headerOf(headersOf(original), 'Message-ID') ?? '';
  const boundary = `000000000000${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  const part = (type: string, content: string) => `--${boundary}\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`;
  const status = [
    'Reporting-MTA: dns; googlemail.com',
    `X-Original-Message-ID: ${messageId}`,
    '',
    `Final-Recipient: rfc822; ${failure.recipient}`,
    `Action: ${isFinal ? 'failed' : 'delayed'}`,
    `Status: ${failure.status}`,
    `Diagnostic-Code: smtp; ${utf8(failure.words)}`,
    `Last-Attempt-Date: ${rfcDate(moment)}`,
  ].join('\r\n');
  const headers = [
    `From: Mail Delivery Subsystem <${DAEMON}>`,
    `To: ${to}`,
    'Auto-Submitted: auto-replied',
    `Subject: Delivery Status Notification (${isFinal ? 'Failure' : 'Delay'})`,
    `References: ${messageId}`,
    `In-Reply-To: ${messageId}`,
    ...(isFinal ? [`X-Failed-Recipients: ${failure.recipient}`] : []),
    `Message-ID: <${randomUUID()}@mx.google.com>`,
    `Date: ${rfcDate(moment)}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; boundary="${boundary}"; report-type=delivery-status`,
  ].join('\r\n');
  const parts = [
    part('text/plain; charset="UTF-8"', utf8(text(failure, isFinal))),
    part('message/delivery-status', status),
    part('message/rfc822', splitMail(original).head),
  ].join('');
  return `${headers}\r\n\r\n${parts}--${boundary}--\r\n`;
};
