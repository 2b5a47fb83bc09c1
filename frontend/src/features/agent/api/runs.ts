import type { Run, RunDetail } from '@parley/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/lib/api';
import { messageOf } from '@/lib/api-error';
import { toast } from '@/lib/toast';

/** Stop and retry answer at once on the screen; the events that follow tell the truth. */
export const useRunControl = (sessionId: string) => {
  const [busy, setBusy] = useState<'stop' | 'retry' | null>(null);
  const post = async (what: 'stop' | 'retry') => {
    setBusy(what);
    try {
      await api<void>(`/api/sessions/${sessionId}/${what}`, { method: 'POST' });
      // The state's own event ends the wait; this is for when there was nothing to do.
      setTimeout(() => setBusy(null), 1_500);
    } catch (error) {
      toast.error(messageOf(error));
      setBusy(null);
    }
  };
  return { busy, settle: () => setBusy(null), stop: () => post('stop'), retry: () => post('retry') };
};
export type RunControl = ReturnType<typeof useRunControl>;

export const useRuns = (sessionId: string, enabled: boolean) =>
  useQuery({
    queryKey: ['runs', sessionId],
    queryFn: async () => {
      const body = await api<Run[] | { items: Run[] }>(`/api/sessions/${sessionId}/runs`);
      return Array.isArray(body) ? body : body.items;
    },
    enabled,
  });

export const useRun = (runId: string, enabled: boolean) =>
  useQuery({ queryKey: ['run', runId], queryFn: () => api<RunDetail>(`/api/runs/${runId}`), enabled });
