import { randomBytes } from 'node:crypto';
import { domainOf, parseAddresses } from '../mime/addresses.js';
import { type Header, headerOf, headersOf, withHeaders, withoutHeaders } from '../mime/headers.js';
import type { Mailbox, MailServer, Verdict } from '../model.js';
import type { Envelope } from './envelope.js';

const AUTHSERV: Readonly<Record<MailServer, string>> = {
  gmail: 'mx.google.com',
  outlook: 'mx.outlook.example',
  apple: 'mx.icloud.example',
  other: 'mx.elsewhere.example',
};

export const rfcDate = (moment: number): string => new Date(moment).toUTCString().replace('GMT', '+0000');
const elsewhere = 'bulk-sender.example';

/** dkim, spf and dmarc: https://www.rfc-editor.org/rfc/rfc8601 */
const resultsOf = (verdict: Verdict, from: string, author: string): string[] => {
  const domain = domainOf(author);
  const dkim = (result: string, by = domain) => `dkim=${result} header.i=@${by} header.s=s1 header.b=${SIGNATURE}`;
  const spf = (result: string, sender = from) =>
    `spf=${result} (${COMMENTS[result] ?? 'see RFC 7208'}) smtp.mailfrom=${sender === '' ? 'postmaster' : sender}`;
  const dmarc = (result: string) =>
    `dmarc=${result} (p=${result === 'pass' ? 'REJECT' : 'NONE'} sp=NONE dis=NONE) header.from=${domain}`;
  switch (verdict) {
    case 'pass':
      return [dkim('pass'), spf('pass'), dmarc('pass')];
    case 'dkim-only':
      return [dkim('pass'), spf('fail'), dmarc('pass')];
    case 'spf-only':
      return ['dkim=none', spf('pass'), dmarc('pass')];
    case 'misaligned':
      return [dkim('pass', elsewhere), spf('pass', `bounce@${elsewhere}`), dmarc('fail')];
    case 'fail':
      return [dkim('fail'), spf('fail'), dmarc('fail')];
    case 'none':
      return ['dkim=none', spf('none')];
  }
};

const SIGNATURE = 'q1Zx0aBc';
const COMMENTS: Readonly<Record<string, string>> = {
  pass: 'designates 192.0.2.25 as permitted sender',
  fail: 'does not designate 192.0.2.66 as permitted sender',
  none: '192.0.2.66 is neither permitted nor denied by best guess record',
};

const receivedBy = (host: string, to: string, moment: number): string =>
  `from mail.sender.example (mail.sender.example. [192.0.2.25])\r\n        by ${host} with ESMTPS id ${randomBytes(8).toString('hex')}\r\n        for <${to}>\r\n        (version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256 bits=128/128);\r\n        ${rfcDate(moment)}`;

/**
 * What the receiving side writes above a mail, in Gmail's order. Results that the sender brought along under this
 * server's name stay where they are, below: whoever reads them must know which is the right one.
 */
export const stamped = ({ from, to, raw, verdict }: Envelope, box: Mailbox, moment = Date.now()): string => {
  const clean = withoutHeaders(raw, 'Return-Path', 'Delivered-To');
  const host = AUTHSERV[box.server];
  const author = parseAddresses(headerOf(headersOf(clean), 'From'))[0]?.address ?? from;
  const results = [host, ...resultsOf(verdict, from, author)].join(';\r\n       ');
  const headers: Header[] = [
    { name: 'Delivered-To', value: to },
    {
      name: 'Received',
      value: `by 2002:a05:6a06:1234:b0:${randomBytes(3).toString('hex')} with SMTP id ${randomBytes(6).toString('hex')};\r\n        ${rfcDate(moment)}`,
    },
    { name: 'Return-Path', value: `<${from}>` },
    { name: 'Received', value: receivedBy(host, to, moment) },
    { name: 'Authentication-Results', value: results },
  ];
  const isSigned = ['pass', 'dkim-only', 'fail'].includes(verdict);
  const signature = `v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domainOf(author)}; s=s1;\r\n        h=from:to:subject:date:message-id; bh=AAAA; b=${SIGNATURE}`;
  return withHeaders(clean, isSigned ? [...headers, { name: 'DKIM-Signature', value: signature }] : headers);
};
