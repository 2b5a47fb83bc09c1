import type { Mail } from '../core.js';
import { headersOf } from '../mime/headers.js';
import type { HistoryRecord, HistoryType, Mailbox, StoredMessage } from '../model.js';
import { threadFor } from './threading.js';

/** What a change of a mailbox needs. */
export type MailboxKeeper = Pick<Mail, 'store' | 'publisher'>;

const MOST_HISTORY = 5_000;

const remember = (
  mail: MailboxKeeper,
  box: Mailbox,
  message: StoredMessage,
  type: HistoryType,
  labelIds?: string[],
): void => {
  const id = mail.store.nextHistoryId();
  message.historyId = String(id);
  const about = { messageId: message.id, threadId: message.threadId, messageLabels: [...message.labelIds] };
  const record: HistoryRecord = { id, type, ...about, ...(labelIds && { labelIds }) };
  box.history.push(record);
  if (box.history.length > MOST_HISTORY) box.historyFrom = box.history.shift()?.id ?? box.historyFrom;
  mail.store.changed(box.email);
  mail.publisher.notify(box, message.labelIds);
};

export interface NewMessage {
  raw: string;
  labelIds: readonly string[];
  threadId?: string | undefined;
  internalDate?: number | undefined;
}

/** Puts a mail into a mailbox. */
export const addMessage = (
  mail: MailboxKeeper,
  box: Mailbox,
  { raw, labelIds, ...given }: NewMessage,
): StoredMessage => {
  const id = mail.store.newId();
  const threadId = given.threadId ?? threadFor(box, headersOf(raw)) ?? id;
  const internalDate = given.internalDate ?? Date.now();
  const message = { id, threadId, labelIds: [...new Set(labelIds)], raw, internalDate, historyId: '' };
  box.messages.push(message);
  remember(mail, box, message, 'messagesAdded');
  return message;
};

export const changeLabels = (
  mail: MailboxKeeper,
  box: Mailbox,
  message: StoredMessage,
  { add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] },
): void => {
  const gone = remove.filter((label) => message.labelIds.includes(label) && !add.includes(label));
  const fresh = [...new Set(add)].filter((label) => !message.labelIds.includes(label));
  message.labelIds = [...message.labelIds.filter((label) => !gone.includes(label)), ...fresh];
  if (fresh.length > 0) remember(mail, box, message, 'labelsAdded', fresh);
  if (gone.length > 0) remember(mail, box, message, 'labelsRemoved', gone);
};

/** For ever, not to the trash. */
export const deleteMessage = (mail: MailboxKeeper, box: Mailbox, message: StoredMessage): void => {
  box.messages = box.messages.filter(({ id }) => id !== message.id);
  remember(mail, box, message, 'messagesDeleted');
};

export const trashMessage = (mail: MailboxKeeper, box: Mailbox, message: StoredMessage): void =>
  changeLabels(mail, box, message, { add: ['TRASH'], remove: ['INBOX', 'SPAM'] });

export const untrashMessage = (mail: MailboxKeeper, box: Mailbox, message: StoredMessage): void =>
  changeLabels(mail, box, message, { remove: ['TRASH'] });

export const historyIdOf = (box: Mailbox): number => Math.max(box.history.at(-1)?.id ?? 0, box.historyFrom, 1_000);
