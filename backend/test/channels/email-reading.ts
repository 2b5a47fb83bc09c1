import { randomUUID } from 'node:crypto';
import type { MailSandbox } from '@parley/sandbox/mail';
import { type InboundMail, linesOf, MARKER_HEADER, SENTINEL } from '../../src/modules/channels/email/index.js';
import type { MailReader } from '../../src/modules/channels/email/reading/index.js';
import { toInboundMail as handedOn } from '../../src/modules/ingress/email/domain/to-inbound-mail.js';
import { PARLEY } from '../support/email/addresses.js';
import { openMail } from './mail-parts.js';

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

/** A mail that arrived, read and handed on by the product's own parts; what its marks name is found in the mailbox. */
export const toInboundMail = async (
  sandbox: MailSandbox,
  reader: MailReader,
  { id, threadId, labelIds, raw, internalDate }: Stored,
): Promise<InboundMail> => {
  const sent = sentByUs(sandbox);
  const bytes = Buffer.from(raw, 'latin1');
  const read = async (ownLines: readonly string[]) => {
    const mail = await reader.readMail(bytes, { own, trust, sentinel: SENTINEL, ownLines });
    if ('unreadable' in mail) throw new Error(mail.unreadable);
    return mail;
  };
  // Once for its token, and again with what that tells.
  const { token } = await read([]);
  const answered = sent.find((one) => token !== null && one.token === token);
  const mail = await read(answered ? linesOf(answered.mail) : []);
  const { bounce } = mail.classification;
  const about = bounce ? sent.find(({ messageId }) => messageId === bounce.messageId) : answered;
  const stored = { id: randomUUID(), integrationId: randomUUID(), mailbox: PARLEY, gmailId: id, threadId, labelIds };
  return handedOn({ ...stored, raw: bytes, internalDate: new Date(internalDate) }, mail, {
    attempt: about ? { id: about.id, address: about.address } : null,
    badToken: token !== null && !answered,
  });
};
