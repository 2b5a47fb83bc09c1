import type { ChannelType, SessionSummary } from '@parley/contracts';
import { ArrowLeftIcon, PanelRightIcon } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { Button } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';
import { ChannelSelector } from '@/features/channels';
import { SessionMenu, SessionTitle, useAgents } from '@/features/sessions';
import { agentName } from '@/lib/agent-name';
import { cn } from '@/lib/utils';

const Live = ({ lineDown }: { lineDown: boolean }) => (
  <Tooltip label={lineDown ? 'The line to the server is down' : 'Everything here is live'} side="bottom">
    <span className="flex items-center gap-1.5 whitespace-nowrap text-muted-foreground text-xs max-md:hidden">
      <span
        aria-hidden="true"
        className={cn('size-1.5 rounded-full', lineDown ? 'breathe bg-muted-foreground' : 'bg-success-text')}
      />
      {lineDown ? 'reconnecting' : 'live'}
    </span>
  </Tooltip>
);

export const SessionHeader = ({
  session,
  lastWrote,
  lineDown,
  paneOpen,
  onPane,
}: {
  session: SessionSummary;
  lastWrote: ChannelType | null;
  lineDown: boolean;
  paneOpen: boolean;
  onPane: () => void;
}) => {
  const [renaming, setRenaming] = useState(false);
  const demo = useAgents().data?.demoModel ?? false;
  return (
    <header className="flex h-13 shrink-0 items-center gap-2 border-b pr-2 pl-4 max-sm:pl-1 sm:pr-3 sm:pl-6">
      <Button asChild variant="ghost" size="icon" className="sm:hidden">
        <Link to="/sessions" aria-label="Back to the sessions">
          <ArrowLeftIcon />
        </Link>
      </Button>
      <div className="flex min-w-0 flex-1 items-baseline gap-2.5">
        <SessionTitle session={session} editing={renaming} onEditing={setRenaming} />
        <span className="whitespace-nowrap text-muted-foreground text-xs max-sm:hidden">
          {agentName(session.agent)}
        </span>
        {demo && (
          <Tooltip
            label="The built-in demo model answers. It is scripted: set an API key for a real one."
            side="bottom"
          >
            <span className="whitespace-nowrap rounded border px-1.5 text-2xs text-muted-foreground">Demo model</span>
          </Tooltip>
        )}
        {session.status === 'ARCHIVED' && (
          <span className="whitespace-nowrap rounded border px-1.5 text-2xs text-muted-foreground">Archived</span>
        )}
      </div>
      <ChannelSelector session={session} lastWrote={lastWrote} />
      <Live lineDown={lineDown} />
      <div className="flex items-center">
        <SessionMenu session={session} onRename={() => setRenaming(true)} />
        <Tooltip label={paneOpen ? 'Close the run' : 'Show the run'} side="bottom">
          <Button variant="ghost" size="icon-sm" aria-label="Run" aria-pressed={paneOpen} onClick={onPane}>
            <PanelRightIcon />
          </Button>
        </Tooltip>
      </div>
    </header>
  );
};
