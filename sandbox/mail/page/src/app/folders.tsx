import { Archive, Inbox, type LucideIcon, OctagonAlert, PenLine, SendHorizontal, Trash2 } from 'lucide-react';
import { cx } from '#kit/page';
import { go, PlaceLink, usePlace } from '../data/place';
import { useWorld } from '../data/world';
import { FOLDER_NAMES, FOLDERS, type Folder, folderOf, unreadIn } from '../list/conversations';
import { AwayButton } from './away';
import { PersonMenu } from './person-menu';

const ICONS: Readonly<Record<Folder, LucideIcon>> = {
  INBOX: Inbox,
  SENT: SendHorizontal,
  SPAM: OctagonAlert,
  TRASH: Trash2,
  ALL: Archive,
};

function FolderLink({ folder, isHere }: { folder: Folder; isHere: boolean }) {
  const { messages } = useWorld();
  const Icon = ICONS[folder];
  const unread = unreadIn(folder, messages);
  return (
    <PlaceLink
      to={{ label: folder, thread: null, write: null }}
      aria-current={isHere ? 'page' : undefined}
      className={cx(
        'touch flex min-h-8 items-center gap-2.5 rounded-md px-2.5 max-md:min-h-11 max-md:text-base',
        isHere ? 'bg-sidebar-here text-[oklch(0.25_0.04_252)]' : 'text-on-sidebar hover:bg-sidebar-hover',
        unread > 0 && 'font-semibold',
      )}
    >
      <Icon className="size-4 shrink-0" aria-hidden />
      <span className="grow">{FOLDER_NAMES[folder]}</span>
      {unread > 0 && (
        <span className="text-ui tabular-nums">
          {unread}
          <span className="sr-only"> unread</span>
        </span>
      )}
    </PlaceLink>
  );
}

/** Whose mailbox it is, its folders, and whom else one can be. */
export function Folders({ onGone }: { onGone?: () => void }) {
  const { me } = useWorld();
  const { label } = usePlace();
  const here = folderOf(label);
  const writeNew = () => {
    go({ write: 'new', thread: null });
    onGone?.();
  };
  // Wherever a link leads, a sheet that showed it has done its part.
  const leave = (event: { target: EventTarget }) => {
    if ((event.target as Element).closest('a')) onGone?.();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: it listens to the links in it, which keys reach by themselves
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div onClick={leave} className="flex min-h-0 w-full min-w-0 grow flex-col bg-sidebar text-on-sidebar">
      <nav aria-label="Folders" className="scroll-thin flex min-h-0 grow flex-col overflow-y-auto px-2.5 pb-4">
        <h2 className="truncate px-2.5 pt-3 text-lg font-bold">{me.name}</h2>
        <p className="truncate px-2.5 pb-3 text-ui text-on-sidebar-quiet">{me.email}</p>
        <button
          type="button"
          onClick={writeNew}
          className="touch mb-3 flex shrink-0 items-center justify-center gap-2 rounded-lg border border-white/25 bg-white/10 px-3 py-1.5 font-semibold text-white hover:bg-white/15"
        >
          <PenLine className="size-4" aria-hidden />
          Write
        </button>
        {FOLDERS.map((folder) => (
          <FolderLink key={folder} folder={folder} isHere={folder === here} />
        ))}
      </nav>
      <div className="shrink-0 border-t border-white/15 p-2">
        <AwayButton />
        <PersonMenu />
      </div>
    </div>
  );
}
