import { ErrorState } from '@/components/layout/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { useMe } from '@/features/auth';
import { Profile } from '@/features/settings';

export default function ProfilePage() {
  const me = useMe();
  if (me.isPending) return <Skeleton className="h-48 rounded-xl" />;
  if (me.data) return <Profile user={me.data} />;
  return <ErrorState title="Your profile could not be loaded" error={me.error} onRetry={() => void me.refetch()} />;
}
