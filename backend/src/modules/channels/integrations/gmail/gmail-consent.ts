import { Inject, Injectable } from '@nestjs/common';
import { CodeChallengeMethod, type OAuth2Client } from 'google-auth-library';
import { CHANNEL_SETTINGS, type ChannelSettings } from '../../channel-settings.js';
import { GMAIL_SCOPES, missingPermissions } from '../../email/gmail/domain/gmail-permissions.js';
import { refusalOf, whyLost } from '../../email/gmail/domain/google-refusal.js';
import { googleAuth } from '../../email/gmail/google-auth.js';
import { GmailDesk, type MailboxPermission } from './gmail-desk.js';

/** A person waits, and would have to begin again. */
const PATIENCE_MS = 10_000;

export interface ConsentQuestion {
  /** Google's page. */
  url: string;
  /** Proves later that whoever brings the code is who asked (PKCE, RFC 7636). Stays with us. */
  verifier: string;
}

/** `refused`: why, as sentences for whoever sits before it. */
export type Consent =
  | { kind: 'given'; permission: MailboxPermission; refreshToken: string; sub: string }
  | { kind: 'refused'; why: string };

class Refused extends Error {}

/** Asks at Google for a mailbox, by its page (OAuth 2.0 with PKCE, OpenID Connect), and takes what was agreed there. */
@Injectable()
export class GmailConsent {
  constructor(
    private readonly desk: GmailDesk,
    @Inject(CHANNEL_SETTINGS) private readonly settings: ChannelSettings,
  ) {}

  /** @param address the mailbox that is wanted; null: whichever the person chooses */
  async ask(state: string, nonce: string, address: string | null): Promise<ConsentQuestion> {
    const auth = this.auth();
    const { codeVerifier: verifier, codeChallenge } = await auth.generateCodeVerifierAsync();
    const url = auth.generateAuthUrl({
      scope: [...GMAIL_SCOPES],
      // A refresh token comes with consent only: also for a mailbox that was connected before.
      ...{ access_type: 'offline', prompt: address ? 'consent' : 'consent select_account', state, nonce },
      ...{ code_challenge_method: CodeChallengeMethod.S256, ...(codeChallenge && { code_challenge: codeChallenge }) },
      ...(address && { login_hint: address }),
    });
    return { url, verifier };
  }

  async redeem(code: string, verifier: string, nonce: string): Promise<Consent> {
    try {
      return await this.take(code, verifier, nonce);
    } catch (error) {
      if (error instanceof Refused) return { kind: 'refused', why: error.message };
      const lost = whyLost(error);
      return { kind: 'refused', why: lost ? `${lost} Begin again from Parley.` : UNREACHED };
    }
  }

  private async take(code: string, verifier: string, nonce: string): Promise<Consent> {
    const auth = this.auth();
    const { tokens } = await auth.getToken({ code, codeVerifier: verifier }).catch(spentOr);
    const missing = missingPermissions((tokens.scope ?? '').split(' '));
    if (missing.length > 0) throw new Refused(`${unticked(missing)} Begin again and leave every box ticked.`);
    if (!tokens.refresh_token) throw new Refused(NOT_LASTING);
    const { email, sub } = await this.account(auth, tokens.id_token, nonce);
    const check = await this.desk.check(tokens.refresh_token);
    if (check.kind === 'dead') throw new Refused(check.why);
    if (check.kind === 'unsure') throw new Refused(UNREACHED);
    // Two accounts in one answer: then nobody knows whose consent this is.
    if (check.permission.address !== email) throw new Refused(TWO_ACCOUNTS);
    return { kind: 'given', permission: check.permission, refreshToken: tokens.refresh_token, sub };
  }

  /** Who agreed, as Google has signed it (OpenID Connect Core §3.1.3.7). */
  private async account(auth: OAuth2Client, idToken: string | null | undefined, nonce: string) {
    const { clientId: audience } = this.app();
    const ticket = idToken ? await auth.verifyIdToken({ idToken, audience }).catch(() => undefined) : undefined;
    const claims = ticket?.getPayload();
    if (!claims?.email || claims.nonce !== nonce || !claims.email_verified) throw new Refused(UNNAMED);
    return { email: claims.email.toLowerCase(), sub: claims.sub };
  }

  private auth(): OAuth2Client {
    const redirectUri = `${this.settings.publicUrl}/google/oauth_redirect`;
    return googleAuth(this.app(), { redirectUri, timeoutMs: PATIENCE_MS });
  }

  private app() {
    if (!this.settings.google) throw new Error('Parley is not set up as an app of Google.');
    return this.settings.google;
  }
}

/** At this place it is the code that does not count any more. */
const spentOr = (error: unknown): never => {
  throw refusalOf(error)?.reason === 'invalid_grant' ? new Refused(SPENT) : error;
};

const SPENT = 'What you agreed to has run out, or was used already. Begin again from Parley.';
const UNREACHED = 'Google could not be asked just now. Begin again from Parley in a moment.';
const UNNAMED = 'Google did not say for certain whose account it is. Begin again from Parley.';
const TWO_ACCOUNTS = 'Google named two different accounts. Begin again from Parley.';
const NOT_LASTING =
  'Google gave a permission for an hour only. Remove Parley at myaccount.google.com/connections, then begin again.';
const unticked = (missing: readonly string[]): string =>
  `You did not allow Parley to ${missing.join(' and to ')} in this mailbox.`;
