import { randomBytes } from 'node:crypto';
import type { Slack } from '../core.js';
import type { InstallationRecord } from '../store/data.js';
import { BOT_SCOPES, DEFAULT_TEAM } from '../store/seed.js';
import type { SlackInstallation } from '../types.js';

const newToken = (teamId: string): string => `xoxb-${teamId}-${randomBytes(18).toString('base64url')}`;

/** The app's member in a workspace: made at its first installation, and the same again at the next. */
const botMember = (slack: Slack, teamId: string) => {
  const { members } = slack.store.data;
  const known = members.find((member) => member.team_id === teamId && member.bot_id?.startsWith('B0PARLEY'));
  if (known) return known;
  const suffix = teamId === DEFAULT_TEAM ? '' : teamId.slice(2);
  const name = slack.app.name.toLowerCase();
  const bot = {
    ...{ id: `U0PARLEY${suffix}`, team_id: teamId, name, real_name: slack.app.name, bot_id: `B0PARLEY${suffix}` },
    ...{ tz: 'America/Los_Angeles', tz_label: 'Pacific Standard Time', tz_offset: -28_800 },
    ...{ is_bot: true, deleted: false, is_restricted: false, is_admin: false },
  };
  members.push(bot);
  return bot;
};

/** Installs the app, or adds scopes to it where it is installed. Each time the same bot, and its token as long as that lives. */
export const install = (slack: Slack, teamId: string, scopes: readonly string[], by: string): InstallationRecord => {
  const { data } = slack.store;
  const bot = botMember(slack, teamId);
  bot.deleted = false;
  const known = slack.store.installation(teamId);
  if (known) {
    known.scopes = [...new Set([...known.scopes, ...scopes])];
    if (data.deadTokens[known.bot_token]) known.bot_token = newToken(teamId);
    slack.store.changed();
    return known;
  }
  const ids = { team_id: teamId, bot_user_id: bot.id, bot_id: bot.bot_id ?? '', bot_token: newToken(teamId) };
  const installation = { ...ids, scopes: [...scopes], installed_by: by };
  data.installations.push(installation);
  slack.store.changed();
  return installation;
};

export const installationOf = (slack: Slack, teamId: string): SlackInstallation => {
  const team = slack.store.team(teamId);
  if (!team) throw new Error(`no workspace ${teamId}`);
  const owner = slack.store.data.members.find((member) => member.team_id === teamId)?.id ?? '';
  const known = slack.store.installation(teamId);
  const isGood = known && !slack.store.data.deadTokens[known.bot_token];
  const record = isGood ? known : install(slack, teamId, known?.scopes ?? BOT_SCOPES, owner);
  return {
    ...{ teamId, teamName: team.name, botToken: record.bot_token },
    ...{ botUserId: record.bot_user_id, botId: record.bot_id, scopes: [...record.scopes] },
  };
};

export const revokeToken = (slack: Slack, teamId: string): void => {
  const installation = slack.store.installation(teamId);
  if (!installation) throw new Error(`the app is not installed in ${teamId}`);
  const tokens = { oauth: [], bot: [installation.bot_user_id] };
  slack.courier.event(teamId, { type: 'tokens_revoked', tokens, event_ts: slack.store.nextTs() });
  slack.store.data.deadTokens[installation.bot_token] = 'token_revoked';
  slack.store.changed();
};

export const uninstall = (slack: Slack, teamId: string): void => {
  const { data } = slack.store;
  const installation = slack.store.installation(teamId);
  if (!installation) throw new Error(`the app is not installed in ${teamId}`);
  const bot = slack.store.member(installation.bot_user_id);
  const tokens = { oauth: [], bot: [installation.bot_user_id] };
  slack.courier.event(teamId, { type: 'tokens_revoked', tokens, event_ts: slack.store.nextTs() });
  slack.courier.event(teamId, { type: 'app_uninstalled', event_ts: slack.store.nextTs() });
  data.deadTokens[installation.bot_token] = 'account_inactive';
  data.installations = data.installations.filter((entry) => entry !== installation);
  if (bot) bot.deleted = true;
  for (const channel of data.channels) {
    if (channel.kind !== 'im') channel.members = channel.members.filter((id) => id !== installation.bot_user_id);
  }
  slack.store.changed({ users: data.members.map(({ id }) => id) });
};
