import type { FeedbackRequest as Request } from '@parley/contracts';
import { ArrowUpRightIcon } from 'lucide-react';
import { Link } from 'react-router-dom';
import { ErrorState } from '@/components/layout/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { useMe } from '@/features/auth';
import { FeedbackRequest, usePendingRequests } from '@/features/feedback';
import { InboxList } from '@/features/inbox';
import { useSessions } from '@/features/sessions';
import { Page } from './page';

/** Where the question comes from, one click away. */
const Source = ({ request, title }: { request: Request; title: string | undefined }) => (
  <Link
    to={`/sessions/${request.sessionId}`}
    className="mb-1.5 inline-flex max-w-full items-center gap-1 rounded px-1 text-muted-foreground text-xs hover:text-foreground pointer-coarse:min-h-11"
  >
    <span className="truncate">{title ?? 'Open the session'}</span>
    <ArrowUpRightIcon className="size-3 shrink-0" aria-hidden="true" />
  </Link>
);

export default function InboxPage() {
  const pending = usePendingRequests();
  const me = useMe().data;
  const sessions = useSessions('', 'ACTIVE').data?.pages.flatMap((page) => page.items) ?? [];
  const titles = new Map(sessions.map((session) => [session.id, session.title]));
  return (
    <Page title="Inbox">
      {pending.isPending && (
        <div className="grid gap-4">
          <Skeleton className="h-32 rounded-xl" />
          <Skeleton className="h-32 rounded-xl" />
        </div>
      )}
      {pending.isError && !pending.data && (
        <ErrorState
          title="The inbox could not be loaded"
          error={pending.error}
          onRetry={() => void pending.refetch()}
        />
      )}
      {pending.data && (
        <InboxList
          pending={pending.data}
          renderRequest={(request) => (
            <>
              <Source request={request} title={titles.get(request.sessionId)} />
              <FeedbackRequest request={request} myId={me?.id} />
            </>
          )}
        />
      )}
    </Page>
  );
}
