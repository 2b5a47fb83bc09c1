import type { SessionStatus } from '@parley/contracts';
import { ArchiveIcon, SearchIcon, XIcon } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Skeleton } from '@/components/ui/skeleton';
import { messageOf } from '@/lib/api-error';
import { cn } from '@/lib/utils';
import { useSessions } from '../api/sessions';
import { SessionRow } from './session-row';

const Loading = () => (
  <div className="grid gap-3 px-2.5 py-2">
    {[72, 54, 63].map((width) => (
      <div key={width} className="grid gap-1.5">
        <Skeleton className="h-3.5" style={{ width: `${width}%` }} />
        <Skeleton className="h-3 w-11/12" />
      </div>
    ))}
  </div>
);

const Note = ({ children }: { children: React.ReactNode }) => (
  <p className="px-2.5 py-3 text-muted-foreground text-xs">{children}</p>
);

const noneText = (q: string, status: SessionStatus) => {
  if (q) return `Nothing found for “${q}”.`;
  return status === 'ARCHIVED' ? 'Nothing archived.' : 'Your conversations will show here.';
};

export const SessionList = () => {
  const [q, setQ] = useState('');
  const [status, setStatus] = useState<SessionStatus>('ACTIVE');
  const sessions = useSessions(useDeferredValue(q), status);
  const items = sessions.data?.pages.flatMap((page) => page.items) ?? [];
  const archived = status === 'ARCHIVED';

  return (
    <section aria-label="Sessions" className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-1 px-2 pb-1.5">
        <div className="relative flex-1">
          <SearchIcon className="pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2 text-muted-foreground" />
          <Input
            type="search"
            aria-label="Search sessions"
            placeholder={archived ? 'Search the archive' : 'Search'}
            value={q}
            onChange={(event) => setQ(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && setQ('')}
            className="h-7.5 border-transparent bg-foreground/5 pl-8 text-ui shadow-none [&::-webkit-search-cancel-button]:hidden"
          />
          {q && (
            <button
              type="button"
              aria-label="Clear the search"
              onClick={() => setQ('')}
              className="absolute inset-y-0 right-0 grid w-8 place-items-center text-muted-foreground"
            >
              <XIcon className="size-3.5" />
            </button>
          )}
        </div>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-pressed={archived}
          title={archived ? 'Back to active sessions' : 'Archived sessions'}
          aria-label="Archived sessions"
          onClick={() => setStatus(archived ? 'ACTIVE' : 'ARCHIVED')}
          className={cn(archived && 'bg-foreground/8 text-foreground')}
        >
          <ArchiveIcon />
        </Button>
      </div>
      {archived && <h2 className="px-4.5 pt-1 pb-1 font-medium text-muted-foreground text-xs">Archive</h2>}
      <nav aria-label="Session list" className="scroll-thin min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {sessions.isPending && <Loading />}
        {sessions.isError && !sessions.data && <Note>{messageOf(sessions.error)}</Note>}
        {sessions.isSuccess && items.length === 0 && <Note>{noneText(q.trim(), status)}</Note>}
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-px">
          {items.map((session) => (
            <li key={session.id}>
              <SessionRow session={session} />
            </li>
          ))}
        </ul>
        {sessions.hasNextPage && (
          <Button
            variant="ghost"
            size="sm"
            className="mt-1 w-full"
            disabled={sessions.isFetchingNextPage}
            onClick={() => void sessions.fetchNextPage()}
          >
            Show older
          </Button>
        )}
      </nav>
    </section>
  );
};
