import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { lineDownSince, onActivity } from '@/lib/realtime';

const SOON_MS = 120;

/** Lists follow what happens in any session; a burst of activity is one refresh. */
export const useActivity = () => {
  const client = useQueryClient();
  useEffect(() => {
    let timer = 0;
    const refresh = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        void client.invalidateQueries({ queryKey: ['sessions'] });
        void client.invalidateQueries({ queryKey: ['pending'] });
      }, SOON_MS);
    };
    const stops = [
      onActivity(refresh),
      // Back on line: whatever happened meanwhile was not told.
      lineDownSince.subscribe(() => lineDownSince.get() === null && refresh()),
    ];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [client]);
};
