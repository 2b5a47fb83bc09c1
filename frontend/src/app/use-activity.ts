import type { SessionEvent } from '@parley/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { lineDownSince, onActivity, onSessionEvent } from '@/lib/realtime';

const SOON_MS = 120;
/** After these a question's deliveries are no longer what was fetched (FB-15). */
const DELIVERY_NEWS: ReadonlySet<string> = new Set<SessionEvent['type']>([
  'delivery.updated',
  'feedback.updated',
  'feedback.settled',
]);

/** What is fetched follows what happens in any session; a burst of news is one refresh. */
export const useActivity = () => {
  const client = useQueryClient();
  useEffect(() => {
    let timer = 0;
    const stale = new Map<string, readonly unknown[]>();
    const refreshSoon = (...keys: (readonly unknown[])[]) => {
      for (const key of keys) stale.set(key.join(), key);
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        for (const queryKey of stale.values()) void client.invalidateQueries({ queryKey });
        stale.clear();
      }, SOON_MS);
    };
    const refreshLists = () => refreshSoon(['sessions'], ['pending']);
    const stops = [
      onActivity(({ sessionId, event }) => {
        refreshLists();
        if (DELIVERY_NEWS.has(event)) refreshSoon(['deliveries', sessionId]);
      }),
      onSessionEvent((event) => {
        if (DELIVERY_NEWS.has(event.type)) refreshSoon(['deliveries', event.sessionId]);
        if (event.type === 'feedback.updated') refreshLists();
        // A channel that failed may be in trouble now: the selector shows it.
        if (event.type === 'delivery.updated' && event.payload.status === 'FAILED') refreshSoon(['channels']);
      }),
      // Back on line: whatever happened meanwhile was not told.
      lineDownSince.subscribe(() => {
        if (lineDownSince.get() !== null) return;
        refreshLists();
        refreshSoon(['deliveries']);
      }),
    ];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [client]);
};
