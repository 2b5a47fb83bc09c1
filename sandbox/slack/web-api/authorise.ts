import type { Slack } from '../core.js';
import { SlackError } from '../errors.js';
import type { CallEntry } from '../ledger.js';
import type { BotCaller, Method } from './method.js';

export type Caller =
  | { kind: 'bot'; bot: BotCaller }
  | { kind: 'app' }
  | { kind: 'none' }
  | { kind: 'refused'; token: CallEntry['token']; team: string | null; error: string };

const refused = (error: string, token: CallEntry['token'] = 'unknown', team: string | null = null): Caller => ({
  kind: 'refused',
  ...{ error, token, team },
});

const botCaller = ({ store }: Slack, token: string): Caller => {
  const dead = store.data.deadTokens[token];
  const installation = store.data.installations.find((entry) => entry.bot_token === token);
  if (dead) return refused(dead, 'bot', installation?.team_id ?? null);
  if (!installation) return refused('invalid_auth');
  const [team, bot] = [store.team(installation.team_id), store.member(installation.bot_user_id)];
  if (!team || !bot || team.disabled) return refused('account_inactive', 'bot', installation.team_id);
  return { kind: 'bot', bot: { team, installation, bot } };
};

/** Whose token it is: in the header, or `token` in a form. */
export const identify = (slack: Slack, authorization: string | undefined, inBody: string | undefined): Caller => {
  const [, bearer] = /^Bearer (.+)$/i.exec(authorization ?? '') ?? [];
  const token = bearer?.trim() ?? inBody;
  if (!token) return { kind: 'none' };
  return token === slack.app.appToken ? { kind: 'app' } : botCaller(slack, token);
};

/** @throws SlackError when this caller cannot use a method of that kind at all */
export const checkTokenKind = (method: Method, caller: Caller): void => {
  if (method.token === 'none') return;
  if (caller.kind === 'none') throw new SlackError('not_authed');
  if (caller.kind === 'refused') throw new SlackError(caller.error);
  if (caller.kind !== method.token) throw new SlackError('not_allowed_token_type');
};

/** @throws SlackError missing_scope */
export const checkScopes = (needed: readonly string[], granted: readonly string[]): void => {
  const missing = needed.filter((scope) => !granted.includes(scope));
  if (missing.length > 0)
    throw new SlackError('missing_scope', { needed: needed.join(','), provided: granted.join(',') });
};
