import { createHash, randomBytes } from 'node:crypto';
import type { Mail } from '../core.js';
import type { Answer } from '../gmail/spoiled.js';
import type { Grant } from './codes.js';
import { signedJwt } from './keys.js';

const refuse = (status: number, error: string, error_description: string): Answer => ({
  ...{ status, body: { error, error_description } },
});

const random = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** A new access token. */
export const issueAccess = ({ store }: Mail, email: string, scopes: readonly string[]) => {
  const { accessTokenSeconds: expires_in } = store.data.settings;
  const access_token = `ya29.a0${random(48)}`;
  store.data.accessTokens[access_token] = { email, scopes: [...scopes], expires: Date.now() + expires_in * 1_000 };
  store.changed();
  return { access_token, expires_in, scope: scopes.join(' '), token_type: 'Bearer' };
};

export const issueRefresh = ({ store }: Mail, email: string, scopes: readonly string[]): string => {
  const token = `1//0${random(48)}`;
  store.data.refreshTokens[token] = { email, scopes: [...scopes] };
  store.changed();
  return token;
};

const idToken = (mail: Mail, { email, nonce, scopes }: Grant): object => {
  const [key, box] = [mail.store.data.keys[0], mail.store.mailbox(email)];
  if (!key || !box || !scopes.some((scope) => scope === 'openid')) return {};
  const { clientId } = mail.app;
  const claims = { aud: clientId, azp: clientId, sub: box.sub, hd: email.split('@')[1], email, email_verified: true };
  return { id_token: signedJwt(key, { ...claims, name: box.name, ...(nonce !== null && { nonce }) }) };
};

const isProved = ({ challenge, challengeMethod }: Grant, verifier: string): boolean => {
  if (challenge === null) return true;
  const shown = challengeMethod === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
  return shown === challenge;
};

const byCode = (mail: Mail, given: URLSearchParams): Answer => {
  const grant = mail.codes.take(given.get('code') ?? '');
  if (!grant) return refuse(400, 'invalid_grant', 'Malformed auth code.');
  if (grant.redirectUri !== given.get('redirect_uri')) return refuse(400, 'redirect_uri_mismatch', 'Bad Request');
  if (!isProved(grant, given.get('code_verifier') ?? '')) return refuse(400, 'invalid_grant', 'Invalid code verifier.');
  const refresh = grant.offline ? { refresh_token: issueRefresh(mail, grant.email, grant.scopes) } : {};
  return {
    status: 200,
    body: { ...issueAccess(mail, grant.email, grant.scopes), ...refresh, ...idToken(mail, grant) },
  };
};

const byRefreshToken = (mail: Mail, given: URLSearchParams): Answer => {
  const { refreshTokens } = mail.store.data;
  const token = given.get('refresh_token') ?? '';
  const grant = Object.hasOwn(refreshTokens, token) ? refreshTokens[token] : undefined;
  if (!grant) return refuse(400, 'invalid_grant', 'Token has been expired or revoked.');
  return { status: 200, body: issueAccess(mail, grant.email, grant.scopes) };
};

/** `/token` */
export const tokenAnswer = (mail: Mail, given: URLSearchParams): Answer => {
  if (given.get('client_id') !== mail.app.clientId)
    return refuse(401, 'invalid_client', 'The OAuth client was not found.');
  if (given.get('client_secret') !== mail.app.clientSecret) return refuse(401, 'invalid_client', 'Unauthorized');
  if (given.get('grant_type') === 'authorization_code') return byCode(mail, given);
  if (given.get('grant_type') === 'refresh_token') return byRefreshToken(mail, given);
  return refuse(400, 'unsupported_grant_type', 'Invalid grant_type');
};

/** Whose token this is, of either kind. */
export const ownerOf = ({ store: { data } }: Mail, token: string): string | undefined => {
  if (Object.hasOwn(data.accessTokens, token)) return data.accessTokens[token]?.email;
  return Object.hasOwn(data.refreshTokens, token) ? data.refreshTokens[token]?.email : undefined;
};

/** All that the app was given for this mailbox is worth nothing from now on. */
export const revokeGrant = ({ store }: Mail, email: string): void => {
  for (const tokens of [store.data.accessTokens, store.data.refreshTokens]) {
    for (const [token, grant] of Object.entries(tokens)) if (grant.email === email) delete tokens[token];
  }
  store.changed();
};

/** `/revoke` takes either token, and both are gone. */
export const revokeAnswer = (mail: Mail, token: string): Answer => {
  const email = ownerOf(mail, token);
  if (email === undefined) return refuse(400, 'invalid_token', 'Token expired or revoked');
  revokeGrant(mail, email);
  return { status: 200, body: {} };
};

/** `/tokeninfo` */
export const tokenInfoAnswer = (mail: Mail, token: string): Answer => {
  const { accessTokens } = mail.store.data;
  const known = Object.hasOwn(accessTokens, token) ? accessTokens[token] : undefined;
  if (!known || known.expires <= Date.now()) return refuse(400, 'invalid_token', 'Invalid Value');
  const { clientId } = mail.app;
  const exp = Math.floor(known.expires / 1_000);
  const left = Math.floor((known.expires - Date.now()) / 1_000);
  const box = mail.store.mailbox(known.email);
  return {
    status: 200,
    body: {
      ...{ azp: clientId, aud: clientId, sub: box?.sub, scope: known.scopes.join(' '), exp: String(exp) },
      ...{ expires_in: String(left), email: known.email, email_verified: 'true', access_type: 'offline' },
    },
  };
};
