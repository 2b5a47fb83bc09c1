import { gmail_v1 } from '@googleapis/gmail';
import type { OAuth2Client } from 'google-auth-library';
import type { GmailMailbox } from './gmail-mailboxes.js';
import { type GoogleApp, googleAuth } from './google-auth.js';

/** For one call of the API. */
const CALL_MS = 6_000;

/** Gmail in the name of whoever is signed in there. */
export const gmailWith = (auth: OAuth2Client, { apiUrl }: Pick<GoogleApp, 'apiUrl'>): gmail_v1.Gmail =>
  new gmail_v1.Gmail({ auth, ...(apiUrl && { rootUrl: `${apiUrl}/` }), retry: false, timeout: CALL_MS });

/** Gmail of each mailbox. A client is kept as long as the mailbox has the same token, and its access token with it. */
export class GmailClients {
  private readonly clients = new Map<string, { refreshToken: string; client: gmail_v1.Gmail }>();

  /** @param app undefined: Parley is none of Google's, so there is no mailbox either */
  constructor(private readonly app: GoogleApp | undefined) {}

  /** @throws without an app */
  for({ integrationId, refreshToken }: GmailMailbox): gmail_v1.Gmail {
    const known = this.clients.get(integrationId);
    if (known?.refreshToken === refreshToken) return known.client;
    const client = this.newClient(refreshToken);
    this.clients.set(integrationId, { refreshToken, client });
    return client;
  }

  /** It is disconnected: its access token is of no use any more. */
  forget(integrationId: string): void {
    this.clients.delete(integrationId);
  }

  private newClient(refreshToken: string): gmail_v1.Gmail {
    if (!this.app) throw new Error('Parley is not set up as an app of Google.');
    const auth = googleAuth(this.app);
    auth.setCredentials({ refresh_token: refreshToken });
    return gmailWith(auth, this.app);
  }
}
