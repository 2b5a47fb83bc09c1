import { Inject, Injectable } from '@nestjs/common';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../../channel-settings.js';
import { missingPermissions } from '../../email/gmail/domain/gmail-permissions.js';
import { whyLost } from '../../email/gmail/domain/google-refusal.js';
import { gmailWith } from '../../email/gmail/gmail-clients.js';
import { type GoogleApp, googleAuth } from '../../email/gmail/google-auth.js';

/** What a permission is good for. */
export interface MailboxPermission {
  /** In lower case. */
  address: string;
  scopes: readonly string[];
}

/** `dead`: Google itself said so; why, as a sentence for operators. `unsure`: it could not be asked. */
export type MailboxCheck =
  | { kind: 'alive'; permission: MailboxPermission }
  | { kind: 'dead'; why: string }
  | { kind: 'unsure'; message: string };

/** What is asked of Google beside mail: whose mailbox a permission opens, and that it is not needed any more. */
@Injectable()
export class GmailDesk {
  constructor(@Inject(CHANNEL_SETTINGS) private readonly settings: ChannelSettings) {}

  /** Asks for an access token anew, whatever is known: that is what tells whether the permission stands. */
  async check(refreshToken: string): Promise<MailboxCheck> {
    const app = this.settings.google;
    if (!app) return { kind: 'unsure', message: 'Parley is not set up as an app of Google.' };
    try {
      return await checkBy(app, refreshToken);
    } catch (error) {
      const why = whyLost(error);
      return why ? { kind: 'dead', why } : { kind: 'unsure', message: messageOf(error) };
    }
  }

  /** Google pushes nothing any more, and the token is of no use from now on. @throws when Google does not say that it is so */
  async letGo(refreshToken: string): Promise<void> {
    const app = this.settings.google;
    if (!app) throw new Error('Parley is not set up as an app of Google.');
    const auth = signedIn(app, refreshToken);
    await gmailWith(auth, app)
      .users.stop({ userId: 'me' })
      .catch(() => undefined);
    await auth.revokeToken(refreshToken);
  }
}

const signedIn = (app: GoogleApp, refreshToken: string) => {
  const auth = googleAuth(app);
  auth.setCredentials({ refresh_token: refreshToken });
  return auth;
};

const checkBy = async (app: GoogleApp, refreshToken: string): Promise<MailboxCheck> => {
  const auth = signedIn(app, refreshToken);
  const { credentials } = await auth.refreshAccessToken();
  const scopes = (credentials.scope ?? '').split(' ').filter(Boolean);
  const missing = missingPermissions(scopes);
  if (missing.length > 0)
    return { kind: 'dead', why: `Parley was not allowed to ${missing.join(' and to ')} in this mailbox.` };
  const { data } = await gmailWith(auth, app).users.getProfile({ userId: 'me' });
  if (!data.emailAddress) return { kind: 'unsure', message: 'Google did not say whose mailbox it is.' };
  return { kind: 'alive', permission: { address: data.emailAddress.toLowerCase(), scopes } };
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
