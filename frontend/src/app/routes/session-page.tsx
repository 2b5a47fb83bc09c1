import { useParams } from 'react-router-dom';
import { ErrorState } from '@/components/layout/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { useSession } from '@/features/conversation';
import { isTemporary } from '@/lib/api-error';
import { SessionView } from './session-view';

const Loading = () => (
  <div className="flex min-w-0 flex-1 flex-col" aria-busy="true">
    <div className="flex h-13 items-center border-b px-4 sm:px-6">
      <Skeleton className="h-4 w-44" />
    </div>
    <div className="mx-auto mt-auto grid w-full max-w-3xl gap-6 px-4 pb-32 sm:px-6">
      {[60, 85, 40].map((width) => (
        <div key={width} className="flex gap-3">
          <Skeleton className="size-6 rounded-full" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-3.5 w-24" />
            <Skeleton className="h-4" style={{ width: `${width}%` }} />
          </div>
        </div>
      ))}
    </div>
  </div>
);

const LoadedSession = ({ sessionId }: { sessionId: string }) => {
  const session = useSession(sessionId);
  if (session.state) return <SessionView {...session} state={session.state} />;
  if (session.error && !isTemporary(session.error))
    return (
      <main className="flex-1">
        <ErrorState title="This session cannot be opened" error={session.error} />
      </main>
    );
  return <Loading />;
};

export default function SessionPage() {
  const { sessionId = '' } = useParams();
  return <LoadedSession key={sessionId} sessionId={sessionId} />;
}
