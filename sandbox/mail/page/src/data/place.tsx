import { type ComponentProps, useSyncExternalStore } from 'react';
import { createPlace } from '#kit/page';

/** Where one is. */
export interface Place {
  /** Whose mailbox it is. */
  as: string | null;
  /** INBOX by default. */
  label: string | null;
  /** The conversation that is open. */
  thread: string | null;
  /** A new mail is being written. */
  write: 'new' | null;
  drawer: 'trouble' | null;
  /** Where Parley itself is, for the way back. */
  parley: string | null;
}

const place = createPlace<Place>(['as', 'label', 'thread', 'write', 'drawer', 'parley']);

export const { go } = place;
export const usePlace = (): Place => useSyncExternalStore(place.subscribe, place.now);

export function PlaceLink({ to, ...rest }: ComponentProps<'a'> & { to: Partial<Place> }) {
  return <a {...rest} {...place.linkTo(to)} />;
}
