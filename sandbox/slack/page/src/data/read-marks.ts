import { useSyncExternalStore } from 'react';

/** Up to which message somebody has read each channel, kept by this browser. */
type Marks = Readonly<Record<string, string>>;

const KEY = 'local-slack.read';
const listeners = new Set<() => void>();

const load = (): Marks => {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Marks;
  } catch {
    return {};
  }
};

let marks = load();

window.addEventListener('storage', ({ key }) => {
  if (key !== KEY) return;
  marks = load();
  for (const listener of listeners) listener();
});

export const markRead = (user: string, channel: string, ts: string): void => {
  const key = `${user}/${channel}`;
  if ((marks[key] ?? '') >= ts) return;
  marks = { ...load(), [key]: ts };
  try {
    localStorage.setItem(KEY, JSON.stringify(marks));
  } catch {
    // A browser that keeps nothing shows more marks than it should; that is all.
  }
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useReadMark = (user: string, channel: string): string =>
  useSyncExternalStore(subscribe, () => marks[`${user}/${channel}`] ?? '');
