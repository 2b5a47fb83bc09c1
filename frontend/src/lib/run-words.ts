import type { Run } from '@parley/contracts';

export const RUN_WORDS: Record<Run['status'], string> = {
  QUEUED: 'Queued',
  RUNNING: 'Running',
  WAITING_FOR_FEEDBACK: 'Waiting for an answer',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
  CANCELLED: 'Stopped',
};

export const RUN_STATUSES = Object.keys(RUN_WORDS) as Run['status'][];

const ACTIVE_RUN = new Set<Run['status']>(['QUEUED', 'RUNNING', 'WAITING_FOR_FEEDBACK']);
export const isRunActive = (run: Pick<Run, 'status'> | null) => run !== null && ACTIVE_RUN.has(run.status);

/** What a tool is called, `server.tool`, is no sentence. */
const TOOL_NAME = /^[\w-]+\.[\w.-]*\w$/;

/** `read-ticket` → `Read ticket`. Names that are words already, and those of tools, stay as they are. */
export const stepName = (name: string) => {
  if (TOOL_NAME.test(name)) return name;
  const words = name.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
