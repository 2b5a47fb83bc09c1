import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SampleWorkflow } from '@parley/sandbox/agents/workflow';
import { projectRoot, type StandInsConfig } from '../config/index.js';

const RETRY_MS = 1_000;

export interface LocalWorkflow {
  /** The list that has its workflows. */
  readonly file: string;
  close(): Promise<void>;
}

/** The sample service in this process, for a machine that has a broker and no workflows. It serves as soon as the broker is there. */
export function startLocalWorkflow({ natsUrls = [] }: Pick<StandInsConfig, 'natsUrls'>): LocalWorkflow {
  const ending = new AbortController();
  const service = serve(natsUrls.join(','), ending.signal);
  const close = async () => {
    ending.abort();
    await (await service)?.stop();
  };
  return { file: join(projectRoot(), 'sandbox', 'agents', 'workflow', 'workflows.json'), close };
}

/** @returns undefined when it was ended before the broker came */
async function serve(natsUrl: string, ending: AbortSignal): Promise<SampleWorkflow | undefined> {
  const { startSampleWorkflow } = await import('@parley/sandbox/agents/workflow');
  for (let told = false; !ending.aborted; told = true) {
    try {
      return await startSampleWorkflow({ natsUrl });
    } catch (error) {
      if (!told)
        console.warn(`The sample workflow waits for its broker: ${error instanceof Error ? error.message : error}`);
      await pause(RETRY_MS, undefined, { ref: false, signal: ending }).catch(() => undefined);
    }
  }
  return undefined;
}
