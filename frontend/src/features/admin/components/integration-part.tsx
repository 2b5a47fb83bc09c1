import type { IntegrationList } from '@parley/contracts';
import { PlusIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { messageOf } from '@/lib/api-error';
import { useStartConnecting } from '../api/integrations';
import { type Provider, whyNotFromHere } from '../describe-integration';
import { IntegrationRow } from './integration-row';

const WORDS: Record<Provider, { title: string; what: string; where: string; connect: string; way: string }> = {
  SLACK: {
    title: 'Slack',
    what: 'Connect a workspace, and agents can ask people in Slack. You choose it at Slack and agree there.',
    where:
      'Where agents reach people in Slack. To connect a further workspace, you choose it at Slack and agree there.',
    connect: 'Connect a workspace',
    way: 'The way to Slack could not be opened.',
  },
  EMAIL: {
    title: 'Email',
    what: 'Connect a Gmail mailbox, and agents can ask people by mail. You choose it at Google and agree there.',
    where:
      'From here agents write to people, and here answers arrive. Best is a mailbox that is used for nothing else.',
    connect: 'Connect a mailbox',
    way: 'The way to Google could not be opened.',
  },
};

/** All workspaces, or all mailboxes, and where a further one is connected. */
export const IntegrationPart = ({ provider, list }: { provider: Provider; list: IntegrationList }) => {
  const connecting = useStartConnecting(provider);
  const items = list.items.filter(({ type }) => type === provider);
  const whyNot = whyNotFromHere(provider, list);
  const words = WORDS[provider];
  // It stays busy until the browser has left.
  const isLeaving = connecting.isPending || connecting.isSuccess;
  const heading = `integrations-${provider}`;
  return (
    <section aria-labelledby={heading} className="grid gap-3 [&>*]:min-w-0">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h2 id={heading} className="font-medium">
            {words.title}
          </h2>
          <p className="max-w-prose text-pretty text-muted-foreground text-ui">
            {whyNot ?? (items.length > 0 ? words.where : words.what)}
          </p>
        </div>
        {!whyNot && (
          <Button
            variant={items.length === 0 ? 'primary' : 'outline'}
            disabled={isLeaving}
            onClick={() => connecting.mutate(undefined)}
          >
            {isLeaving ? <Spinner /> : <PlusIcon />} {words.connect}
          </Button>
        )}
      </div>
      {connecting.isError && (
        <p role="alert" className="text-danger-text text-xs">
          {words.way} {messageOf(connecting.error)}
        </p>
      )}
      {items.length > 0 && (
        <ul aria-labelledby={heading} className="border-y">
          {items.map((integration) => (
            <IntegrationRow
              key={integration.id}
              integration={integration}
              provider={provider}
              setup={list}
              again={
                !whyNot && (
                  <Button
                    size="sm"
                    aria-label={`Connect ${integration.name} again`}
                    disabled={isLeaving}
                    onClick={() => connecting.mutate(integration.id)}
                  >
                    Connect again
                  </Button>
                )
              }
            />
          ))}
        </ul>
      )}
    </section>
  );
};
