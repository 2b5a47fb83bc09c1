import type { Summary } from '../data/types';
import { addressesOf, senderOf, withoutPlus } from '../lib/addresses';

/** One line of the list. */
export interface Conversation {
  threadId: string;
  /** "Parley, me", "To: Noa" */
  who: string;
  /** Who wrote last, for the picture. */
  face: { id: string; name: string };
  subject: string;
  snippet: string;
  /** Of the newest mail. In milliseconds. */
  date: number;
  count: number;
  isUnread: boolean;
  hasFiles: boolean;
}

export const FOLDERS = ['INBOX', 'SENT', 'SPAM', 'TRASH', 'ALL'] as const;
export type Folder = (typeof FOLDERS)[number];

export const FOLDER_NAMES: Readonly<Record<Folder, string>> = {
  INBOX: 'Inbox',
  SENT: 'Sent',
  SPAM: 'Spam',
  TRASH: 'Trash',
  ALL: 'All mail',
};

export const folderOf = (label: string | null): Folder => FOLDERS.find((folder) => folder === label) ?? 'INBOX';

type Labelled = Pick<Summary, 'labelIds'>;

const isAside = ({ labelIds }: Labelled): boolean => labelIds.includes('SPAM') || labelIds.includes('TRASH');

export const isIn = (folder: Folder, mail: Labelled): boolean =>
  folder === 'ALL' ? !isAside(mail) : mail.labelIds.includes(folder);

/** What a conversation shows when it is opened from a folder: spam and trash only from there. */
export const isShownIn = (folder: Folder, mail: Labelled): boolean =>
  folder === 'SPAM' || folder === 'TRASH' ? isIn(folder, mail) : !isAside(mail);

export const isUnread = ({ labelIds }: Labelled): boolean => labelIds.includes('UNREAD');

export const unreadIn = (folder: Folder, mails: readonly Summary[]): number =>
  mails.filter((mail) => isIn(folder, mail) && isUnread(mail)).length;

const firstName = (name: string): string => (name.includes('@') ? name : (name.split(/\s+/)[0] ?? name));

const listed = (names: readonly string[]): string => [...new Set(names)].join(', ');

const writers = (mails: readonly Summary[], me: string): string => {
  const names = mails.map(senderOf).map(({ name, address }) => (withoutPlus(address) === me ? 'me' : name));
  const isAlone = new Set(names).size === 1;
  return listed(isAlone ? names : names.map(firstName));
};

const readers = (mails: readonly Summary[]): string =>
  `To: ${listed(mails.flatMap(({ to }) => addressesOf(to)).map(({ name }) => firstName(name)))}`;

/** @param newestFirst the mails of one conversation that are shown */
const conversationOf = (newestFirst: readonly Summary[], folder: Folder, me: string): Conversation => {
  const [newest, oldest] = [newestFirst[0], newestFirst.at(-1)] as [Summary, Summary];
  const inFolder = newestFirst.filter((mail) => isIn(folder, mail));
  const { name, address } = senderOf(newest);
  return {
    threadId: newest.threadId,
    who: folder === 'SENT' ? readers(inFolder) : writers(newestFirst.toReversed(), me),
    face: { id: withoutPlus(address), name },
    subject: oldest.subject || '(no subject)',
    snippet: newest.snippet,
    date: newest.date,
    count: newestFirst.length,
    isUnread: inFolder.some(isUnread),
    hasFiles: newestFirst.some(({ attachments }) => attachments > 0),
  };
};

/** The conversations of a folder, by their newest mail in it. @param mails of the whole mailbox, the newest first */
export const conversationsIn = (folder: Folder, mails: readonly Summary[], me: string): Conversation[] => {
  const threads = new Set(mails.filter((mail) => isIn(folder, mail)).map(({ threadId }) => threadId));
  const byThread = Map.groupBy(
    mails.filter((mail) => isShownIn(folder, mail)),
    ({ threadId }) => threadId,
  );
  return [...threads].flatMap((id) => {
    const own = byThread.get(id);
    return own ? [conversationOf(own, folder, me)] : [];
  });
};
