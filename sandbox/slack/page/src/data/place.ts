import { useSyncExternalStore } from 'react';

/** Where one is. It stands in the address, so that a link opens exactly this place. */
export interface Place {
  /** Whom one is. */
  as: string | null;
  channel: string | null;
  /** The ts of the message whose thread is open. */
  thread: string | null;
  tab: 'home' | null;
  drawer: 'trouble' | null;
  /** Where Parley itself is, for the way back. */
  parley: string | null;
}

const NAMES = ['as', 'channel', 'thread', 'tab', 'drawer', 'parley'] as const;

const readPlace = (search: string): Place => {
  const query = new URLSearchParams(search);
  return Object.fromEntries(NAMES.map((name) => [name, query.get(name)])) as unknown as Place;
};

export const addressOf = (place: Place): string => {
  const query = new URLSearchParams();
  for (const name of NAMES) if (place[name]) query.set(name, place[name]);
  return `/?${query}`;
};

let current = readPlace(location.search);
const listeners = new Set<() => void>();

const changeTo = (place: Place): void => {
  current = place;
  for (const listener of listeners) listener();
};

window.addEventListener('popstate', () => changeTo(readPlace(location.search)));

export const placeWith = (change: Partial<Place>): Place => ({ ...current, ...change });

export const go = (change: Partial<Place>): void => {
  const place = placeWith(change);
  const address = addressOf(place);
  if (address !== `${location.pathname}${location.search}`) history.pushState(null, '', address);
  changeTo(place);
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const usePlace = (): Place => useSyncExternalStore(subscribe, () => current);
