import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HTTPReceiver, type Installation, LogLevel } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { startSlackSandbox } from '../index.js';
import type { SlackSandbox } from '../types.js';
import { clientFor, errorOf } from './web-client.js';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

const begin = async (): Promise<SlackSandbox> => {
  const slack = await startSlackSandbox();
  undo.push(() => slack.close());
  return slack;
};

const unescaped = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Presses a button of the page where one decides about the installation. */
const decide = async (slack: SlackSandbox, page: string, decision: 'allow' | 'cancel', user: string): Promise<URL> => {
  const hidden = [...page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)];
  const fields = hidden.map(([, name = '', value = '']): [string, string] => [name, unescaped(value)]);
  const body = new URLSearchParams([...fields, ['user', user], ['decision', decision]]);
  const answer = await fetch(`${slack.url}/oauth/v2/authorize`, { method: 'POST', body, redirect: 'manual' });
  expect(answer.status).toBe(302);
  return new URL(answer.headers.get('location') ?? '');
};

const authorizeUrl = (slack: SlackSandbox, more: Record<string, string> = {}) =>
  `${slack.url}/oauth/v2/authorize?${new URLSearchParams({
    ...{
      client_id: slack.app.clientId,
      scope: 'chat:write,im:write',
      redirect_uri: 'http://localhost:9/back',
      state: 's-1',
    },
    ...more,
  })}`;
const codeFor = async (slack: SlackSandbox) => {
  const page = await (await fetch(authorizeUrl(slack))).text();
  return (await decide(slack, page, 'allow', 'U0ADA')).searchParams.get('code') ?? '';
};

describe("Bolt's own installation", () => {
  it('goes from the install page to a token that works', async () => {
    const slack = await begin();
    const stored: Installation[] = [];
    const server = createServer((request, response) => receiver.requestListener(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    undo.push(() => server.close());
    const home = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const receiver = new HTTPReceiver({
      ...{ signingSecret: slack.app.signingSecret, clientId: slack.app.clientId, clientSecret: slack.app.clientSecret },
      ...{
        stateSecret: 'state',
        scopes: ['chat:write', 'im:write'],
        redirectUri: `${home}/slack/oauth_redirect`,
        logLevel: LogLevel.ERROR,
      },
      installationStore: {
        storeInstallation: async (installation) => void stored.push(installation as Installation),
        fetchInstallation: async () => stored[0] as never,
      },
      installerOptions: {
        ...{ directInstall: true, redirectUriPath: '/slack/oauth_redirect' },
        ...{ authorizationUrl: `${slack.url}/oauth/v2/authorize`, clientOptions: { slackApiUrl: `${slack.url}/api/` } },
      },
    });
    const install = await fetch(`${home}/slack/install`, { redirect: 'manual' });
    const page = await (await fetch(install.headers.get('location') ?? '')).text();
    const back = await decide(slack, page, 'allow', 'U0ADA');
    const cookie = (install.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect((await fetch(back, { headers: { cookie } })).status).toBe(200);
    expect(stored).toMatchObject([
      { team: { id: 'T0BETA', name: 'Beta Labs' }, user: { id: 'U0ADA' }, bot: { scopes: ['chat:write', 'im:write'] } },
    ]);
    const me = await clientFor(slack, stored[0]?.bot?.token).auth.test();
    expect(me).toMatchObject({ team_id: 'T0BETA', user_id: stored[0]?.bot?.userId });
  });
});

describe('the install page', () => {
  it('asks for what the app wants, and sends one back with the decision and the state', async () => {
    const slack = await begin();
    const page = await (await fetch(authorizeUrl(slack, { state: 'a"b' }))).text();
    expect(page).toContain('<code>im:write</code>');
    expect(page).toContain('Beta Labs');
    const denied = await decide(slack, page, 'cancel', 'U0ADA');
    expect(Object.fromEntries(denied.searchParams)).toEqual({ error: 'access_denied', state: 'a"b' });
    const allowed = await decide(slack, await (await fetch(authorizeUrl(slack))).text(), 'allow', 'U0ADA');
    expect([allowed.origin, allowed.searchParams.get('state')]).toEqual(['http://localhost:9', 's-1']);
  });

  it.each([
    [{ client_id: 'other' }, 'invalid_client_id'],
    [{ scope: 'admin:everything' }, 'invalid_scope'],
    [{ redirect_uri: 'javascript:alert(1)' }, 'bad_redirect_uri'],
  ])('shows nothing for %o', async (more, error) => {
    const answer = await fetch(authorizeUrl(await begin(), more));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(error);
  });

  it('takes no decision that another page sends', async () => {
    const slack = await begin();
    const body = new URLSearchParams({
      client_id: slack.app.clientId,
      scope: 'chat:write',
      redirect_uri: 'http://localhost:9/',
      user: 'U0ADA',
      decision: 'allow',
    });
    const headers = { origin: 'http://evil.example' };
    const answer = await fetch(`${slack.url}/oauth/v2/authorize`, {
      method: 'POST',
      body,
      headers,
      redirect: 'manual',
    });
    expect(answer.status).toBe(403);
  });
});

describe('oauth.v2.access', () => {
  it('takes a code once, from the app itself, for the same address', async () => {
    const slack = await begin();
    const { clientId: client_id, clientSecret: client_secret } = slack.app;
    const access = (more: object) =>
      clientFor(slack, undefined).oauth.v2.access({
        client_id,
        client_secret,
        redirect_uri: 'http://localhost:9/back',
        code: 'none',
        ...more,
      });
    expect((await errorOf(access({}))).error).toBe('invalid_code');
    expect((await errorOf(access({ client_secret: 'wrong' }))).error).toBe('bad_client_secret');
    expect((await errorOf(access({ client_id: 'wrong' }))).error).toBe('invalid_client_id');
    expect(
      (await errorOf(access({ code: await codeFor(slack), redirect_uri: 'http://localhost:9/other' }))).error,
    ).toBe('bad_redirect_uri');
    const code = await codeFor(slack);
    expect(await access({ code })).toMatchObject({
      token_type: 'bot',
      team: { id: 'T0BETA' },
      scope: 'chat:write,im:write',
    });
    expect((await errorOf(access({ code }))).error).toBe('invalid_code');
  });
});
