import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { MailSandbox } from '@parley/sandbox/mail';
import { type InboundMail, linesOf, MARKER_HEADER, SENTINEL } from '../../src/modules/channels/email/index.js';
import { MailReader } from '../../src/modules/channels/email/reading/index.js';
import { openMail } from './mail-parts.js';

export const PARLEY = 'parley@acme.example';

/** As `npm run dev` runs it: from the TypeScript source. */
export const readerFromSource = (): MailReader =>
  new MailReader(
    () =>
      new Worker(new URL('../../src/modules/channels/email/reading/mail-reader.worker.ts', import.meta.url), {
        execArgv: ['--import', '@oxc-node/core/register'],
      }),
  );

type Stored = NonNullable<ReturnType<MailSandbox['state']['mailbox']>>['messages'][number];

/** What we sent: under which key, to whom, with which reply token. */
const sentByUs = (sandbox: MailSandbox) =>
  (sandbox.state.mailbox(PARLEY)?.messages ?? [])
    .filter(({ labelIds }) => labelIds.includes('SENT'))
    .map(({ raw }) => openMail(raw))
    .map((mail) => ({
      mail,
      id: mail.headers.get(MARKER_HEADER) ?? '',
      address: mail.headers.get('to') ?? '',
      messageId: mail.headers.get('message-id') ?? '',
      token: /\+([\w-]+)@/.exec(mail.headers.get('reply-to') ?? '')?.[1] ?? null,
    }));

const own = { address: PARLEY, markerHeader: MARKER_HEADER };
const trust = { authserv: 'mx.google.com', ownDomains: [] };

/** A mail that arrived, read as the product reads it. */
export const toInboundMail = async (
  sandbox: MailSandbox,
  reader: MailReader,
  { id, threadId, labelIds, raw, internalDate }: Stored,
): Promise<InboundMail> => {
  const sent = sentByUs(sandbox);
  const read = async (ownLines: readonly string[]) => {
    const mail = await reader.readMail(Buffer.from(raw, 'latin1'), { own, trust, sentinel: SENTINEL, ownLines });
    if ('unreadable' in mail) throw new Error(mail.unreadable);
    return mail;
  };
  // Once for its token, and again with what that tells.
  const { token } = await read([]);
  const answered = sent.find((one) => token !== null && one.token === token);
  const mail = await read(answered ? linesOf(answered.mail) : []);
  const { kind, reason, bounce } = mail.classification;
  const about = bounce ? sent.find(({ messageId }) => messageId === bounce.messageId) : answered;
  const { text, confidence, inline } = mail.reply;
  return {
    ...{ mailbox: PARLEY, mailId: randomUUID(), gmailId: id, threadId, labelIds },
    ...{ writtenAt: new Date(internalDate).toISOString(), date: mail.date },
    ...{ from: mail.from?.address.toLowerCase() ?? null, messageId: mail.messageId, subject: mail.subject },
    ...{ class: kind, classReason: reason, verdict: mail.verdict, attachments: [...mail.attachments] },
    attempt: about ? { id: about.id, address: about.address } : null,
    badToken: token !== null && !answered,
    reply: { text, confidence, inline },
    bounce: bounce
      ? { recipient: bounce.recipient, hard: bounce.hard, final: bounce.final, reason: bounce.diagnostic ?? reason }
      : null,
  };
};
