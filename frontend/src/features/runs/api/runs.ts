import type { RunList, RunStatus, RunView, StepContent } from '@parley/contracts';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, query } from '@/lib/api';
import { messageOf } from '@/lib/api-error';
import { toast } from '@/lib/toast';

export interface RunFilter {
  status: RunStatus | '';
  agent: string;
}
export const RUN_LIST = 'run-list';
export const runKey = (id: string) => ['run-view', id];

export const useRunList = (filter: RunFilter) =>
  useInfiniteQuery({
    queryKey: [RUN_LIST, filter],
    queryFn: ({ pageParam, signal }) =>
      api<RunList>(`/api/runs${query({ ...filter, before: pageParam ?? undefined, limit: 50 })}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (previous) => previous,
  });

export const useRunView = (id: string) =>
  useQuery({ queryKey: runKey(id), queryFn: ({ signal }) => api<RunView>(`/api/runs/${id}`, { signal }) });

/** @param version changes when the step did: what it worked on may have grown */
export const useStepContent = (runId: string, stepId: string, version: string) =>
  useQuery({
    queryKey: ['step-content', runId, stepId, version],
    queryFn: ({ signal }) => api<StepContent>(`/api/runs/${runId}/steps/${stepId}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export type RunControl = ReturnType<typeof useRunControl>;
/** What is refused is said in the server's words: it knows why. */
export const useRunControl = (runId: string) => {
  const client = useQueryClient();
  const [busy, setBusy] = useState<'stop' | 'retry' | null>(null);
  const post = async <T>(what: 'stop' | 'retry', body: object): Promise<T | null> => {
    setBusy(what);
    try {
      return await api<T>(`/api/runs/${runId}/${what}`, { method: 'POST', body });
    } catch (error) {
      toast.error(messageOf(error));
      return null;
    } finally {
      void client.invalidateQueries({ queryKey: runKey(runId) });
      setBusy(null);
    }
  };
  return {
    busy,
    stop: () => post('stop', {}),
    /** @returns id of the new run, null when it was refused */
    retry: async (fromStep?: string) => (await post<{ runId: string }>('retry', { fromStep }))?.runId ?? null,
  };
};
