import type { Agent } from '@parley/contracts';
import { useState } from 'react';
import { ErrorState } from '@/components/layout/error-state';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { useMe } from '@/features/auth';
import { NewSessionButton, SamplePrompts, SessionList, useAgents, useSessions } from '@/features/sessions';
import { agentName } from '@/lib/agent-name';
import { useMediaQuery } from '@/lib/use-media-query';
import { useStartSession } from '../use-start-session';

const Loading = () => (
  <div className="grid gap-2 sm:grid-cols-2">
    {[1, 2, 3, 4].map((key) => (
      <Skeleton key={key} className="h-20 rounded-lg" />
    ))}
  </div>
);

/** As many as stand side by side on a phone; more are a list. */
const MAX_SEGMENTS = 3;

const AgentChoice = ({
  agents,
  chosen,
  onChoose,
}: {
  agents: readonly Agent[];
  chosen: string;
  onChoose: (name: string) => void;
}) => {
  const options = agents.map(({ name }) => ({ value: name, label: agentName(name) }));
  if (agents.length <= MAX_SEGMENTS)
    return <Segmented label="Agent" value={chosen} options={options} onChange={onChoose} />;
  return (
    <Select aria-label="Agent" value={chosen} onChange={(event) => onChoose(event.target.value)}>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </Select>
  );
};

/** The first minute (UI-5): what this is, and things to say that show it. */
const Welcome = () => {
  const agents = useAgents();
  const me = useMe().data;
  const { start, starting } = useStartSession();
  const [chosen, setChosen] = useState<string | null>(null);
  const items = agents.data?.items ?? [];
  const agent = items.find((item) => item.name === chosen) ?? items[0];
  const first = me?.name.split(' ')[0];

  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-10 sm:px-6 sm:pt-[14vh]">
      <h1 className="text-balance font-semibold text-xl tracking-tight">
        {first ? `Hello ${first}. ` : ''}What should be done?
      </h1>
      <p className="mt-1.5 max-w-prose text-pretty text-muted-foreground">
        Agents work here and ask you when they need a decision. A question waits until you answer it, in the session or
        in your inbox, even if everything restarts meanwhile. Try one:
      </p>
      {agent && items.length > 1 && (
        <div className="mt-5 grid gap-2">
          <AgentChoice agents={items} chosen={agent.name} onChoose={setChosen} />
          <p className="max-w-prose text-pretty text-muted-foreground text-ui">{agent.description}</p>
        </div>
      )}
      <div className="mt-5" aria-busy={starting}>
        {agents.isPending && <Loading />}
        {agents.isError && !agents.data && (
          <ErrorState
            title="The agents could not be loaded"
            error={agents.error}
            onRetry={() => void agents.refetch()}
          />
        )}
        {agent && <SamplePrompts agent={agent} onPick={(prompt) => void start(agent.name, prompt)} />}
      </div>
      {agent && (
        <div className="mt-5 flex flex-wrap items-center gap-3">
          <Button variant="outline" disabled={starting} onClick={() => void start(agent.name)}>
            Start with an empty session
          </Button>
          {agents.data?.demoModel && (
            <span className="text-muted-foreground text-xs">The built-in demo model answers: no account needed.</span>
          )}
        </div>
      )}
    </div>
  );
};

/** On a phone the list is the page; before there is anything in it, the welcome is. */
const MobileSessions = () => {
  const sessions = useSessions('', 'ACTIVE');
  const archived = useSessions('', 'ARCHIVED');
  const none = [sessions, archived].every((list) => list.data?.pages[0]?.items.length === 0);
  return none ? (
    <div className="scroll-thin relative min-h-0 flex-1 overflow-y-auto bg-background">
      <Welcome />
    </div>
  ) : (
    <SessionList />
  );
};

export default function SessionsPage() {
  const { start } = useStartSession();
  const phone = useMediaQuery('(width < 40rem)');
  return (
    <main className="flex min-w-0 flex-1 flex-col">
      {phone ? (
        <div className="flex min-h-0 flex-1 flex-col bg-sidebar">
          <header className="flex h-13 shrink-0 items-center justify-between px-4">
            <p className="font-semibold">Sessions</p>
            <NewSessionButton onCreate={(agent) => void start(agent)} />
          </header>
          <MobileSessions />
        </div>
      ) : (
        <div className="scroll-thin relative min-h-0 flex-1 overflow-y-auto">
          <Welcome />
        </div>
      )}
    </main>
  );
}
