import { ErrorState } from '@/components/layout/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { useMe } from '@/features/auth';
import { Profile } from '@/features/settings';
import { Page } from './page';

export default function SettingsPage() {
  const me = useMe();
  return (
    <Page title="Settings">
      {me.isError && !me.data && (
        <ErrorState title="Your profile could not be loaded" error={me.error} onRetry={() => void me.refetch()} />
      )}
      {me.isPending && <Skeleton className="h-40" />}
      {me.data && <Profile user={me.data} />}
    </Page>
  );
}
