import type { IntegrationList } from '@parley/contracts';
import { PlugIcon, PlusIcon } from 'lucide-react';
import { EmptyState } from '@/components/layout/empty-state';
import { ErrorState } from '@/components/layout/error-state';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { Spinner } from '@/components/ui/spinner';
import { messageOf } from '@/lib/api-error';
import { useIntegrations, useStartInstall } from '../api/integrations';
import { whyNoInstall } from '../describe-integration';
import { IntegrationRow } from './integration-row';

const Loading = () => (
  <div className="grid gap-3" aria-busy="true">
    <Skeleton className="h-8 w-60" />
    <Skeleton className="h-24 rounded-lg" />
    <Skeleton className="h-24 rounded-lg" />
  </div>
);

type Install = ReturnType<typeof useStartInstall>;

/** It stays busy until the browser has left. */
const isLeaving = (install: Install) => install.isPending || install.isSuccess;

const Connect = ({ install }: { install: Install }) => (
  <Button variant="primary" disabled={isLeaving(install)} onClick={() => install.mutate()}>
    {isLeaving(install) ? <Spinner /> : <PlusIcon />} Connect a workspace
  </Button>
);

const NotStarted = ({ install }: { install: Install }) =>
  install.isError && (
    <p role="alert" className="text-danger-text text-xs">
      The way to Slack could not be opened. {messageOf(install.error)}
    </p>
  );

const Nothing = ({ slack, install }: { slack: IntegrationList['slack']; install: Install }) => {
  const whyNot = whyNoInstall(slack);
  return (
    <EmptyState
      icon={<PlugIcon />}
      title="No workspace is connected"
      action={
        !whyNot && (
          <div className="grid justify-items-center gap-2">
            <Connect install={install} />
            <NotStarted install={install} />
          </div>
        )
      }
    >
      {whyNot ?? 'Connect one, and agents can ask people in Slack. You choose the workspace at Slack and agree there.'}
    </EmptyState>
  );
};

const Listed = ({ list, install }: { list: IntegrationList; install: Install }) => {
  const whyNot = whyNoInstall(list.slack);
  return (
    <div className="grid gap-3 [&>*]:min-w-0">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="max-w-prose text-pretty text-muted-foreground text-ui">
          {whyNot ??
            'Where agents reach people in Slack. To connect a further workspace, you choose it at Slack and agree there.'}
        </p>
        {!whyNot && <Connect install={install} />}
      </div>
      <NotStarted install={install} />
      <ul aria-label="Integrations" className="border-y">
        {list.items.map((integration) => (
          <IntegrationRow
            key={integration.id}
            integration={integration}
            slack={list.slack}
            again={
              !whyNot && (
                <Button
                  size="sm"
                  aria-label={`Connect ${integration.name} again`}
                  disabled={isLeaving(install)}
                  onClick={() => install.mutate()}
                >
                  Connect again
                </Button>
              )
            }
          />
        ))}
      </ul>
    </div>
  );
};

/** The platform's own connections, for whoever runs it. */
export const Integrations = () => {
  const integrations = useIntegrations();
  const install = useStartInstall();
  if (integrations.isPending) return <Loading />;
  if (!integrations.data)
    return (
      <ErrorState
        title="The integrations could not be loaded"
        error={integrations.error}
        onRetry={() => void integrations.refetch()}
      />
    );
  if (integrations.data.items.length === 0) return <Nothing slack={integrations.data.slack} install={install} />;
  return <Listed list={integrations.data} install={install} />;
};
