import { ErrorState } from '@/components/layout/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { useIntegrations } from '../api/integrations';
import { IntegrationPart } from './integration-part';

const Loading = () => (
  <div className="grid gap-3" aria-busy="true">
    <Skeleton className="h-8 w-60" />
    <Skeleton className="h-24 rounded-lg" />
    <Skeleton className="h-24 rounded-lg" />
  </div>
);

/** The platform's own connections, for whoever runs it. */
export const Integrations = () => {
  const integrations = useIntegrations();
  if (integrations.isPending) return <Loading />;
  if (!integrations.data)
    return (
      <ErrorState
        title="The integrations could not be loaded"
        error={integrations.error}
        onRetry={() => void integrations.refetch()}
      />
    );
  return (
    <div className="grid gap-9 [&>*]:min-w-0">
      <IntegrationPart provider="SLACK" list={integrations.data} />
      <IntegrationPart provider="EMAIL" list={integrations.data} />
    </div>
  );
};
