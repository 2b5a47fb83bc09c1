import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { DateReader } from '../lib/slack-date';
import type { Member, MemberState, SeenChannel } from './types';

/** The workspace as the person one is sees it. */
export interface World extends MemberState {
  nameOf: (userId: string) => string;
  channelName: (channelId: string) => string;
  member: (userId: string) => Member | undefined;
  channel: (channelId: string) => SeenChannel | undefined;
  reader: () => DateReader;
  /** Reads the state anew at once, without waiting to be told of a change. */
  reload: () => void;
}

const WorldContext = createContext<World | undefined>(undefined);

const worldOf = (state: MemberState, reload: () => void): World => {
  const members = new Map(state.members.map((member) => [member.id, member]));
  const channels = new Map(state.channels.map((channel) => [channel.id, channel]));
  return {
    ...state,
    reload,
    member: (id) => members.get(id),
    channel: (id) => channels.get(id),
    nameOf: (id) => members.get(id)?.real_name ?? id,
    channelName: (id) => channels.get(id)?.name ?? 'private-channel',
    reader: () => ({ timeZone: state.me.tz, now: new Date() }),
  };
};

export function WorldProvider({
  state,
  reload,
  children,
}: {
  state: MemberState;
  reload: () => void;
  children: ReactNode;
}) {
  const world = useMemo(() => worldOf(state, reload), [state, reload]);
  return <WorldContext value={world}>{children}</WorldContext>;
}

export const useWorld = (): World => {
  const world = useContext(WorldContext);
  if (!world) throw new Error('useWorld outside of a workspace');
  return world;
};
