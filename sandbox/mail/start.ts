import type { Server } from 'node:http';
import { join } from 'node:path';
import { listen, SharedLedger } from '../kit/index.js';
import { Admin, mailboxOf } from './admin.js';
import type { Mail } from './core.js';
import { MailFaults } from './faults.js';
import { SCOPES } from './gmail/scopes.js';
import type { MailLedgerEntry } from './ledger.js';
import { Codes } from './oauth/codes.js';
import { issueAccess, issueRefresh } from './oauth/tokens.js';
import { Person } from './people/person.js';
import { PostOffice } from './post/post-office.js';
import { Publisher } from './push/publisher.js';
import { createMailServer } from './server.js';
import { DEFAULT_TOPIC, PARLEY, PUSH_ACCOUNT, SANDBOX_CLIENT } from './store/seed.js';
import { Store } from './store/store.js';
import type { MailEndpoints, MailGrant, MailSandbox, MailSandboxOptions, PushTarget } from './types.js';
import { Underway } from './underway.js';

const PUBSUBS_RETRIES = [100, 1_000, 10_000, 60_000];

const build = (
  { folder, pushTimeoutMs = 10_000, pushRetryDelaysMs = PUBSUBS_RETRIES }: MailSandboxOptions,
  underway: Underway,
): Mail => {
  const store = new Store(folder);
  const faults = new MailFaults();
  const ledger = new SharedLedger<MailLedgerEntry>(folder && join(folder, 'ledger.jsonl'));
  const parts = { store, faults, ledger, underway };
  const publisher = new Publisher({ ...parts, pushTimeoutMs, pushRetryDelaysMs });
  const post = new PostOffice({ ...parts, publisher });
  return { app: SANDBOX_CLIENT, store, faults, ledger, codes: new Codes(), post, publisher, url: '' };
};

const close = async ({ store }: Mail, server: Server, underway: Underway): Promise<void> => {
  underway.close();
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  store.save();
};

const endpointsAt = (url: string): MailEndpoints => ({
  oauth2AuthBaseUrl: `${url}/o/oauth2/v2/auth`,
  oauth2TokenUrl: `${url}/token`,
  oauth2RevokeUrl: `${url}/revoke`,
  tokenInfoUrl: `${url}/tokeninfo`,
  oauth2FederatedSignonPemCertsUrl: `${url}/oauth2/v1/certs`,
  oauth2FederatedSignonJwkCertsUrl: `${url}/oauth2/v3/certs`,
});

const PARLEYS = [SCOPES.all, SCOPES.settings];

const grant = (mail: Mail, email = PARLEY, scopes: readonly string[] = PARLEYS): MailGrant => {
  const box = mailboxOf(mail, email);
  if (box.server !== 'gmail') throw new Error(`${email} is not on Gmail`);
  const refreshToken = issueRefresh(mail, box.email, scopes);
  const { access_token: accessToken } = issueAccess(mail, box.email, scopes);
  return { email: box.email, refreshToken, accessToken, scopes };
};

const connectPush = ({ store }: Mail, { topic = DEFAULT_TOPIC, url, audience = url }: PushTarget): void => {
  const name = topic.replace('/topics/', '/subscriptions/');
  const { data } = store;
  data.subscriptions = [...data.subscriptions.filter((entry) => entry.topic !== topic), { name, topic, url, audience }];
  store.changed();
};

/** Starts a local mailbox (SBX-1), on 127.0.0.1 unless told otherwise: the real SDK talks to it over real sockets. */
export const startMailSandbox = async (options: MailSandboxOptions = {}): Promise<MailSandbox> => {
  const underway = new Underway();
  const mail = build(options, underway);
  const server = createMailServer({ mail, sandbox: () => sandbox, pageFolder: options.pageFolder });
  mail.url = await listen(server, options.port, options.reach);
  if (options.refreshToken) mail.store.data.refreshTokens[options.refreshToken] ??= { email: PARLEY, scopes: PARLEYS };
  const sandbox: MailSandbox = {
    ...{ url: mail.url, app: mail.app, endpoints: endpointsAt(mail.url) },
    push: { topic: DEFAULT_TOPIC, serviceAccount: PUSH_ACCOUNT },
    grant: (email, scopes) => grant(mail, email, scopes),
    connectPush: (to) => connectPush(mail, to),
    person: (email) => new Person(mail, mailboxOf(mail, email)),
    state: {
      mailboxes: () => structuredClone(mail.store.data.mailboxes),
      mailbox: (email) => structuredClone(mail.store.mailbox(email)),
    },
    ...{ admin: new Admin(mail), faults: mail.faults, ledger: mail.ledger },
    settled: () => underway.settled(),
    close: () => close(mail, server, underway),
  };
  return sandbox;
};
