import { join } from 'node:path';
import type { DevtoolsOptions } from '@parley/sandbox/devtools';
import type { McpServerConfig, StandInsConfig } from '../config/index.js';
import { onPort, portAfter } from './local-port.js';

export interface LocalDevtools {
  /** What to tell who starts it. */
  readonly line: string;
  /** As if it had been configured. Undefined: this machine has no git. */
  readonly server: McpServerConfig | undefined;
  close(): Promise<void>;
}

/** Tickets and a git repository in this process, for a machine that is given no other `devtools` (AG-6). */
export async function startLocalDevtools(
  config: StandInsConfig,
  how: Pick<DevtoolsOptions, 'reach'> = {},
): Promise<LocalDevtools> {
  const { NoGit, startDevtools } = await import('@parley/sandbox/devtools');
  const folder = join(config.dataDir, 'sandbox', 'devtools');
  const { port, sandboxDevtoolsPort: asked } = config;
  const wanted = { variable: 'SANDBOX_DEVTOOLS_PORT', asked, usual: portAfter(port, 3) };
  try {
    const devtools = await onPort(wanted, (at) => startDevtools({ ...how, port: at, folder }));
    const server = { name: 'devtools', transport: 'http', url: devtools.mcpUrl, headers: {} } as const;
    return { line: `Repository of this machine: ${devtools.url}`, server, close: () => devtools.close() };
  } catch (error) {
    if (!(error instanceof NoGit)) throw error;
    return {
      line: 'No repository on this machine: git is not installed.',
      server: undefined,
      close: async () => undefined,
    };
  }
}
