import { gmail_v1 } from '@googleapis/gmail';
import type { GmailMailbox } from './gmail-mailboxes.js';
import { type GoogleApp, googleAuth } from './google-auth.js';

/** For one call of the API. */
const CALL_MS = 6_000;

/** Where another Google than the real one is. Uploads do not heed the client's own: they are given it with each call. */
export const rootUrlOf = ({ apiUrl }: Pick<GoogleApp, 'apiUrl'>): { rootUrl?: string } =>
  apiUrl ? { rootUrl: `${apiUrl}/` } : {};

/** Google's client of each mailbox. It is kept as long as the mailbox has the same token, and its access token with it. */
export class GmailClients {
  private readonly clients = new Map<string, { refreshToken: string; client: gmail_v1.Gmail }>();

  constructor(private readonly app: GoogleApp) {}

  for({ integrationId, refreshToken }: GmailMailbox): gmail_v1.Gmail {
    const known = this.clients.get(integrationId);
    if (known?.refreshToken === refreshToken) return known.client;
    const client = gmailClient(this.app, refreshToken);
    this.clients.set(integrationId, { refreshToken, client });
    return client;
  }

  /** It is disconnected: its access token is of no use any more. */
  forget(integrationId: string): void {
    this.clients.delete(integrationId);
  }
}

export const gmailClient = (app: GoogleApp, refreshToken: string): gmail_v1.Gmail => {
  const auth = googleAuth(app);
  auth.setCredentials({ refresh_token: refreshToken });
  return new gmail_v1.Gmail({ auth, ...rootUrlOf(app), retry: false, timeout: CALL_MS });
};
