import { Archive, Inbox, type LucideIcon, MailOpen, OctagonAlert, Trash2 } from 'lucide-react';
import { act, IconButton, say, wordsOf } from '#kit/page';
import { go } from '../data/place';
import type { OpenedMail } from '../data/types';
import { useWorld } from '../data/world';
import type { Folder } from '../list/conversations';
import { type Destination, movesOf } from './moves';

const TOOLS: Readonly<Record<Destination, { name: string; Icon: LucideIcon; said: string }>> = {
  archive: { name: 'Archive', Icon: Archive, said: 'Archived' },
  inbox: { name: 'Move to inbox', Icon: Inbox, said: 'Moved to the inbox' },
  spam: { name: 'It is spam', Icon: OctagonAlert, said: 'Moved to spam' },
  trash: { name: 'Throw away', Icon: Trash2, said: 'Moved to the trash' },
};

const OFFERED: Readonly<Record<Folder, readonly Destination[]>> = {
  INBOX: ['archive', 'spam', 'trash'],
  SENT: ['trash'],
  SPAM: ['inbox', 'trash'],
  TRASH: ['inbox'],
  ALL: ['inbox', 'archive', 'spam', 'trash'],
};

/** What one can do with a whole conversation. */
export function ConversationTools({ mails, folder }: { mails: readonly OpenedMail[]; folder: Folder }) {
  const { me, reload } = useWorld();
  const leave = async (work: Promise<unknown>, said: string) => {
    try {
      await work;
      go({ thread: null });
      reload();
      say(said);
    } catch (error) {
      say(wordsOf(error));
    }
  };
  const move = (to: Destination) => {
    const moves = movesOf(mails, folder, to);
    return leave(Promise.all(moves.map((body) => act('move', me.email, body))), TOOLS[to].said);
  };
  const last = mails.findLast(({ labelIds }) => !labelIds.includes('SENT')) ?? mails.at(-1);
  return (
    <div role="toolbar" aria-label="Conversation actions" className="flex shrink-0">
      {OFFERED[folder].map((to) => {
        const { name, Icon } = TOOLS[to];
        return (
          <IconButton key={to} name={name} onClick={() => void move(to)}>
            <Icon className="size-4" aria-hidden />
          </IconButton>
        );
      })}
      {last && (
        <IconButton
          name="Mark as unread"
          onClick={() => void leave(act('mark-read', me.email, { id: last.id, read: false }), 'Marked as unread')}
        >
          <MailOpen className="size-4" aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
