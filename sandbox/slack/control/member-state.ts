import type { Slack } from '../core.js';
import { COMMANDS } from '../interactivity/commands.js';
import { stackOf } from '../interactivity/views.js';
import type { Channel, Member } from '../model.js';
import { Person } from '../people/person.js';
import { installationOf } from '../workspace/installations.js';

const seenBy =
  ({ id, team_id }: Member) =>
  (channel: Channel): boolean =>
    channel.team_id === team_id && (channel.kind === 'public' || channel.members.includes(id));

/** What a member's own Slack shows. */
export const memberState = (slack: Slack, member: Member): object => {
  const { store } = slack;
  const { data } = store;
  const bot = store.installation(member.team_id)?.bot_user_id ?? null;
  // Looking opens no conversation that was closed: only one that never was is made.
  const dm = bot ? (store.im(member.id, bot)?.id ?? new Person(slack, member).dmChannel()) : null;
  const channels = data.channels.filter(seenBy(member)).map((channel) => ({
    ...channel,
    is_member: channel.members.includes(member.id),
    last_ts: data.messages[channel.id]?.at(-1)?.ts ?? null,
  }));
  return {
    team: store.team(member.team_id),
    me: member,
    app: { botUserId: bot, name: slack.app.name },
    members: data.members.filter(({ team_id }) => team_id === member.team_id),
    ...{ channels, dm, commands: COMMANDS, views: stackOf(slack, member.id) },
    home: data.homes.find(({ user }) => user === member.id)?.view ?? null,
    ephemerals: data.ephemerals.filter(({ to }) => to === member.id),
  };
};

/** What only the sandbox itself knows. */
export const wholeState = (slack: Slack): object => {
  const { data } = slack.store;
  const ofTeam = (id: string) => ({
    members: data.members.filter(({ team_id }) => team_id === id),
    channels: data.channels.filter(({ team_id, kind }) => team_id === id && kind !== 'im'),
  });
  return {
    teams: data.teams.map((team) => ({ ...team, ...ofTeam(team.id) })),
    app: slack.app,
    installations: data.installations
      .filter(({ bot_token }) => !data.deadTokens[bot_token])
      .map(({ team_id }) => installationOf(slack, team_id)),
    ...{
      connection: data.connection,
      sockets: slack.sockets.size,
      settings: data.settings,
      subscriptions: data.subscriptions,
    },
  };
};
