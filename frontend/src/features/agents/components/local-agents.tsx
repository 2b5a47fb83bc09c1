import type { Agent } from '@parley/contracts';
import { BotIcon, PlusIcon } from 'lucide-react';
import { Link } from 'react-router-dom';
import { Section } from '@/components/layout/section';
import { Button } from '@/components/ui/button';
import { agentName } from '@/lib/agent-name';
import { plural } from '@/lib/utils';

const facts = ({ skills, tools, external }: Agent) =>
  [
    external ? 'runs as a workflow elsewhere' : null,
    skills.length > 0 ? plural(skills.length, 'skill') : null,
    tools.length > 0 ? 'uses tools' : 'uses no tools',
  ]
    .filter(Boolean)
    .join(' · ');

/** The agents one can talk to here. */
export const LocalAgents = ({ agents, onStart }: { agents: readonly Agent[]; onStart: (agent: string) => void }) => (
  <Section
    title="Your agents"
    lead="Start a session with one of them. It goes on wherever you are: here, by mail or in Slack."
  >
    <ul aria-label="Agents" className="border-y">
      {agents.map((agent) => (
        <li key={agent.name} className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b py-3.5 last:border-0">
          <BotIcon className="mt-1 size-4 shrink-0 text-muted-foreground" aria-hidden="true" />
          <div className="grid min-w-0 flex-1 basis-60 gap-0.5">
            <h3 className="font-medium">
              <Link className="rounded hover:underline" to={`/agents/local/${agent.name}`}>
                {agentName(agent.name)}
              </Link>
            </h3>
            <p className="max-w-prose text-pretty text-muted-foreground text-ui">{agent.description}</p>
            <p className="text-muted-foreground text-xs">{facts(agent)}</p>
          </div>
          <div className="flex shrink-0 gap-2 max-sm:pl-4.5">
            <Button size="sm" asChild variant="ghost">
              <Link aria-label={`Details of ${agentName(agent.name)}`} to={`/agents/local/${agent.name}`}>
                Details
              </Link>
            </Button>
            <Button
              size="sm"
              aria-label={`Start a session with ${agentName(agent.name)}`}
              onClick={() => onStart(agent.name)}
            >
              <PlusIcon /> Start
            </Button>
          </div>
        </li>
      ))}
    </ul>
  </Section>
);
