import { type ComponentProps, useSyncExternalStore } from 'react';
import { createPlace } from '#kit/page';

/** Where one is. */
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

const place = createPlace<Place>(['as', 'channel', 'thread', 'tab', 'drawer', 'parley']);

export const { go } = place;
export const usePlace = (): Place => useSyncExternalStore(place.subscribe, place.now);

export function PlaceLink({ to, ...rest }: ComponentProps<'a'> & { to: Partial<Place> }) {
  return <a {...rest} {...place.linkTo(to)} />;
}
