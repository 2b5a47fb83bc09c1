import type { ToolServer } from '@parley/contracts';
import { ServerIcon } from 'lucide-react';
import { Section } from '@/components/layout/section';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import { VisibleText } from '@/components/visible-text';
import { messageOf } from '@/lib/api-error';
import { plural } from '@/lib/utils';
import { useReconnect } from '../api/tools';
import { serverState } from '../describe-agent';
import { StateWord } from './state-word';

const TRANSPORT: Record<ToolServer['transport'], string> = { stdio: 'a program on this machine', http: 'over HTTP' };

const Row = ({ server, canChange }: { server: ToolServer; canChange: boolean }) => {
  const reconnect = useReconnect(server.name);
  return (
    <li className="grid gap-1.5 border-b py-3.5 last:border-0 [&>*]:min-w-0">
      <div className="flex items-start gap-2.5">
        <ServerIcon className="mt-1 size-4 shrink-0 text-muted-foreground" aria-hidden="true" />
        <h3 className="min-w-0 flex-1 break-words font-medium">{server.name}</h3>
        <StateWord {...serverState(server)} />
      </div>
      <p className="text-muted-foreground text-xs">
        {TRANSPORT[server.transport]} · {plural(server.tools, 'tool')}
        {server.protocolVersion && ` · MCP ${server.protocolVersion}`}
      </p>
      {server.problem && (
        <p className="max-w-prose text-pretty break-words text-danger-text text-ui">
          <VisibleText text={server.problem} />
        </p>
      )}
      {canChange && (
        <div className="flex flex-wrap items-center gap-2">
          <Button
            size="sm"
            aria-label={`Connect ${server.name} again`}
            disabled={reconnect.isPending}
            onClick={() => reconnect.mutate()}
          >
            {reconnect.isPending && <Spinner />} Connect again
          </Button>
          {reconnect.isError && (
            <p role="alert" className="break-words text-danger-text text-xs">
              {messageOf(reconnect.error)}
            </p>
          )}
        </div>
      )}
    </li>
  );
};

/** The MCP servers of mcp.json, and how they do. */
export const ToolServers = ({ servers, canChange }: { servers: readonly ToolServer[]; canChange: boolean }) => (
  <Section title="Tool servers" lead="MCP servers, as mcp.json names them. Their tools stand below.">
    {servers.length > 0 ? (
      <ul aria-label="Tool servers" className="border-y">
        {servers.map((server) => (
          <Row key={server.name} server={server} canChange={canChange} />
        ))}
      </ul>
    ) : (
      <p className="text-muted-foreground text-ui">None. Write one into mcp.json, and start again.</p>
    )}
  </Section>
);
