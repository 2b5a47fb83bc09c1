import type { Integration } from '@parley/contracts';
import { type ReactNode, useId } from 'react';
import { Time } from '@/components/time';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { messageOf } from '@/lib/api-error';
import { timeWithDay } from '@/lib/dates';
import { cn } from '@/lib/utils';
import { useCanary } from '../api/integrations';
import {
  CANARY_HINT,
  canaryText,
  type HealthTone,
  hourText,
  scopesText,
  type Told,
  tokenText,
} from '../describe-health';
import type { Provider } from '../describe-integration';

const TONE: Record<HealthTone, string> = {
  good: 'text-foreground',
  quiet: 'text-muted-foreground',
  warning: 'text-warning-text',
  danger: 'text-danger-text',
};

const Fact = ({
  name,
  told,
  at,
  children,
}: {
  name: string;
  told?: Told;
  at?: string | null;
  children?: ReactNode;
}) => (
  <div className="grid gap-x-4 sm:grid-cols-[9rem_minmax(0,1fr)]">
    <dt className="text-muted-foreground">{name}</dt>
    <dd className={cn('break-words', TONE[told?.tone ?? 'quiet'])}>
      {told?.text}
      {at && (
        <span className="text-muted-foreground">
          {told && ' · '}
          <Time at={at} format={timeWithDay} />
        </span>
      )}
      {children}
    </dd>
  </div>
);

const never = (at: string | null, words: string): Told | undefined => (at ? undefined : { text: words, tone: 'quiet' });

const Canary = ({ integration, provider }: { integration: Integration; provider: Provider }) => {
  const canary = useCanary(integration.id);
  const hint = useId();
  const underWay = integration.health.canary?.state === 'under_way';
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button
        size="sm"
        aria-label={`Test the round trip: ${integration.name}`}
        aria-describedby={hint}
        aria-disabled={canary.isPending || underWay}
        className="aria-disabled:opacity-50"
        onClick={() => canary.isPending || underWay || canary.mutate()}
      >
        {(canary.isPending || underWay) && <Spinner />} Test the round trip
      </Button>
      <span id={hint} className="text-muted-foreground">
        {CANARY_HINT[provider]}
      </span>
      {canary.isError && (
        <span role="alert" className="text-danger-text">
          Not tested. {messageOf(canary.error)}
        </span>
      )}
    </div>
  );
};

/** How an integration does, folded away: the row itself says whether it works. */
export const IntegrationHealth = ({ integration, provider }: { integration: Integration; provider: Provider }) => {
  const { health, status, mailbox, name } = integration;
  return (
    <details className="relative text-xs">
      <summary className="w-fit cursor-default rounded-sm text-muted-foreground hover:text-foreground">
        Health<span className="sr-only"> of {name}</span>
      </summary>
      <div className="mt-2 grid gap-3">
        <dl className="grid gap-1.5">
          <Fact name="Token" told={tokenText(provider, health)} at={health.checkedAt} />
          <Fact name="Permissions" told={scopesText(health)} />
          {mailbox?.watchedUntil && <Fact name="Google tells until" at={mailbox.watchedUntil} />}
          <Fact name="Last came in" told={never(health.lastInboundAt, 'Nothing yet')} at={health.lastInboundAt} />
          <Fact name="Last went out" told={never(health.lastSentAt, 'Nothing yet')} at={health.lastSentAt} />
          <Fact name="In the last hour" told={hourText(health)} />
          <Fact name="Round trip" at={health.canary?.at ?? null}>
            <span role="status" className={cn(TONE[canaryText(health).tone])}>
              {health.canary && ' · '}
              {canaryText(health).text}
            </span>
          </Fact>
        </dl>
        {status === 'ACTIVE' && <Canary integration={integration} provider={provider} />}
      </div>
    </details>
  );
};
