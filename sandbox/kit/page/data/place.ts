import type { MouseEvent } from 'react';

type AnyPlace<P> = { [Name in keyof P]: string | null };

/**
 * Where one is on a page. It stands in the address, so that a link opens exactly this place.
 *
 * @param names of the parts of the address, in its order
 */
export const createPlace = <P extends AnyPlace<P>>(names: readonly (keyof P & string)[]) => {
  const readPlace = (search: string): P => {
    const query = new URLSearchParams(search);
    return Object.fromEntries(names.map((name) => [name, query.get(name)])) as unknown as P;
  };

  const addressOf = (place: P): string => {
    const query = new URLSearchParams();
    for (const name of names) if (place[name]) query.set(name, place[name] as string);
    return `/?${query}`;
  };

  let current = readPlace(location.search);
  const listeners = new Set<() => void>();

  const changeTo = (place: P): void => {
    current = place;
    for (const listener of listeners) listener();
  };

  window.addEventListener('popstate', () => changeTo(readPlace(location.search)));

  const placeWith = (change: Partial<P>): P => ({ ...current, ...change });

  const go = (change: Partial<P>): void => {
    const place = placeWith(change);
    const address = addressOf(place);
    if (address !== `${location.pathname}${location.search}`) history.pushState(null, '', address);
    changeTo(place);
  };

  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  const now = (): P => current;

  /** What makes a link lead to another place of this page: in place, or in a new tab if that was asked for. */
  const linkTo = (to: Partial<P>) => ({
    href: addressOf(placeWith(to)),
    onClick: (event: MouseEvent<HTMLAnchorElement>): void => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      go(to);
    },
  });

  return { go, subscribe, now, linkTo };
};
