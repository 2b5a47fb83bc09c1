import { randomUUID } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mailbox } from '../model.js';
import type { Attached } from '../types.js';
import type { ClientStyle } from './clients/style.js';

export interface Draft {
  to: string;
  cc?: string | undefined;
  subject: string;
  text?: string | undefined;
  html?: string | undefined;
  inReplyTo?: string | undefined;
  references?: readonly string[] | undefined;
  attachments?: readonly Attached[] | undefined;
}

/** A MIME mail as one's program sends it, one character per byte. */
export const buildMail = async ({ name, email }: Mailbox, style: ClientStyle, draft: Draft): Promise<string> => {
  const { to, cc, subject, text, html, inReplyTo, references, attachments = [] } = draft;
  const composer = new MailComposer({
    ...{ from: { name, address: email }, to, subject, headers: style.headers },
    ...(cc !== undefined && { cc }),
    ...(text !== undefined && { text }),
    ...(html !== undefined && { html }),
    ...(inReplyTo !== undefined && { inReplyTo }),
    ...(references !== undefined && { references: [...references] }),
    messageId: `<${randomUUID().toUpperCase()}@${style.idDomain}>`,
    attachments: attachments.map(({ filename, mimeType, content }) => ({
      ...{ filename, contentType: mimeType, content: typeof content === 'string' ? content : Buffer.from(content) },
    })),
  });
  return (await composer.compile().build()).toString('latin1');
};
