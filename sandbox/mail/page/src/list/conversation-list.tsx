import { Menu as MenuIcon, PenLine } from 'lucide-react';
import { cx, IconButton } from '#kit/page';
import { AwayLine } from '../app/away';
import { go, usePlace } from '../data/place';
import { useWorld } from '../data/world';
import { ConversationRow } from './conversation-row';
import { conversationsIn, FOLDER_NAMES, type Folder, folderOf } from './conversations';

const EMPTY: Readonly<Record<Folder, string>> = {
  INBOX: 'Nothing here yet. What is sent to this address arrives here.',
  SENT: 'Nothing was sent yet.',
  SPAM: 'No spam.',
  TRASH: 'Nothing was thrown away.',
  ALL: 'No mail at all yet.',
};

interface Props {
  onFolders: () => void;
  className: string;
}

export function ConversationList({ onFolders, className }: Props) {
  const { me, messages } = useWorld();
  const { label, thread } = usePlace();
  const folder = folderOf(label);
  const conversations = conversationsIn(folder, messages, me.email);
  return (
    <section aria-label={FOLDER_NAMES[folder]} className={cx('flex min-h-0 flex-col', className)}>
      <div className="flex min-h-14 shrink-0 items-center gap-2 border-b px-4 max-md:px-2">
        <IconButton name="Show folders" className="md:hidden" onClick={onFolders}>
          <MenuIcon className="size-5" aria-hidden />
        </IconButton>
        <h2 className="min-w-0 grow truncate text-lg font-bold">{FOLDER_NAMES[folder]}</h2>
        <IconButton name="Write" className="md:hidden" onClick={() => go({ write: 'new', thread: null })}>
          <PenLine className="size-5" aria-hidden />
        </IconButton>
      </div>
      <AwayLine />
      {conversations.length === 0 && <p className="px-4 py-6 text-quiet">{EMPTY[folder]}</p>}
      <ul aria-label="Conversations" className="scroll-thin min-h-0 grow divide-y overflow-y-auto">
        {conversations.map((conversation) => (
          <li key={conversation.threadId}>
            <ConversationRow conversation={conversation} isHere={conversation.threadId === thread} />
          </li>
        ))}
      </ul>
    </section>
  );
}
