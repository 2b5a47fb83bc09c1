import type { SessionSummary } from '@parley/contracts';
import { NavLink } from 'react-router-dom';
import { Time } from '@/components/time';
import { Spinner } from '@/components/ui/spinner';
import { shortTime } from '@/lib/dates';
import { plainMarkdown } from '@/lib/plain-markdown';
import { cn, plural } from '@/lib/utils';

const WORKING = new Set(['THINKING', 'ACTING']);

const Marker = ({ session }: { session: SessionSummary }) => {
  if (session.pendingRequests > 0)
    return (
      <span
        title={`${plural(session.pendingRequests, 'question')} waiting for you`}
        className="grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 font-semibold text-[0.625rem] text-accent-foreground tabular"
      >
        {session.pendingRequests}
        <span className="sr-only"> waiting for you</span>
      </span>
    );
  if (WORKING.has(session.state.status))
    return (
      <span title="The agent is working">
        <Spinner className="size-3 text-muted-foreground" />
        <span className="sr-only">The agent is working</span>
      </span>
    );
  if (session.unread)
    return (
      <span title="Unread" className="size-2 rounded-full bg-accent">
        <span className="sr-only">Unread</span>
      </span>
    );
  return null;
};

export const SessionRow = ({ session }: { session: SessionSummary }) => {
  const strong = session.unread || session.pendingRequests > 0;
  return (
    <NavLink
      to={`/sessions/${session.id}`}
      data-session-row
      className={({ isActive }) =>
        cn(
          'block rounded-md px-2.5 py-1.5 text-ui hover:bg-foreground/5 max-sm:py-2.5',
          isActive && 'bg-foreground/8 hover:bg-foreground/8',
        )
      }
    >
      <span className="flex items-center gap-2">
        <span className={cn('min-w-0 flex-1 truncate', strong ? 'font-semibold' : 'font-medium')}>{session.title}</span>
        <Marker session={session} />
      </span>
      <span className="mt-px flex items-baseline gap-2 text-muted-foreground text-xs">
        <span className="min-w-0 flex-1 truncate">
          {session.preview === null ? 'No messages yet' : plainMarkdown(session.preview)}
        </span>
        <Time at={session.updatedAt} format={shortTime} />
      </span>
    </NavLink>
  );
};
