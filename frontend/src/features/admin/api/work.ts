import type { ConnectStart, FailedWork, ProcessList, WorkView } from '@parley/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';
import { LOOK_MS } from './admin';

const WORK = ['admin', 'work'];
/** While somebody looks at it. A hidden page does not ask. */
const WATCH_MS = 5_000;

const useWorkEvery = (ms: number, enabled = true) =>
  useQuery({
    queryKey: WORK,
    queryFn: ({ signal }) => api<WorkView>('/api/admin/work', { signal }),
    enabled,
    refetchInterval: ms,
  });

export const useWork = () => useWorkEvery(WATCH_MS);

/** What is stuck, if anything is; for the navigation, which looks now and then. */
export const useStuckWork = (enabled: boolean) => {
  const verdict = useWorkEvery(LOOK_MS, enabled).data?.verdict;
  return verdict?.level === 'stuck' ? verdict : null;
};

export const useProcesses = () =>
  useQuery({
    queryKey: ['admin', 'processes'],
    queryFn: ({ signal }) => api<ProcessList>('/api/admin/processes', { signal }),
    refetchInterval: WATCH_MS,
  });

export const useActOnFailed = (what: 'retry' | 'give-up') => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, id }: FailedWork) => api<void>(`/api/admin/work/${kind}/${id}/${what}`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['admin'] }),
  });
};

/**
 * Leaves the app for the dashboard: the way there is open for a minute, and once. It is served beside the app, so it is opened
 * where the app is open, by whatever name.
 */
export const useOpenDashboard = () =>
  useMutation({
    mutationFn: () => api<ConnectStart>('/api/admin/queue-dashboard', { method: 'POST' }),
    onSuccess: ({ url }) => {
      const { pathname, search } = new URL(url);
      window.location.assign(pathname + search);
    },
  });
