import type { FeedbackRequest as Request } from '@parley/contracts';
import { ArrowUpRightIcon } from 'lucide-react';
import { Link, useNavigate } from 'react-router-dom';
import { ErrorState } from '@/components/layout/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { useMe } from '@/features/auth';
import { FeedbackRequest, usePendingRequests } from '@/features/feedback';
import { InboxList } from '@/features/inbox';
import { useSessionTitles } from '@/features/sessions';
import { toast } from '@/lib/toast';
import { Page } from './page';

/** Where the question comes from, one click away; the session of somebody else is not for the one it was handed to. */
const sourceOf = (request: Request, title: string | null | undefined) => {
  if (title === null) return request.delegation && <span className="truncate">from {request.delegation.by.name}</span>;
  if (title === undefined) return null;
  return (
    <Link
      to={`/sessions/${request.sessionId}`}
      tabIndex={-1}
      className="relative z-1 inline-flex min-w-0 items-center gap-0.5 rounded hover:text-foreground pointer-coarse:min-h-11"
    >
      <span className="truncate">{title}</span>
      <ArrowUpRightIcon className="size-3 shrink-0" aria-hidden="true" />
    </Link>
  );
};

const Loading = () => (
  <div className="grid gap-4" aria-busy="true">
    <Skeleton className="h-32 rounded-xl" />
    <Skeleton className="h-14 rounded-xl" />
    <Skeleton className="h-14 rounded-xl" />
  </div>
);

export default function InboxPage() {
  const pending = usePendingRequests();
  const me = useMe().data;
  const navigate = useNavigate();
  const titles = useSessionTitles((pending.data ?? []).map(({ sessionId }) => sessionId));
  const open = (request: Request) => {
    if (titles.get(request.sessionId) !== null) return navigate(`/sessions/${request.sessionId}`);
    const owner = request.delegation?.by.name ?? 'Somebody else';
    toast.message(`${owner} handed you this question. Its session is not open to you.`);
  };
  return (
    <Page title="Inbox">
      {pending.isPending && <Loading />}
      {pending.isError && !pending.data && (
        <ErrorState
          title="The inbox could not be loaded"
          error={pending.error}
          onRetry={() => void pending.refetch()}
        />
      )}
      {pending.data && me && (
        <InboxList
          pending={pending.data}
          myId={me.id}
          onSession={open}
          renderRequest={(request, place) => (
            <FeedbackRequest
              request={request}
              myId={me.id}
              place={place}
              source={sourceOf(request, titles.get(request.sessionId))}
            />
          )}
        />
      )}
    </Page>
  );
}
