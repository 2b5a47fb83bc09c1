import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../../kit/index.js';
import type { Slack } from '../core.js';
import { BOT_SCOPES } from '../store/seed.js';
import { type Asked, authorizePage, errorPage } from './page.js';

const MOST_BYTES = 65_536;
/** Scopes a bot can ask for beside those that it has in the sandbox. */
const MORE_SCOPES = ['chat:write.public', 'chat:write.customize', 'files:read', 'mpim:read', 'mpim:write'];
const KNOWN_SCOPES = [...BOT_SCOPES, ...MORE_SCOPES];

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** What the app asks for, or why Slack will not even show it. */
const readAsked = (slack: Slack, given: URLSearchParams): Asked | { error: string } => {
  const scopes = (given.get('scope') ?? '').split(/[ ,]+/).filter(Boolean);
  const redirectUri = given.get('redirect_uri');
  if (given.get('client_id') !== slack.app.clientId) return { error: 'invalid_client_id' };
  if (scopes.length === 0 || scopes.some((scope) => !KNOWN_SCOPES.includes(scope))) return { error: 'invalid_scope' };
  if (redirectUri === null || !isWebAddress(redirectUri)) return { error: 'bad_redirect_uri' };
  return { scopes, redirectUri, state: given.get('state') ?? '', team: given.get('team') };
};

const html = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(text);
};

const decide = (slack: Slack, { scopes, redirectUri, state }: Asked, given: URLSearchParams): string => {
  const back = new URL(redirectUri as string);
  const member = slack.store.member(given.get('user') ?? '');
  const isAllowed = given.get('decision') === 'allow' && member && !member.is_bot && !member.deleted;
  if (isAllowed) {
    const grant = { team: member.team_id, user: member.id, scopes, redirectUri };
    back.searchParams.set('code', slack.codes.issue(grant));
  } else back.searchParams.set('error', 'access_denied');
  back.searchParams.set('state', state);
  return back.href;
};

/** `/oauth/v2/authorize`: asks, and sends the person back with a code or with `access_denied`. */
export const handleAuthorize = async (
  slack: Slack,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const isDecision = request.method === 'POST';
  const given = isDecision ? new URLSearchParams(await readBody(request, MOST_BYTES)) : url.searchParams;
  const asked = readAsked(slack, given);
  if ('error' in asked) html(response, 400, errorPage(asked.error));
  else if (!isDecision) html(response, 200, authorizePage(slack, asked));
  else response.writeHead(302, { location: decide(slack, asked, given) }).end();
};
