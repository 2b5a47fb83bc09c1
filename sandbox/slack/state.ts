import type { Slack } from './core.js';
import { stackOf } from './interactivity/views.js';
import type { SlackState } from './types.js';

/** Copies: what is read here cannot be changed from outside. */
export const readAccess = (slack: Slack): SlackState => {
  const { store } = slack;
  const { data } = store;
  const ofTeam = <T extends { team_id: string }>(all: readonly T[], teamId: string | undefined): T[] =>
    structuredClone(all.filter((entry) => teamId === undefined || entry.team_id === teamId));
  return {
    teams: () => data.teams.map(({ id, name, domain }) => ({ id, name, domain })),
    members: (teamId) => ofTeam(data.members, teamId),
    channels: (teamId) => ofTeam(data.channels, teamId),
    channel: (id) => structuredClone(store.channel(id)),
    messages: (id) => structuredClone(data.messages[id] ?? []),
    thread: (id, ts) =>
      structuredClone((data.messages[id] ?? []).filter((message) => message.ts === ts || message.thread_ts === ts)),
    ephemerals: (user) => structuredClone(data.ephemerals.filter(({ to }) => to === user)),
    views: (user) => structuredClone(stackOf(slack, user)),
    home: (user) => structuredClone(data.homes.find((entry) => entry.user === user)?.view),
    sockets: () => slack.sockets.size,
  };
};
