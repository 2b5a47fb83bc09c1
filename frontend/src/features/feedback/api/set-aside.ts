import type { FeedbackRequest } from '@parley/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';

type Snooze = { until: string } | { when: string };

/** The list shows the reply at once; then it asks again, because somebody else's question is no longer in it. */
const useRequestChange = <Body>(request: FeedbackRequest, path: 'snooze' | 'delegate') => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) =>
      api<FeedbackRequest>(`/api/feedback-requests/${request.id}/${path}`, { method: 'POST', body }),
    onSuccess: (changed) => {
      client.setQueryData<FeedbackRequest[]>(['pending'], (items) =>
        items?.map((item) => (item.id === changed.id ? changed : item)),
      );
      void client.invalidateQueries({ queryKey: ['pending'] });
      void client.invalidateQueries({ queryKey: ['deliveries', request.sessionId, request.id] });
    },
  });
};

/** Nobody is asked before then; words are read by the server, in the person's time zone. */
export const useSnooze = (request: FeedbackRequest) => useRequestChange<Snooze>(request, 'snooze');
/** To somebody with an account here, by mail address. */
export const useDelegate = (request: FeedbackRequest) => useRequestChange<{ to: string }>(request, 'delegate');
