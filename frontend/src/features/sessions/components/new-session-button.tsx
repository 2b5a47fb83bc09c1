import { PlusIcon } from 'lucide-react';
import { Button } from '@/components/ui/button';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { Tooltip } from '@/components/ui/tooltip';
import { agentName } from '@/lib/agent-name';
import { useAgents } from '../api/sessions';

/** Asks for the agent only when there is a choice. */
export const NewSessionButton = ({ onCreate }: { onCreate: (agent?: string) => void }) => {
  const agents = useAgents().data?.items ?? [];
  if (agents.length < 2)
    return (
      <Tooltip label="New session" side="bottom">
        <Button variant="ghost" size="icon-sm" aria-label="New session" onClick={() => onCreate(agents[0]?.name)}>
          <PlusIcon />
        </Button>
      </Tooltip>
    );
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label="New session" title="New session">
          <PlusIcon />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-72">
        {agents.map((agent) => (
          <DropdownMenuItem key={agent.name} onSelect={() => onCreate(agent.name)} className="items-start py-2">
            <span className="grid gap-0.5">
              <span className="font-medium">{agentName(agent.name)}</span>
              <span className="text-muted-foreground text-xs">{agent.description}</span>
            </span>
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
};
