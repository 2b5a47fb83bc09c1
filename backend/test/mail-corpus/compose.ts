import MailComposer from 'nodemailer/lib/mail-composer';
import { ANNA, ASKED_FROM, AUTHSERV, MESSAGE_ID, OWN_ADDRESS, type Person, SUBJECT } from './world.js';

/** What differs between the mails; the rest is an ordinary reply of Anna's. */
export interface Draft {
  from?: Person;
  to?: string;
  subject?: string;
  text?: string;
  html?: string;
  /** After the headers every mail has, in this order. */
  headers?: readonly (readonly [name: string, value: string])[];
  /** Null: the mail begins a thread of its own. */
  inReplyTo?: string | null;
  attachments?: readonly { filename: string; contentType: string; content: string }[];
  /** Instead of the ones Gmail writes for a sender it could check. Folded lines end in CRLF and a blank. */
  trace?: readonly string[];
}

const domainOf = (address: string): string => address.split('@').at(-1) ?? '';

export const border = (domain: string): string =>
  `Received: from mail.${domain} (mail.${domain}. [192.0.2.10])\r\n        by ${AUTHSERV} with ESMTPS id a1b2c3\r\n        for <${OWN_ADDRESS}>; Thu, 12 Mar 2026 02:10:00 -0700 (PDT)`;
export const results = (text: string, id = AUTHSERV): string => `Authentication-Results: ${id};\r\n       ${text}`;
const INTERNAL = 'Received: by 2002:a05:6402:11c7:b0:50e with SMTP id j7csp1; Thu, 12 Mar 2026 02:10:01 -0700 (PDT)';

/** As Gmail writes them: its results stand below its own `Received`, with `Received-SPF` between. */
export const gmailTrace = (domain: string, verdict: string): string[] => [
  `Delivered-To: ${OWN_ADDRESS}`,
  INTERNAL,
  `Return-Path: <sender@${domain}>`,
  border(domain),
  `Received-SPF: pass (google.com: domain of sender@${domain} designates 192.0.2.10 as permitted sender) client-ip=192.0.2.10;`,
  results(verdict),
];
export const passFor = (domain: string): string =>
  `dkim=pass header.i=@${domain} header.s=s1 header.b=Zm9vYmFy;\r\n       spf=pass (google.com: domain of sender@${domain} designates 192.0.2.10 as permitted sender) smtp.mailfrom=sender@${domain};\r\n       dmarc=pass (p=QUARANTINE sp=QUARANTINE dis=NONE) header.from=${domain}`;

/** A whole mail, the same bytes every time. */
export const compose = async (name: string, draft: Draft): Promise<Buffer> => {
  const from = draft.from ?? ANNA;
  const domain = domainOf(from.address);
  const thread = draft.inReplyTo === null ? null : (draft.inReplyTo ?? MESSAGE_ID);
  const mail = new MailComposer({
    from,
    to: draft.to ?? `Parley <${ASKED_FROM}>`,
    subject: draft.subject ?? `Re: ${SUBJECT}`,
    date: new Date('2026-03-12T09:30:00Z'),
    messageId: `<${name}@${domain}>`,
    baseBoundary: 'corpus',
    ...(thread !== null && { inReplyTo: thread, references: thread }),
    ...(draft.text !== undefined && { text: draft.text }),
    ...(draft.html !== undefined && { html: draft.html }),
    ...(draft.attachments && { attachments: draft.attachments.map((part) => ({ ...part })) }),
    headers: (draft.headers ?? []).map(([key, value]) => ({ key, value: { prepared: true, value } })),
  });
  const body = await mail.compile().build();
  const trace = draft.trace ?? gmailTrace(domain, passFor(domain));
  return Buffer.concat([Buffer.from(trace.map((line) => `${line}\r\n`).join('')), body]);
};
