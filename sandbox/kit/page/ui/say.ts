import { useSyncExternalStore } from 'react';

const SHOWN_MS = 6_000;
let current: { id: number; text: string } | undefined;
const listeners = new Set<() => void>();

const put = (now: typeof current): void => {
  current = now;
  for (const listener of listeners) listener();
};

/** Tells the person something for a moment: what could not be done, or that it was. */
export const say = (text: string): void => {
  const own = { id: (current?.id ?? 0) + 1, text };
  put(own);
  setTimeout(() => {
    if (current === own) put(undefined);
  }, SHOWN_MS);
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSaid = (): string | undefined => useSyncExternalStore(subscribe, () => current)?.text;
