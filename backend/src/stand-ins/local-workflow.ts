import { join } from 'node:path';
import { projectRoot, type StandInsConfig } from '../config/index.js';

export interface LocalWorkflow {
  /** The list that has its workflows. */
  readonly file: string;
  close(): Promise<void>;
}

/** The sample service in this process, for a machine that has a broker and no workflows. Undefined: the broker is away. */
export async function startLocalWorkflow({
  natsUrls = [],
}: Pick<StandInsConfig, 'natsUrls'>): Promise<LocalWorkflow | undefined> {
  const { startSampleWorkflow } = await import('@parley/sandbox/agents/workflow');
  try {
    const service = await startSampleWorkflow({ natsUrl: natsUrls.join(',') });
    const file = join(projectRoot(), 'sandbox', 'agents', 'workflow', 'workflows.json');
    return { file, close: () => service.stop() };
  } catch (error) {
    console.warn(`The sample workflow was left out: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
