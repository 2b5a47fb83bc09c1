import { SlackError } from '../../errors.js';
import { findMember } from '../find.js';
import { formatMember } from '../format.js';
import { type BotCall, botMethod, type Method } from '../method.js';
import { pageOf } from '../paging.js';

const seesEmail = ({ installation }: BotCall): boolean => installation.scopes.includes('users:read.email');

const info = (call: BotCall): object => ({
  user: formatMember(findMember(call, call.args.required('user', 'user_not_found')), seesEmail(call)),
});

const list = (call: BotCall): object => {
  const all = call.slack.store.data.members.filter(({ team_id }) => team_id === call.team.id);
  const { items, response_metadata } = pageOf(call.args, all);
  return { members: items.map((member) => formatMember(member, seesEmail(call))), cache_ts: 0, response_metadata };
};

/** Finds nobody who left. */
const byEmail = (call: BotCall): object => {
  const email = call.args.required('email', 'users_not_found').toLowerCase();
  const member = call.slack.store.data.members.find(
    (entry) => entry.team_id === call.team.id && entry.email?.toLowerCase() === email && !entry.deleted,
  );
  if (!member) throw new SlackError('users_not_found');
  return { user: formatMember(member, true) };
};

const botInfo = (call: BotCall): object => {
  const id = call.args.text('bot') ?? call.bot.bot_id;
  const bot = call.slack.store.data.members.find((entry) => entry.team_id === call.team.id && entry.bot_id === id);
  if (!bot) throw new SlackError('bot_not_found');
  const isApp = bot.id === call.bot.id;
  const app_id = isApp ? call.slack.app.appId : `A0${bot.name.toUpperCase()}`;
  return { bot: { id, deleted: bot.deleted, name: bot.real_name, updated: 0, app_id, user_id: bot.id } };
};

const teamInfo = (call: BotCall): object => {
  const id = call.args.text('team') ?? call.team.id;
  if (id !== call.team.id) throw new SlackError('team_not_found');
  const { name, domain } = call.team;
  return {
    team: { id, name, domain, email_domain: '', url: `https://${domain}.slack.com/`, icon: { image_default: true } },
  };
};

export const peopleMethods: Record<string, Method> = {
  'users.info': botMethod(['users:read'], info),
  'users.list': botMethod(['users:read'], list),
  'users.lookupByEmail': botMethod(['users:read.email'], byEmail),
  'bots.info': botMethod(['users:read'], botInfo),
  'team.info': botMethod(['team:read'], teamInfo),
};
