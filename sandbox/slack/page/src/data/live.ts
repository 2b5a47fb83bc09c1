import { useCallback, useEffect, useRef, useState } from 'react';
import { share } from '../lib/share';
import { read, wordsOf } from './control';

/** What changed; null: perhaps anything (the line was down). */
export type Change = { channels: string[]; users: string[] } | null;

const listeners = new Set<(change: Change) => void>();
let source: EventSource | undefined;
let wasDown = false;

const tell = (change: Change): void => {
  for (const listener of listeners) listener(change);
};

const open = (): void => {
  source = new EventSource('/_control/events');
  source.addEventListener('change', ({ data }: MessageEvent<string>) => tell(JSON.parse(data) as Change));
  source.addEventListener('error', () => {
    wasDown = true;
    // The browser itself tries again, unless it was refused.
    if (source?.readyState === EventSource.CLOSED) setTimeout(open, 1_000);
  });
  source.addEventListener('open', () => {
    if (wasDown) tell(null);
    wasDown = false;
  });
};

const onChange = (listener: (change: Change) => void): (() => void) => {
  if (!source) open();
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export interface Live<T> {
  data: T | undefined;
  problem: string | undefined;
  reload: () => void;
}

const always = (): boolean => true;

/** What a control route gives, read again when something changed that concerns it. One request at a time. */
export const useLive = <T>(path: string | null, concerns: (change: Change) => boolean = always): Live<T> => {
  const [held, setHeld] = useState<{ path: string; data?: T; problem?: string }>();
  const loading = useRef<{ path: string; again: boolean } | null>(null);

  const reload = useCallback(() => {
    if (path === null) return;
    if (loading.current?.path === path) {
      loading.current.again = true;
      return;
    }
    const own = { path, again: false };
    loading.current = own;
    const settle = (now: { data?: T; problem?: string }) => {
      if (loading.current !== own) return;
      loading.current = null;
      setHeld((before) =>
        before?.path === path ? share(before, { ...before, problem: undefined, ...now }) : { path, ...now },
      );
      if (own.again) reload();
    };
    read<T>(path).then(
      (data) => settle({ data }),
      (error) => settle({ problem: wordsOf(error) }),
    );
  }, [path]);

  useEffect(() => {
    reload();
    return onChange((change) => {
      if (concerns(change)) reload();
    });
  }, [reload, concerns]);

  const current = held?.path === path ? held : undefined;
  return { data: current?.data, problem: current?.problem, reload };
};
