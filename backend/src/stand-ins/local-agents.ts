import { join } from 'node:path';
import type { SampleAgents, SampleAgentsOptions } from '@parley/sandbox/agents/a2a';
import type { StandInsConfig } from '../config/index.js';
import { onPort, portAfter } from './local-port.js';

export interface LocalAgents extends Pick<SampleAgents, 'url' | 'agents' | 'close'> {
  /** The file that says which of them have been in the directory. */
  readonly registered: string;
}

/** Sample agents in this process, reached like any agent elsewhere (SBX-1). They keep their tasks over restarts. */
export async function startLocalAgents(
  config: StandInsConfig,
  how: Pick<SampleAgentsOptions, 'reach'> = {},
): Promise<LocalAgents> {
  const { startSampleAgents } = await import('@parley/sandbox/agents/a2a');
  const folder = join(config.dataDir, 'sandbox', 'agents');
  const { port, sandboxAgentsPort: asked } = config;
  const wanted = { variable: 'SANDBOX_AGENTS_PORT', asked, usual: portAfter(port, 4) };
  const { url, agents, close } = await onPort(wanted, (at) => startSampleAgents({ ...how, port: at, folder }));
  return { url, agents, close, registered: join(folder, 'registered.json') };
}
