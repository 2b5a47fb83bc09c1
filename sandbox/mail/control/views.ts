import { mailboxOf } from '../admin.js';
import type { Mail } from '../core.js';
import type { Mailbox } from '../model.js';
import { readMail, summaryOf } from '../people/read-mail.js';

const unread = ({ messages }: Mailbox): number =>
  messages.filter(({ labelIds }) => labelIds.includes('UNREAD') && labelIds.includes('INBOX')).length;

const ownerOf = (box: Mailbox): object => {
  const { email, name, server, client, language, signature, vacation, filters, watch } = box;
  return { email, name, server, client, language, signature, vacation, filters, watch, unread: unread(box) };
};

/** What only the sandbox itself knows. */
export const wholeState = ({ store, app }: Mail): object => {
  const { mailboxes, lists, verdicts, subscriptions, settings, refreshTokens } = store.data;
  const granted = [...new Set(Object.values(refreshTokens).map(({ email }) => email))];
  return { mailboxes: mailboxes.map(ownerOf), lists, verdicts, subscriptions, settings, app, granted };
};

/** What a person's own mail program shows, the newest first. */
export const mailboxState = (mail: Mail, email: string, label: string): object => {
  const box = mailboxOf(mail, email);
  const isShown = ({ labelIds }: { labelIds: readonly string[] }) => label === 'ALL' || labelIds.includes(label);
  const messages = box.messages.filter(isShown).map(summaryOf).toReversed();
  return { me: ownerOf(box), labels: box.labels, messages };
};

/** A conversation with all of its mails opened, oldest first. Looking at it so does not mark it read. */
export const threadState = async (mail: Mail, email: string, threadId: string): Promise<object> => {
  const messages = mailboxOf(mail, email).messages.filter((message) => message.threadId === threadId);
  const opened = await Promise.all(messages.map(readMail));
  return {
    messages: opened.map(({ files, ...message }) => ({
      ...message,
      files: files.map(({ filename, mimeType, content }) => ({
        ...{ filename, mimeType, base64: Buffer.from(content).toString('base64') },
      })),
    })),
  };
};
