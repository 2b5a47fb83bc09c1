import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../../kit/index.js';
import type { Mail } from '../core.js';
import { isSignIn, KNOWN_SCOPES } from '../gmail/scopes.js';
import { authorizePage, errorPage } from './page.js';

const MOST_BYTES = 65_536;

interface Asked {
  scopes: string[];
  redirectUri: string;
  given: URLSearchParams;
}

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** What the app asks for, or why Google will not even show it. */
const readAsked = (mail: Mail, given: URLSearchParams): Asked | { error: string } => {
  const scopes = (given.get('scope') ?? '').split(' ').filter(Boolean);
  const redirectUri = given.get('redirect_uri') ?? '';
  if (given.get('client_id') !== mail.app.clientId) return { error: 'invalid_client' };
  if (!isWebAddress(redirectUri)) return { error: 'redirect_uri_mismatch' };
  if (given.get('response_type') !== 'code') return { error: 'unsupported_response_type' };
  if (scopes.length === 0 || scopes.some((scope) => !KNOWN_SCOPES.includes(scope))) return { error: 'invalid_scope' };
  const method = given.get('code_challenge_method') ?? 'plain';
  if (given.has('code_challenge') && !['S256', 'plain'].includes(method)) return { error: 'invalid_request' };
  return { scopes, redirectUri, given };
};

const html = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(text);
};

const show = (mail: Mail, { scopes, given }: Asked): string =>
  authorizePage({
    app: 'Parley',
    accounts: mail.store.data.mailboxes.filter(({ server }) => server === 'gmail'),
    hint: given.get('login_hint'),
    scopes,
    fields: [...given.entries()],
  });

/** Google gives a refresh token the first time, and later only to who asks for consent again. */
const getsRefreshToken = (mail: Mail, given: URLSearchParams, email: string): boolean => {
  const isKnown = Object.values(mail.store.data.refreshTokens).some((grant) => grant.email === email);
  return given.get('access_type') === 'offline' && (!isKnown || (given.get('prompt') ?? '').includes('consent'));
};

const decide = (mail: Mail, { scopes, redirectUri, given }: Asked, decision: URLSearchParams): string => {
  const back = new URL(redirectUri);
  const state = given.get('state');
  if (state !== null) back.searchParams.set('state', state);
  const box = mail.store.mailbox(decision.get('account') ?? '');
  const granted = scopes.filter((scope) => isSignIn(scope) || decision.getAll('granted').includes(scope));
  if (decision.get('decision') !== 'allow' || box?.server !== 'gmail') {
    back.searchParams.set('error', 'access_denied');
    return back.href;
  }
  const code = mail.codes.issue({
    ...{ email: box.email, scopes: granted, redirectUri, offline: getsRefreshToken(mail, given, box.email) },
    ...{ challenge: given.get('code_challenge'), challengeMethod: given.get('code_challenge_method') ?? 'plain' },
    nonce: given.get('nonce'),
  });
  back.searchParams.set('code', code);
  back.searchParams.set('scope', granted.join(' '));
  return back.href;
};

const DECISION = ['decision', 'account', 'granted'];

/** `/o/oauth2/v2/auth`: asks, and sends the person back with a code or with `access_denied`. */
export const handleAuthorize = async (
  mail: Mail,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const isDecision = request.method === 'POST';
  const all = isDecision ? new URLSearchParams(await readBody(request, MOST_BYTES)) : url.searchParams;
  const asked = readAsked(mail, new URLSearchParams([...all].filter(([name]) => !DECISION.includes(name))));
  if ('error' in asked) html(response, 400, errorPage(asked.error));
  else if (!isDecision) html(response, 200, show(mail, asked));
  else response.writeHead(302, { location: decide(mail, asked, all) }).end();
};
