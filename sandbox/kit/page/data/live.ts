import { useCallback, useEffect, useRef, useState } from 'react';
import { read, wordsOf } from './control';
import { lineIs } from './line';
import { share } from './share';

/** What changed; null: perhaps anything (the line was down). */
export type Change = Readonly<Record<string, readonly string[]>> | null;

const listeners = new Set<(change: Change) => void>();
let source: EventSource | undefined;

const tell = (change: Change): void => {
  for (const listener of listeners) listener(change);
};

const open = (): void => {
  let wasDown = true;
  const own = new EventSource('/_control/events');
  source = own;
  own.addEventListener('change', ({ data }: MessageEvent<string>) => tell(JSON.parse(data) as Change));
  own.addEventListener('error', () => {
    wasDown = true;
    lineIs(false);
    // The browser itself tries again, unless it was refused.
    if (own.readyState === EventSource.CLOSED) setTimeout(() => source === own && open(), 1_000);
  });
  own.addEventListener('open', () => {
    lineIs(true);
    if (wasDown) tell(null);
    wasDown = false;
  });
};

// A browser has few lines to one place: a page nobody looks at gives its own back, and reads anew when it is looked at.
const follow = (): void => {
  if (document.hidden) {
    source?.close();
    source = undefined;
  } else if (!source) open();
};

const onChange = (listener: (change: Change) => void): (() => void) => {
  if (listeners.size === 0) {
    document.addEventListener('visibilitychange', follow);
    follow();
  }
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
