import type { DirectoryAgent } from '@parley/contracts';
import { BotIcon, GlobeIcon } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { AskOnceMore } from '@/components/ask-once-more';
import { Time } from '@/components/time';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { VisibleText } from '@/components/visible-text';
import { agentName } from '@/lib/agent-name';
import { messageOf } from '@/lib/api-error';
import { timeWithDay } from '@/lib/dates';
import { useCheckAgent, useRemoveAgent } from '../api/directory';
import { healthState, hostOf } from '../describe-agent';
import { Skills } from './skills';
import { StateWord } from './state-word';

const Facts = ({ agent }: { agent: DirectoryAgent }) => (
  <p className="break-words text-muted-foreground text-xs">
    {[agent.provider, agent.cardUrl && hostOf(agent.cardUrl), agent.version && `version ${agent.version}`]
      .concat(agent.protocolVersion ? `A2A ${agent.protocolVersion}` : [])
      .filter((text): text is string => !!text)
      .map((text, index) => (
        <span key={text}>
          {index > 0 && ' · '}
          <VisibleText text={text} />
        </span>
      ))}
    {agent.checkedAt && (
      <>
        {' · looked at '}
        <Time at={agent.checkedAt} format={timeWithDay} />
      </>
    )}
  </p>
);

const Controls = ({ agent, onGone }: { agent: DirectoryAgent; onGone: () => void }) => {
  const check = useCheckAgent(agent.id);
  const remove = useRemoveAgent(agent.id);
  const [asking, setAsking] = useState(false);
  if (asking)
    return (
      <AskOnceMore
        label={`Remove ${agent.name}?`}
        yes="Remove it"
        busy={remove.isPending}
        problem={remove.isError ? `Not removed. ${messageOf(remove.error)}` : null}
        onYes={() => remove.mutate(undefined, { onSuccess: onGone })}
        onNo={() => setAsking(false)}
      >
        No run can give it work any more. Runs that wait for it go on without it.
      </AskOnceMore>
    );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        size="sm"
        aria-label={`Check ${agent.name}`}
        aria-disabled={check.isPending}
        className="aria-disabled:opacity-50"
        onClick={() => check.isPending || check.mutate()}
      >
        {check.isPending && <Spinner />} Check now
      </Button>
      <Button size="sm" variant="ghost" aria-label={`Remove ${agent.name}`} onClick={() => setAsking(true)}>
        Remove
      </Button>
      {check.isError && (
        <p role="alert" className="break-words text-danger-text text-xs">
          Not checked. {messageOf(check.error)}
        </p>
      )}
    </div>
  );
};

/** One agent that work can be given to. */
export const DirectoryRow = ({
  agent,
  canChange,
  onGone,
  children,
}: {
  agent: DirectoryAgent;
  canChange: boolean;
  onGone: () => void;
  /** Why it was found. */
  children?: ReactNode;
}) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const Icon = agent.kind === 'LOCAL' ? BotIcon : GlobeIcon;
  return (
    <li className="grid gap-2 border-b py-3.5 last:border-0 [&>*]:min-w-0">
      <div className="flex items-start gap-2.5">
        <Icon className="mt-1 size-4 shrink-0 text-muted-foreground" aria-hidden="true" />
        <h3 ref={heading} tabIndex={-1} className="min-w-0 flex-1 break-words font-medium outline-none">
          {agent.kind === 'LOCAL' ? (
            <Link className="rounded hover:underline" to={`/agents/local/${agent.name}`}>
              {agentName(agent.name)}
            </Link>
          ) : (
            <VisibleText text={agent.name} />
          )}
        </h3>
        <StateWord {...healthState(agent)} />
      </div>
      {children}
      <p className="max-w-prose text-pretty break-words text-muted-foreground text-ui">
        <VisibleText text={agent.description} />
      </p>
      <Skills skills={agent.skills} />
      {agent.kind === 'REMOTE' && <Facts agent={agent} />}
      {agent.problem && (
        <p className="max-w-prose text-pretty break-words text-danger-text text-ui">
          <VisibleText text={agent.problem} />
        </p>
      )}
      {canChange && agent.kind === 'REMOTE' && <Controls agent={agent} onGone={onGone} />}
    </li>
  );
};
