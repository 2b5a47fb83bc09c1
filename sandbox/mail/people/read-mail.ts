import PostalMime from 'postal-mime';
import { type Header, headerOf, headersOf } from '../mime/headers.js';
import { attachmentsOf, partsOf, snippetOf } from '../mime/parsed.js';
import type { StoredMessage } from '../model.js';
import type { ReadMail, Summary } from '../types.js';

export const summaryOf = (message: StoredMessage): Summary => {
  const { id, threadId, labelIds, internalDate } = message;
  const { headers } = partsOf(message);
  const value = (name: string) => headerOf(headers, name) ?? '';
  return {
    ...{ id, threadId, labelIds: [...labelIds], from: value('From'), to: value('To'), subject: value('Subject') },
    ...{ snippet: snippetOf(message), date: internalDate, attachments: attachmentsOf(message).length },
  };
};

const bytes = (content: string | ArrayBuffer | Uint8Array): Uint8Array => {
  if (typeof content === 'string') return Buffer.from(content);
  return new Uint8Array(content instanceof ArrayBuffer ? content : content.slice());
};

/** As a mail program shows it: read by a parser that is not the one behind the API. */
export const readMail = async (message: StoredMessage): Promise<ReadMail> => {
  const mail = await PostalMime.parse(Buffer.from(message.raw, 'latin1'));
  const headers: Header[] = headersOf(message.raw);
  return {
    ...summaryOf(message),
    ...{ cc: headerOf(headers, 'Cc') ?? '', messageId: headerOf(headers, 'Message-ID') ?? '', headers },
    ...{ text: mail.text ?? '', html: mail.html ?? '', raw: message.raw },
    files: mail.attachments.map(({ filename, mimeType, content }) => ({
      ...{ filename: filename ?? '', mimeType, content: bytes(content) },
    })),
  };
};

const HREF = /<a\b[^>]*\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi;
const BARE = /https?:\/\/[^\s<>"')\]]+/g;

/** Every link of a mail, in HTML or text, once. */
export const linksOf = ({ html, text }: Pick<ReadMail, 'html' | 'text'>): string[] => {
  const inHtml = [...html.matchAll(HREF)].map(([, one, other]) => (one ?? other ?? '').replaceAll('&amp;', '&'));
  const all = [...inHtml, ...(text.match(BARE) ?? [])];
  return [...new Set(all.filter((url) => /^https?:/.test(url) && URL.canParse(url)))];
};
