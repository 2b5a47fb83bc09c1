import { timingSafeEqual } from 'node:crypto';
import { SlackError } from '../../errors.js';
import { install, revokeToken, uninstall } from '../../workspace/installations.js';
import { type BotCall, botMethod, type Method, type OpenCall } from '../method.js';

const isEqual = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** By HTTP Basic or in the body. @throws SlackError invalid_client_id, bad_client_secret */
const checkClient = ({ slack, args, authorization }: OpenCall): void => {
  const [, encoded = ''] = /^Basic (.+)$/i.exec(authorization ?? '') ?? [];
  const [id, secret] = encoded
    ? Buffer.from(encoded, 'base64').toString().split(':')
    : [args.text('client_id'), args.text('client_secret')];
  if (id !== slack.app.clientId) throw new SlackError('invalid_client_id');
  if (!isEqual(secret ?? '', slack.app.clientSecret)) throw new SlackError('bad_client_secret');
};

/** https://docs.slack.dev/reference/methods/oauth.v2.access */
const access = (call: OpenCall): object => {
  const { slack, args } = call;
  checkClient(call);
  if (args.text('grant_type') === 'refresh_token') throw new SlackError('invalid_refresh_token');
  const grant = slack.codes.take(args.required('code', 'invalid_code'));
  if (!grant) throw new SlackError('invalid_code');
  if ((args.text('redirect_uri') ?? null) !== grant.redirectUri) throw new SlackError('bad_redirect_uri');
  const record = install(slack, grant.team, grant.scopes, grant.user);
  return {
    ...{ app_id: slack.app.appId, authed_user: { id: grant.user }, scope: record.scopes.join(','), token_type: 'bot' },
    ...{ access_token: record.bot_token, bot_user_id: record.bot_user_id },
    ...{
      team: { id: grant.team, name: slack.store.team(grant.team)?.name },
      enterprise: null,
      is_enterprise_install: false,
    },
  };
};

const authTest = ({ team, bot }: BotCall): object => ({
  ...{ url: `https://${team.domain}.slack.com/`, team: team.name, user: bot.name, team_id: team.id },
  ...{ user_id: bot.id, bot_id: bot.bot_id, is_enterprise_install: false },
});

const revoke = ({ slack, args, team }: BotCall): object => {
  if (args.flag('test')) return { revoked: false };
  revokeToken(slack, team.id);
  return { revoked: true };
};

const uninstallApp = (call: BotCall): object => {
  const { slack, args, team } = call;
  if (args.text('client_id') !== slack.app.clientId) throw new SlackError('invalid_client_id');
  if (!isEqual(args.text('client_secret') ?? '', slack.app.clientSecret)) throw new SlackError('bad_client_secret');
  uninstall(slack, team.id);
  return {};
};

const openConnection = ({ slack }: OpenCall): object => {
  const query = new URLSearchParams({ ticket: slack.sockets.newTicket(), app_id: slack.app.appId });
  return { url: `${slack.url.replace(/^http/, 'ws')}/link/?${query}` };
};

const apiTest = ({ args }: OpenCall): object => {
  const { token: _, ...given } = args.raw;
  if (args.text('error') !== undefined) throw new SlackError(args.text('error') as string, { args: given });
  return { args: given };
};

export const appMethods: Record<string, Method> = {
  'api.test': { token: 'none', run: apiTest },
  'auth.test': botMethod([], authTest),
  'auth.revoke': botMethod([], revoke),
  'apps.uninstall': botMethod([], uninstallApp),
  'apps.connections.open': { token: 'app', run: openConnection },
  'oauth.v2.access': { token: 'none', run: access },
};
