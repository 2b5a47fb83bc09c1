import type { ProcessView } from '@parley/contracts';
import { plural } from '@/lib/utils';

export const ROLE_NAME: Record<ProcessView['role'], string> = {
  all: 'API and worker',
  api: 'API',
  worker: 'Worker',
};

export interface ProcessState {
  word: string;
  tone: 'good' | 'quiet' | 'warning';
}

export const processState = ({ fresh, draining }: Pick<ProcessView, 'fresh' | 'draining'>): ProcessState => {
  if (!fresh) return { word: 'Silent', tone: 'warning' };
  return draining ? { word: 'Ending', tone: 'quiet' } : { word: 'Runs', tone: 'good' };
};

/** A worker has no connections of people. */
export const loadText = ({
  role,
  sockets,
  sessions,
}: Pick<ProcessView, 'role' | 'sockets' | 'sessions'>): string | null =>
  role === 'worker' ? null : `${plural(sockets, 'open connection')} to ${plural(sessions, 'session')}`;

/** Versions that not every living process runs. */
export const isMixed = (processes: readonly Pick<ProcessView, 'version' | 'fresh'>[]): boolean =>
  new Set(processes.filter(({ fresh }) => fresh).map(({ version }) => version)).size > 1;
