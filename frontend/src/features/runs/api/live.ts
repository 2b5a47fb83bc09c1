import type { RunView } from '@parley/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { lineDownSince, onActivity, resubscribe, subscribeSession } from '@/lib/realtime';
import { createThrottle } from '../throttle';
import { RUN_LIST, runKey } from './runs';

const RUN_MS = 400;
const LIST_MS = 1_500;
const RETRY_MS = 2_000;

/** The run is fetched anew when its session tells of something; a burst is one look. */
export const useLiveRun = (run: RunView | undefined) => {
  const client = useQueryClient();
  const { id, sessionId } = run ?? {};
  const seen = useRef(0);
  seen.current = Math.max(seen.current, run?.lastSeq ?? 0);
  useEffect(() => {
    if (!id || !sessionId) return;
    const look = createThrottle(() => void client.invalidateQueries({ queryKey: runKey(id) }), RUN_MS);
    let retry = 0;
    const stop = subscribeSession(sessionId, {
      cursor: () => seen.current,
      onEvent: ({ seq }) => {
        seen.current = Math.max(seen.current, seq);
        look.soon();
      },
      onDelta: () => undefined,
      onRefused: (problem) => {
        retry = window.setTimeout(() => resubscribe(sessionId), (problem.retryAfter ?? 0) * 1_000 || RETRY_MS);
      },
    });
    return () => {
      clearTimeout(retry);
      look.stop();
      stop();
    };
  }, [client, id, sessionId]);
};

const CHANGES_RUNS: ReadonlySet<string> = new Set(['run.updated', 'feedback.requested', 'feedback.settled']);

/** The same for the list, which no session's own events reach. */
export const useLiveList = () => {
  const client = useQueryClient();
  useEffect(() => {
    const look = createThrottle(() => void client.invalidateQueries({ queryKey: [RUN_LIST] }), LIST_MS);
    const stops = [
      onActivity(({ event }) => CHANGES_RUNS.has(event) && look.soon()),
      // Back on line: what happened meanwhile was not told.
      lineDownSince.subscribe(() => lineDownSince.get() === null && look.soon()),
      look.stop,
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client]);
};
