import type { DeliveryTimeline, FeedbackRequest } from '@parley/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api';

/** News come by events; this is for pages that get none, and for what was due and has not been told yet. */
const SELDOM_MS = 30_000;
const SOON_MS = 2_000;

const nextLook = (timeline: DeliveryTimeline | undefined): number => {
  if (!timeline?.next) return SELDOM_MS;
  const left = Date.parse(timeline.next.at) - Date.now();
  return left > 0 ? Math.min(SELDOM_MS, left + 400) : SOON_MS;
};

/** What was done to bring a request to its person, and what comes next (FB-15). */
export const useDeliveries = (request: FeedbackRequest, enabled = true) => {
  const waiting = request.status === 'PENDING';
  return useQuery({
    queryKey: ['deliveries', request.sessionId, request.id],
    queryFn: () => api<DeliveryTimeline>(`/api/feedback-requests/${request.id}/deliveries`),
    enabled,
    refetchInterval: (query) => (waiting && query.state.status !== 'error' ? nextLook(query.state.data) : false),
  });
};
