import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson } from '../../kit/index.js';
import type { Mail } from '../core.js';
import { identify } from '../gmail/authorise.js';
import { badCredentials } from '../gmail/errors.js';
import { respond } from '../gmail/respond.js';
import { type Answer, refusal } from '../gmail/spoiled.js';
import { ISSUER, jwkCerts, pemCerts, publishedKeys } from './keys.js';
import { ownerOf, revokeAnswer, revokeGrant, tokenAnswer, tokenInfoAnswer } from './tokens.js';

const MOST_BYTES = 65_536;
const CACHED = { 'cache-control': 'public, max-age=21600, must-revalidate' };

type Endpoint = (mail: Mail, given: URLSearchParams, request: IncomingMessage) => Answer;

const bearer = (request: IncomingMessage): string => (request.headers.authorization ?? '').replace(/^Bearer /i, '');

const userInfo: Endpoint = (mail, _, request) => {
  const box = identify(mail, request.headers.authorization)?.box;
  if (!box) return refusal(badCredentials());
  return { status: 200, body: { sub: box.sub, email: box.email, email_verified: true, name: box.name } };
};

const ENDPOINTS: Readonly<Record<string, readonly [string, Endpoint]>> = {
  '/token': ['oauth.token', tokenAnswer],
  '/revoke': ['oauth.revoke', (mail, given) => revokeAnswer(mail, given.get('token') ?? '')],
  '/tokeninfo': [
    'oauth.tokeninfo',
    (mail, given, request) => tokenInfoAnswer(mail, given.get('access_token') ?? bearer(request)),
  ],
  '/oauth2/v3/userinfo': ['oauth.userinfo', userInfo],
};

const discovery = ({ url }: Mail): object => ({
  issuer: ISSUER,
  authorization_endpoint: `${url}/o/oauth2/v2/auth`,
  token_endpoint: `${url}/token`,
  revocation_endpoint: `${url}/revoke`,
  userinfo_endpoint: `${url}/oauth2/v3/userinfo`,
  jwks_uri: `${url}/oauth2/v3/certs`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  code_challenge_methods_supported: ['plain', 'S256'],
});

const DOCUMENTS: Readonly<Record<string, (mail: Mail) => object>> = {
  '/oauth2/v1/certs': ({ store }) => pemCerts(publishedKeys(store)),
  '/oauth2/v3/certs': ({ store }) => jwkCerts(publishedKeys(store)),
  '/.well-known/openid-configuration': discovery,
};

const mailboxIn = (mail: Mail, given: URLSearchParams): string | null => {
  const token = given.get('refresh_token') ?? given.get('token') ?? given.get('access_token') ?? '';
  return ownerOf(mail, token) ?? null;
};

/** The endpoints of OAuth beside the page. @returns false for every other path */
export const handleOauth = async (
  mail: Mail,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<boolean> => {
  const document = Object.hasOwn(DOCUMENTS, url.pathname) ? DOCUMENTS[url.pathname] : undefined;
  if (document) sendJson(response, 200, document(mail), CACHED);
  const [method, endpoint] = (Object.hasOwn(ENDPOINTS, url.pathname) && ENDPOINTS[url.pathname]) || [];
  if (!method || !endpoint) return document !== undefined;
  const body = new URLSearchParams(await readBody(request, MOST_BYTES));
  const given = new URLSearchParams([...url.searchParams, ...body]);
  const mailbox = mailboxIn(mail, given);
  const fault = mail.faults.takeForCall({ side: 'oauth', method, mailbox: mailbox ?? undefined });
  if (fault?.kind === 'invalid_grant' && mailbox !== null) revokeGrant(mail, mailbox);
  const work = () => endpoint(mail, given, request);
  await respond(mail, { request, response, fault, work, entry: () => ({ method, mailbox }) });
  return true;
};
