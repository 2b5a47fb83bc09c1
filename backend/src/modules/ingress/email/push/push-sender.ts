import { Inject, Injectable, Logger } from '@nestjs/common';
import { googleAuth } from '../../../channels/index.js';
import { EMAIL_INGRESS, type EmailIngressSettings } from '../email-settings.js';

/** Where pushes come in, below the public URL. With it, the audience of their tokens. */
export const PUSH_PATH = '/google/push';

/** Google's keys are asked for anew when a push is signed by one that is not known, no more often than this. */
const KEYS_AGAIN_MS = 60_000;
const MOST_CHARACTERS = 8_192;

/** `away`: Google's keys cannot be had now, so nobody knows. */
export type PushSender = 'ours' | 'not google' | 'not ours' | 'away';

/**
 * Who sends a push (T13): signed by Google's key, for this very address and not over, in the name of the service account that
 * is configured. https://docs.cloud.google.com/pubsub/docs/authenticate-push-subscriptions
 */
@Injectable()
export class PushSenders {
  private readonly log = new Logger('Gmail');
  private google: ReturnType<typeof googleAuth>;
  private keysAskedAt = Number.NEGATIVE_INFINITY;

  constructor(@Inject(EMAIL_INGRESS) private readonly settings: EmailIngressSettings) {
    this.google = googleAuth(settings.google);
  }

  async of(authorization: string | undefined): Promise<PushSender> {
    const [, token] = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '') ?? [];
    if (!token || token.length > MOST_CHARACTERS) return 'not google';
    try {
      return await this.judge(token);
    } catch (error) {
      const message = String(error);
      // What the SDK says of a bad token has the token in it.
      if (!message.includes('Failed to retrieve verification certificates')) return 'not google';
      this.log.warn("Google's keys could not be asked for, so a push was given back");
      return 'away';
    }
  }

  private async judge(idToken: string): Promise<PushSender> {
    const audience = `${this.settings.publicUrl}${PUSH_PATH}`;
    const ticket = await this.google.verifyIdToken({ idToken, audience }).catch((error: unknown) => {
      if (!this.mayAskAgain(error)) throw error;
      this.google = googleAuth(this.settings.google);
      return this.google.verifyIdToken({ idToken, audience });
    });
    const claims = ticket.getPayload();
    const isOurs = claims?.email === this.settings.google.push?.serviceAccount && claims?.email_verified === true;
    return isOurs ? 'ours' : 'not ours';
  }

  private mayAskAgain(error: unknown): boolean {
    if (!String(error).includes('No pem found') || performance.now() - this.keysAskedAt < KEYS_AGAIN_MS) return false;
    this.keysAskedAt = performance.now();
    return true;
  }
}
