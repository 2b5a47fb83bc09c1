import { useEffect, useReducer, useRef } from 'react';

/** The current time, refreshed while the screen shows. One timer per interval serves every reader. */
const timers = new Map<number, { listeners: Set<() => void>; id: number }>();

const every = (interval: number, listener: () => void) => {
  let timer = timers.get(interval);
  if (!timer) {
    const listeners = new Set<() => void>();
    const id = window.setInterval(() => {
      for (const run of [...listeners]) run();
    }, interval);
    timer = { listeners, id };
    timers.set(interval, timer);
  }
  const current = timer;
  current.listeners.add(listener);
  return () => {
    current.listeners.delete(listener);
    if (current.listeners.size > 0) return;
    clearInterval(current.id);
    timers.delete(interval);
  };
};

/** @param interval milliseconds between refreshes, 0 for none */
export const useNow = (interval = 30_000): number => {
  const [, refresh] = useReducer((count: number) => count + 1, 0);
  const now = useRef(0);
  useEffect(() => (interval > 0 ? every(interval, refresh) : undefined), [interval]);
  now.current = Date.now();
  return now.current;
};
