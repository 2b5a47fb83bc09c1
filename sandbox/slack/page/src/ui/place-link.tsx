import type { ComponentProps, MouseEvent } from 'react';
import { addressOf, go, type Place, placeWith } from '../data/place';

/** A link to another place of this page: opens in place, or in a new tab if that was asked for. */
export function PlaceLink({ to, onClick, ...rest }: ComponentProps<'a'> & { to: Partial<Place> }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
    onClick?.(event);
  };
  return <a {...rest} href={addressOf(placeWith(to))} onClick={follow} />;
}
