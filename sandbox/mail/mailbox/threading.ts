import { type Header, headerOf, referencesOf } from '../mime/headers.js';
import { partsOf } from '../mime/parsed.js';
import type { Mailbox, StoredMessage } from '../model.js';

const PREFIX = /^(?:(?:re|fwd?|aw|wg|antw|sv|vs|tr|rv|r|i|odp|pd|res|enc|答复|回复|转发|返信|转寄)\s*[:：]\s*)+/i;

/** What is left of a subject when "Re:" and the like are gone. */
export const bareSubject = (subject: string | undefined): string =>
  (subject ?? '').trim().replace(PREFIX, '').trim().toLowerCase();

const subjectOf = (message: StoredMessage): string => bareSubject(headerOf(partsOf(message).headers, 'Subject'));

const referred = (box: Mailbox, headers: readonly Header[]): StoredMessage | undefined => {
  const ids = referencesOf(headers);
  if (ids.length === 0) return undefined;
  return box.messages.findLast((message) => ids.includes(headerOf(partsOf(message).headers, 'Message-ID') ?? ''));
};

/**
 * Gmail's rule: a mail joins a conversation when it refers to one of its mails **and** has the same subject.
 * https://developers.google.com/workspace/gmail/api/guides/threads
 *
 * @returns the thread it belongs to; undefined: it begins one
 */
export const threadFor = (box: Mailbox, headers: readonly Header[]): string | undefined => {
  const found = referred(box, headers);
  const isSame = found && subjectOf(found) === bareSubject(headerOf(headers, 'Subject'));
  return isSame ? found.threadId : undefined;
};

/** Whether what is sent may join the thread it names: it must also refer to it and keep its subject. */
export const mayJoin = (box: Mailbox, headers: readonly Header[], threadId: string): boolean => {
  const ids = referencesOf(headers);
  return box.messages.some(
    (message) =>
      message.threadId === threadId &&
      ids.includes(headerOf(partsOf(message).headers, 'Message-ID') ?? '') &&
      subjectOf(message) === bareSubject(headerOf(headers, 'Subject')),
  );
};
