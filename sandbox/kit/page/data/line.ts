import { useSyncExternalStore } from 'react';

/** A short break is nobody's business. */
const SAID_AFTER_MS = 2_000;

let isDown = false;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

const put = (now: boolean): void => {
  isDown = now;
  for (const listener of listeners) listener();
};

/** The line to the server is there, or broke. */
export const lineIs = (isUp: boolean): void => {
  if (isUp) {
    clearTimeout(timer);
    timer = undefined;
    put(false);
  } else timer ??= setTimeout(() => put(true), SAID_AFTER_MS);
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useIsDown = (): boolean => useSyncExternalStore(subscribe, () => isDown);
