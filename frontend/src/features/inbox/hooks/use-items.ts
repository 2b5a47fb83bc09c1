import type { FeedbackRequest } from '@parley/contracts';
import { useRef } from 'react';
import { useNow } from '@/lib/use-now';
import type { InboxItem } from '../inbox-filter';
import { useKept } from './use-kept';

const isAsleep = ({ status, snoozedUntil }: FeedbackRequest, now: number) =>
  status === 'PENDING' && snoozedUntil !== null && Date.parse(snoozedUntil) > now;

/** The rows of the inbox. What is snoozed here stays in its place; what came snoozed stands apart until it wakes. */
export const useItems = (pending: readonly FeedbackRequest[], myId: string | undefined): InboxItem[] => {
  const now = useNow(15_000);
  const seenAwake = useRef(new Set<string>());
  const kept = useKept(pending, myId);
  return kept.map((request) => {
    const asleep = isAsleep(request, now);
    if (!asleep) seenAwake.current.add(request.id);
    const mine = myId === undefined || request.assigneeId === myId;
    return {
      request,
      waits: request.status === 'PENDING' && !asleep && mine,
      asleep,
      apart: asleep && !seenAwake.current.has(request.id),
    };
  });
};
