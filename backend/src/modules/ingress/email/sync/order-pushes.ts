import { Inject, Injectable, Logger } from '@nestjs/common';
import { EMAIL_INGRESS, type EmailIngressSettings } from '../email-settings.js';
import { GmailFailed, type GmailInbox } from './gmail-inbox.js';
import { MailboxSyncRepository, type Round } from './mailbox-sync.repository.js';

const AGAIN_MS = 10 * 60_000;
/** A watch lives seven days and is renewed daily: with so little left it has failed for days (F44). */
const WORRY_MS = 48 * 3_600_000;

/** Has Gmail tell of what arrives, where that is configured. Without it, or when it fails, mail is asked for all the same. */
@Injectable()
export class OrderPushes {
  private readonly log = new Logger('Gmail');

  constructor(
    private readonly syncs: MailboxSyncRepository,
    @Inject(EMAIL_INGRESS) private readonly settings: EmailIngressSettings,
  ) {}

  /** @returns what the operator has to know */
  async execute(round: Round, inbox: GmailInbox): Promise<string | null> {
    const { push } = this.settings.google;
    if (!push) return null;
    const worry = round.watchUntil && round.watchUntil.getTime() - Date.now() > WORRY_MS ? null : NO_PUSHES;
    if (!round.watchDue) return worry;
    try {
      await this.syncs.watched(round, await inbox.watch(push.topic));
      return null;
    } catch (error) {
      if (!(error instanceof GmailFailed)) throw error;
      await this.syncs.notWatched(round, AGAIN_MS);
      this.log.warn(`Gmail was not willing to push to ${push.topic}: ${error.message}`);
      return worry && `${worry} ${error.message}`;
    }
  }
}

const NO_PUSHES = 'Gmail does not tell at once what arrives, so it is asked now and then.';
