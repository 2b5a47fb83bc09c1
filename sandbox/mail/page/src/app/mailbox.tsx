import { useState } from 'react';
import { cx } from '#kit/page';
import { usePlace } from '../data/place';
import { useWorld } from '../data/world';
import { ConversationList } from '../list/conversation-list';
import { FOLDER_NAMES, folderOf, unreadIn } from '../list/conversations';
import { ConversationView } from '../reading/conversation-view';
import { MailDrawer } from '../trouble/mail-drawer';
import { NewMail } from '../writing/new-mail';
import { FolderSheet } from './folder-sheet';
import { Folders } from './folders';

function Reading() {
  const { thread, write } = usePlace();
  const { me } = useWorld();
  if (write === 'new') return <NewMail />;
  if (thread) return <ConversationView key={`${me.email}/${thread}`} thread={thread} />;
  return <p className="m-auto p-6 text-quiet">Choose a conversation, or write.</p>;
}

/** Folders, list and conversation beside each other; on a phone one of them. */
export function Mailbox() {
  const { label, thread, write, drawer } = usePlace();
  const { me, messages } = useWorld();
  const [isSheetOpen, setSheetOpen] = useState(false);
  const isReading = thread !== null || write !== null;
  const folder = folderOf(label);
  const unread = unreadIn('INBOX', messages);
  return (
    <div className="flex min-h-0 grow">
      <title>{`${FOLDER_NAMES[folder]}${unread > 0 ? ` (${unread})` : ''} · ${me.name} · Local mailbox`}</title>
      <div className="flex min-h-0 w-52 shrink-0 max-md:hidden">
        <Folders />
      </div>
      {isSheetOpen && <FolderSheet onClose={() => setSheetOpen(false)} />}
      <main className="flex min-h-0 min-w-0 flex-1">
        <ConversationList
          onFolders={() => setSheetOpen(true)}
          className={cx('w-full lg:w-80 lg:shrink-0 lg:border-r', isReading && 'max-lg:hidden')}
        />
        <div className={cx('flex min-h-0 min-w-0 flex-1', !isReading && 'max-lg:hidden')}>
          <Reading />
        </div>
      </main>
      {drawer === 'trouble' && <MailDrawer />}
    </div>
  );
}
