import { CodeChallengeMethod } from 'google-auth-library';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCOPES } from '../gmail/scopes.js';
import { startMailSandbox } from '../index.js';
import type { MailSandbox } from '../types.js';
import { clientFor, failureOf, oauthFor, PARLEY } from './gmail-client.js';

let sandbox: MailSandbox;
beforeEach(async () => {
  sandbox = await startMailSandbox();
});
afterEach(() => sandbox.close());

const unescaped = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');

interface Decision {
  decision?: 'allow' | 'cancel';
  account?: string;
  /** Scopes that stay ticked; default: all. */
  granted?: readonly string[];
}

/** Presses a button of the page that one is sent to. */
const decide = async (url: string, { decision = 'allow', account = PARLEY, granted }: Decision = {}): Promise<URL> => {
  const page = await (await fetch(url)).text();
  const hidden = [...page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)];
  const ticked = [...page.matchAll(/name="granted" value="([^"]*)"/g)].map(([, scope = '']) => scope);
  const fields = hidden.map(([, name = '', value = '']): [string, string] => [name, unescaped(value)]);
  const scopes = (granted ?? ticked).map((scope): [string, string] => ['granted', scope]);
  const body = new URLSearchParams([...fields, ...scopes, ['account', account], ['decision', decision]]);
  const answer = await fetch(url.split('?')[0] as string, { method: 'POST', body, redirect: 'manual' });
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get('location') ?? '');
};

const scope = ['openid', 'email', SCOPES.modify, SCOPES.send];
const asked = { access_type: 'offline', prompt: 'consent', scope, state: 's-1' };
const codeIn = (back: URL): string => back.searchParams.get('code') ?? '';

describe('the way from the page to a token', () => {
  it('works with PKCE, and the id_token says who it is', async () => {
    const oauth = oauthFor(sandbox);
    const { codeVerifier, codeChallenge = '' } = await oauth.generateCodeVerifierAsync();
    const proof = { code_challenge: codeChallenge, code_challenge_method: CodeChallengeMethod.S256 };
    const back = await decide(oauth.generateAuthUrl({ ...asked, ...proof, nonce: 'n-1' }));
    expect([back.origin, back.searchParams.get('state')]).toEqual(['http://localhost:9', 's-1']);
    const { tokens } = await oauth.getToken({ code: codeIn(back), codeVerifier });
    expect(tokens).toMatchObject({ refresh_token: expect.any(String), scope: scope.join(' '), token_type: 'Bearer' });
    const idToken = tokens.id_token as string;
    const ticket = await oauth.verifyIdToken({ idToken, audience: sandbox.app.clientId });
    expect(ticket.getPayload()).toMatchObject({ email: PARLEY, email_verified: true, nonce: 'n-1', name: 'Parley' });
    const other = oauth.verifyIdToken({ idToken, audience: 'somebody-else' });
    await expect(other).rejects.toThrow('Wrong recipient');
    const info = await oauth.getTokenInfo(tokens.access_token as string);
    expect(info).toMatchObject({ email: PARLEY, aud: sandbox.app.clientId, scopes: scope });
    const gmail = clientFor(sandbox, { accessToken: tokens.access_token as string });
    expect((await gmail.users.getProfile({ userId: 'me' })).data.emailAddress).toBe(PARLEY);
  });

  it('takes a code once, with its verifier and its address', async () => {
    const oauth = oauthFor(sandbox);
    const { codeVerifier, codeChallenge = '' } = await oauth.generateCodeVerifierAsync();
    const url = oauth.generateAuthUrl({
      ...asked,
      ...{ code_challenge: codeChallenge, code_challenge_method: CodeChallengeMethod.S256 },
    });
    const wrong = oauth.getToken({ code: codeIn(await decide(url)), codeVerifier: 'another' });
    expect((await failureOf(wrong)).reason).toBe('invalid_grant');
    const elsewhere = oauth.getToken({
      code: codeIn(await decide(url)),
      codeVerifier,
      redirect_uri: 'http://localhost:9/no',
    });
    expect((await failureOf(elsewhere)).reason).toBe('redirect_uri_mismatch');
    const code = codeIn(await decide(url));
    await oauth.getToken({ code, codeVerifier });
    expect((await failureOf(oauth.getToken({ code, codeVerifier }))).reason).toBe('invalid_grant');
  });

  it('gives only what was ticked, and a refresh token only to who asks offline', async () => {
    const oauth = oauthFor(sandbox);
    const back = await decide(oauth.generateAuthUrl(asked), { granted: [SCOPES.send], account: 'mira@acme.example' });
    const { tokens } = await oauth.getToken(codeIn(back));
    expect(tokens.scope).toBe(`openid email ${SCOPES.send}`);
    const again = await decide(oauth.generateAuthUrl({ ...asked, prompt: 'none' }), { account: 'mira@acme.example' });
    expect((await oauth.getToken(codeIn(again))).tokens.refresh_token).toBeUndefined();
    const online = await decide(oauth.generateAuthUrl({ ...asked, access_type: 'online' }));
    expect((await oauth.getToken(codeIn(online))).tokens.refresh_token).toBeUndefined();
  });

  it('ends with access_denied, or before it begins', async () => {
    const oauth = oauthFor(sandbox);
    const denied = await decide(oauth.generateAuthUrl(asked), { decision: 'cancel' });
    expect(Object.fromEntries(denied.searchParams)).toEqual({ state: 's-1', error: 'access_denied' });
    const elsewhere = await decide(oauth.generateAuthUrl(asked), { account: 'noa@acme.example' }); // not on Gmail
    expect(elsewhere.searchParams.get('error')).toBe('access_denied');
    for (const [more, error] of [
      [{ client_id: 'other' }, 'invalid_client'],
      [{ scope: 'everything' }, 'invalid_scope'],
      [{ redirect_uri: 'javascript:alert(1)' }, 'redirect_uri_mismatch'],
    ] as const) {
      const answer = await fetch(oauth.generateAuthUrl({ ...asked, ...more }));
      expect([answer.status, (await answer.text()).includes(error)]).toEqual([400, true]);
    }
    const headers = { origin: 'http://evil.example' };
    const body = new URLSearchParams({ decision: 'allow' });
    const foreign = await fetch(sandbox.endpoints.oauth2AuthBaseUrl, { method: 'POST', body, headers });
    expect(foreign.status).toBe(403);
  });
});

describe('tokens', () => {
  it('are renewed by the SDK when they are over', async () => {
    const gmail = clientFor(sandbox, sandbox.grant());
    sandbox.admin.expireTokens(PARLEY);
    expect((await gmail.users.getProfile({ userId: 'me' })).data.emailAddress).toBe(PARLEY);
    const methods = sandbox.ledger
      .entries()
      .flatMap((entry) => (entry.kind === 'call' ? [[entry.method, entry.status]] : []));
    expect(methods).toEqual([
      ['getProfile', 401],
      ['oauth.token', 200],
      ['getProfile', 200],
    ]);
  });

  it.each(['query', 'body'])('are all gone after a revocation by %s', async (how) => {
    const grant = sandbox.grant();
    const { oauth2RevokeUrl } = sandbox.endpoints;
    if (how === 'query') await oauthFor(sandbox).revokeToken(grant.refreshToken);
    else await fetch(oauth2RevokeUrl, { method: 'POST', body: new URLSearchParams({ token: grant.accessToken }) });
    const gmail = clientFor(sandbox, grant);
    expect(await failureOf(gmail.users.getProfile({ userId: 'me' }))).toMatchObject({
      status: 400,
      reason: 'invalid_grant',
    });
    const direct = clientFor(sandbox, { accessToken: grant.accessToken });
    expect((await failureOf(direct.users.getProfile({ userId: 'me' }))).status).toBe(401);
    expect((await failureOf(oauthFor(sandbox).revokeToken(grant.refreshToken))).reason).toBe('invalid_token');
    expect((await failureOf(oauthFor(sandbox).getTokenInfo(grant.accessToken))).status).toBe(400);
  });

  it('come only with the secret of the app', async () => {
    const { refreshToken } = sandbox.grant();
    const fields = {
      client_id: sandbox.app.clientId,
      client_secret: 'guessed',
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    };
    const answer = await fetch(sandbox.endpoints.oauth2TokenUrl, { method: 'POST', body: new URLSearchParams(fields) });
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([401, 'invalid_client']);
  });
});

it('can be discovered, keys and all', async () => {
  const found = (await (await fetch(`${sandbox.url}/.well-known/openid-configuration`)).json()) as Record<
    string,
    string
  >;
  expect(found).toMatchObject({
    issuer: 'https://accounts.google.com',
    token_endpoint: sandbox.endpoints.oauth2TokenUrl,
  });
  const keys = await (await fetch(found.jwks_uri as string)).json();
  expect(keys).toMatchObject({ keys: [{ kty: 'RSA', alg: 'RS256', kid: expect.any(String) }, { use: 'sig' }] });
  sandbox.admin.rotateKeys();
  const pem = (await (await fetch(sandbox.endpoints.oauth2FederatedSignonPemCertsUrl)).json()) as object;
  expect(Object.keys(pem)).toHaveLength(3);
});
