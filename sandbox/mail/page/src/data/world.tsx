import { createContext, useContext } from 'react';
import type { MailboxState, WholeState } from './types';

/** The mailbox one is in, and what is around it. */
export interface World extends MailboxState {
  whole: WholeState;
  /** Reads the mailbox anew at once, without waiting to be told of a change. */
  reload: () => void;
}

const WorldContext = createContext<World | undefined>(undefined);

export const WorldProvider = WorldContext.Provider;

export const useWorld = (): World => {
  const world = useContext(WorldContext);
  if (!world) throw new Error('useWorld outside of a mailbox');
  return world;
};
