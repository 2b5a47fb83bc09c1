import type { Integration, IntegrationList } from '@parley/contracts';
import { type ReactNode, useRef, useState } from 'react';
import { AskOnceMore } from '@/components/ask-once-more';
import { CHANNEL_NAME, ChannelIcon } from '@/components/channel-icon';
import { Time } from '@/components/time';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { messageOf } from '@/lib/api-error';
import { timeWithDay } from '@/lib/dates';
import { focusNow } from '@/lib/focus-now';
import { cn } from '@/lib/utils';
import { useCheckIntegration, useDisconnect } from '../api/integrations';
import {
  checkText,
  disconnectWarning,
  integrationState,
  needsConnecting,
  type Provider,
  peopleText,
  type Tone,
} from '../describe-integration';
import { IntegrationHealth } from './integration-health';
import { MailboxLine } from './mailbox-line';

const TONE: Record<Tone, string> = {
  good: 'text-success-text',
  quiet: 'text-muted-foreground',
  warning: 'text-warning-text',
  danger: 'text-danger-text',
};

/** In words, never by colour alone. */
const State = ({ tone, children }: { tone: Tone; children: string }) => (
  <span className={cn('inline-flex h-6 items-center gap-1.5 whitespace-nowrap text-xs', TONE[tone])}>
    <span aria-hidden="true" className="size-1.5 shrink-0 rounded-full bg-current" />
    {children}
  </span>
);

const Check = ({ name, check }: { name: string; check: ReturnType<typeof useCheckIntegration> }) => (
  // Not `disabled` while it works: the focus stays with it.
  <Button
    size="sm"
    aria-label={`Check ${name}`}
    aria-disabled={check.isPending}
    className="aria-disabled:opacity-50"
    onClick={() => check.isPending || check.mutate()}
  >
    {check.isPending && <Spinner />} Check
  </Button>
);

/** One workspace or mailbox: how it does, whom it reaches, and what can be done with it. */
export const IntegrationRow = ({
  integration,
  provider,
  setup,
  again,
}: {
  integration: Integration;
  provider: Provider;
  setup: IntegrationList;
  /** The button that begins to connect anew, where that can be done from here. */
  again: ReactNode;
}) => {
  const { id, name, externalId, status, people, mailbox, connectedAt } = integration;
  const state = integrationState(provider, integration, setup);
  const check = useCheckIntegration(id);
  const disconnect = useDisconnect(id);
  const [asking, setAsking] = useState<'not yet' | 'now' | 'kept'>('not yet');
  const heading = useRef<HTMLHeadingElement>(null);
  const gone = () => {
    setAsking('not yet');
    heading.current?.focus();
  };
  const connected = status !== 'DISABLED';
  return (
    <li className="grid gap-2 border-b py-3.5 last:border-0 [&>*]:min-w-0">
      <div className="flex items-start gap-2.5">
        <ChannelIcon channel={provider} className="mt-1 size-4 shrink-0 text-muted-foreground" />
        <h3 ref={heading} tabIndex={-1} className="min-w-0 flex-1 break-words font-medium outline-none">
          {name}
        </h3>
        <State tone={state.tone}>{state.word}</State>
      </div>
      <p className="break-words text-muted-foreground text-xs">
        {name !== externalId && `${CHANNEL_NAME[provider]} ${externalId} · `}
        {peopleText(people)} · {status === 'ACTIVE' ? 'connected since' : 'first connected'}{' '}
        <Time at={connectedAt} format={timeWithDay} />
      </p>
      {mailbox && status === 'ACTIVE' && <MailboxLine mailbox={mailbox} />}
      {state.explanation && (
        <p className="max-w-prose text-pretty text-muted-foreground text-ui">{state.explanation}</p>
      )}
      {connected && <IntegrationHealth integration={integration} provider={provider} />}
      {asking === 'now' ? (
        <AskOnceMore
          label={`Disconnect ${name}?`}
          yes="Disconnect it"
          busy={disconnect.isPending}
          problem={disconnect.isError ? `Not disconnected. ${messageOf(disconnect.error)}` : null}
          onYes={() => disconnect.mutate(undefined, { onSuccess: gone })}
          onNo={() => {
            disconnect.reset();
            setAsking('kept');
          }}
        >
          {disconnectWarning(integration)}
        </AskOnceMore>
      ) : (
        <div className="flex flex-wrap items-center gap-2 empty:hidden">
          {needsConnecting(integration) && again}
          {connected && <Check name={name} check={check} />}
          {connected && (
            <Button
              size="sm"
              variant="ghost"
              aria-label={`Disconnect ${name}`}
              ref={asking === 'kept' ? focusNow : undefined}
              onClick={() => setAsking('now')}
            >
              Disconnect
            </Button>
          )}
          <span role="status" className="text-muted-foreground text-xs empty:hidden">
            {check.isSuccess && connected && checkText(provider, integration)}
          </span>
        </div>
      )}
      {check.isError && (
        <p role="alert" className="break-words text-danger-text text-xs">
          Not checked. {messageOf(check.error)}
        </p>
      )}
    </li>
  );
};
